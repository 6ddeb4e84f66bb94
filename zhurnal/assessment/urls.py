"""Addresses of results."""

from django.urls import path

from zhurnal.assessment.views import groups, kinds, own, page, rules

app_name = "assessment"

urlpatterns = [
    path("marks/courses/<uuid:course>/", page.page, name="page"),
    path("marks/courses/<uuid:course>/save/", page.save, name="save"),
    path("marks/courses/<uuid:course>/weights/", rules.page_weights, name="weights"),
    path("marks/courses/<uuid:course>/average/", page.derivation, name="derivation"),
    path("marks/groups/", groups.groups, name="groups"),
    path("marks/groups/close/", groups.close, name="close"),
    path("marks/groups/<uuid:group>/", groups.group, name="group"),
    path("marks/groups/<uuid:group>/step/", groups.step, name="step"),
    path("marks/groups/<uuid:group>/second/", groups.second, name="second"),
    path("marks/groups/<uuid:group>/decline/", groups.declined, name="decline"),
    path("marks/groups/<uuid:group>/withdraw/", groups.withdrawn, name="withdraw"),
    path("marks/students/<uuid:student>/", own.own, name="own"),
    path("marks/accumulation/", rules.accumulation, name="accumulation"),
    path("marks/rules/", rules.rules, name="rules"),
    path("marks/rules/weights/", rules.college_weights, name="college-weights"),
    path("marks/rules/weights/<uuid:discipline>/", rules.discipline_weights, name="discipline-weights"),
    path("marks/rules/kinds/", kinds.kinds, name="kinds"),
    path("marks/rules/kinds/<uuid:kind>/", kinds.kind, name="kind"),
    path("marks/rules/kinds/<uuid:kind>/move/", kinds.move, name="kind-move"),
    path("marks/rules/checkpoints/", rules.checkpoint, name="checkpoint"),
    path("marks/rules/checkpoints/publish/", rules.publish, name="publish"),
]
