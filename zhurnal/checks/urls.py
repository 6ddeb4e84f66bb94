"""Addresses of the automatic check."""

from django.urls import path

from zhurnal.checks.views import pages

app_name = "checks"

urlpatterns = [
    path("checks/own/", pages.own, name="own"),
    path("checks/all/", pages.overview, name="overview"),
    path("checks/all/<uuid:finding>/", pages.finding, name="finding"),
    path("checks/all/<uuid:finding>/dismiss/", pages.dismiss, name="dismiss"),
    path("checks/rules/", pages.rules, name="rules"),
]
