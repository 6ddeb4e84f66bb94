"""Addresses of the forecast."""

from django.urls import path

from zhurnal.forecast.views import pages

app_name = "forecast"

urlpatterns = [
    path("forecast/courses/<uuid:course>/", pages.journal, name="journal"),
    path("forecast/courses/<uuid:course>/beside/", pages.beside, name="beside"),
    path("forecast/groups/", pages.groups, name="groups"),
    path("forecast/groups/<uuid:group>/", pages.group, name="group"),
    path("forecast/students/<uuid:student>/", pages.own, name="own"),
]
