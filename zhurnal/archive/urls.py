"""Addresses of the archive."""

from django.urls import path

from zhurnal.archive.views import exports, journals, personal, retention, years

app_name = "archive"

urlpatterns = [
    path("archive/", journals.journals, name="journals"),
    path("archive/journals/<uuid:course>/", journals.journal, name="journal"),
    path("archive/years/", years.years, name="years"),
    path("archive/years/<uuid:year>/close/", years.close, name="close"),
    path("archive/years/<uuid:year>/agree/", years.agree, name="agree"),
    path("archive/years/<uuid:year>/make/", years.make, name="make"),
    path("archive/packages/<uuid:package>/", years.package, name="package"),
    path("archive/retention/", retention.retention, name="retention"),
    path("archive/retention/rule/", retention.rule, name="rule"),
    path("archive/retention/draw/", retention.draw, name="draw"),
    path("archive/acts/<uuid:act>/", retention.act, name="act"),
    path("archive/acts/<uuid:act>/destroy/", retention.destroy, name="destroy"),
    path("archive/acts/<uuid:act>/withdraw/", retention.withdraw, name="withdraw"),
    path("archive/acts/<uuid:act>/paper/", retention.act_paper, name="act-paper"),
    path("archive/personal/", personal.personal, name="personal"),
    path("archive/personal/draw/", personal.draw, name="personal-draw"),
    path("archive/personal/<uuid:act>/", personal.act, name="personal-act"),
    path("archive/personal/<uuid:act>/destroy/", personal.destroy, name="personal-destroy"),
    path("archive/personal/<uuid:act>/withdraw/", personal.withdraw, name="personal-withdraw"),
    path("archive/personal/<uuid:act>/paper/", personal.paper, name="personal-paper"),
    path("archive/personal/<uuid:act>/events/", personal.events, name="personal-events"),
    path("archive/exports/", exports.exports, name="exports"),
    path("archive/exports/monitoring/", exports.monitoring, name="monitoring"),
    path("archive/exports/<uuid:group>/frdo/", exports.frdo, name="frdo"),
    path("archive/exports/<uuid:group>/open/", exports.open_data, name="open-data"),
]
