"""Addresses of the home page and what stands around all pages."""

from django.urls import path

from zhurnal.portal.offline import offline, worker
from zhurnal.portal.views import appearance, health, help_page, home, search

app_name = "portal"

urlpatterns = [
    path("", home, name="home"),
    path("appearance/", appearance, name="appearance"),
    path("help/", help_page, name="help", kwargs={"topic": "start"}),
    path("help/<slug:topic>/", help_page, name="help-topic"),
    path("search/", search, name="search"),
    path("health/", health, name="health"),
    path("worker.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
]
