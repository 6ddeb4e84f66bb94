"""Addresses of personal data."""

from django.urls import path

from zhurnal.privacy.views import log

app_name = "privacy"

urlpatterns = [
    path("privacy/seen/", log.seen, name="seen"),
    path("privacy/seen/<uuid:student>/", log.seen_of, name="seen-of"),
    path("privacy/log/", log.log, name="log"),
    path("privacy/log/file/", log.log_file, name="log-file"),
]
