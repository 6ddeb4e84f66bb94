"""Addresses of notices."""

from django.urls import path

from zhurnal.notifications.views import inbox

app_name = "notifications"

urlpatterns = [
    path("notices/", inbox.inbox_page, name="inbox"),
    path("notices/read/", inbox.read_everything, name="read-all"),
    path("notices/<uuid:notice>/", inbox.open_notice, name="open"),
]
