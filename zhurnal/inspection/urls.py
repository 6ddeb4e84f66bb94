"""Addresses of control."""

from django.urls import path

from zhurnal.inspection.views import acts, modules, remarks, rounds

app_name = "inspection"

urlpatterns = [
    path("inspection/", rounds.rounds, name="rounds"),
    path("inspection/plan/<uuid:year>/", rounds.plan, name="plan"),
    path("inspection/new/", rounds.new_round, name="new-round"),
    path("inspection/rounds/<uuid:round_id>/", rounds.round_, name="round"),
    path("inspection/rounds/<uuid:round_id>/change/", rounds.change, name="change"),
    path("inspection/rounds/<uuid:round_id>/close/", rounds.close, name="close"),
    path("inspection/rounds/<uuid:round_id>/reference/", rounds.reference_paper, name="reference"),
    path("inspection/rounds/<uuid:round_id>/reference/file/", rounds.reference_file, name="reference-file"),
    path("inspection/journals/<uuid:course>/", remarks.course_remarks, name="course"),
    path("inspection/journals/<uuid:course>/new/", remarks.new_remark, name="new-remark"),
    path("inspection/journals/<uuid:course>/visa/", remarks.visa, name="visa"),
    path("inspection/modules/<uuid:group>/", modules.group_modules, name="modules"),
    path("inspection/modules/<uuid:group>/visa/", modules.visa, name="modules-visa"),
    path("inspection/modules/<uuid:group>/lift/", modules.lift, name="modules-lift"),
    path("inspection/remarks/<uuid:remark>/", remarks.remark, name="remark"),
    path("inspection/remarks/<uuid:remark>/answer/", remarks.answer, name="answer"),
    path("inspection/remarks/<uuid:remark>/settle/", remarks.settle, name="settle"),
    path("remarks/", remarks.own, name="own"),
    path("acts/", acts.acts, name="acts"),
    path("acts/new/<uuid:opening>/", acts.new_act, name="new-act"),
    path("acts/term/<uuid:course>/", acts.new_term_act, name="new-term-act"),
    path("acts/<uuid:act>/", acts.act, name="act"),
    path("acts/<uuid:act>/file/", acts.act_file, name="act-file"),
]
