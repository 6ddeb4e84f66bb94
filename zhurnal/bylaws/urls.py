"""Addresses of the settings: the same page for each section, under names of their own, so that rights are told section by section."""

from django.urls import path

from zhurnal.bylaws import views
from zhurnal.bylaws.rules.catalogue import SECTIONS

app_name = "bylaws"

urlpatterns = [
    path("settings/", views.overview, name="overview"),
    *(path(f"settings/{one.key}/", views.section, {"key": one.key}, name=one.key) for one in SECTIONS),
]
