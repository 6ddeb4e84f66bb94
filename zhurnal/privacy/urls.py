"""Addresses of personal data."""

from django.urls import path

from zhurnal.privacy.views import log, office, own, papers, policy

app_name = "privacy"

urlpatterns = [
    path("privacy/seen/", log.seen, name="seen"),
    path("privacy/seen/<uuid:student>/", log.seen_of, name="seen-of"),
    path("privacy/log/", log.log, name="log"),
    path("privacy/log/file/", log.log_file, name="log-file"),
    path("privacy/policy/", policy.policy, name="policy"),
    path("privacy/accept/", policy.accept, name="accept"),
    path("privacy/", own.own, name="own"),
    path("privacy/<uuid:student>/consent/", own.consent, name="consent"),
    path("privacy/<uuid:student>/ask/", own.ask, name="ask"),
    path("privacy/<uuid:student>/held/", own.held, name="held"),
    path("privacy/office/", office.office, name="office"),
    path("privacy/office/policy/", office.write, name="write"),
    path("privacy/office/paper/", papers.paper, name="paper"),
    path("privacy/office/consents/<uuid:consent>/end/", papers.end_consent, name="end"),
    path("privacy/office/scans/<uuid:scan>/", papers.scan, name="scan"),
    path("privacy/office/<uuid:asked>/", office.answer, name="answer"),
]
