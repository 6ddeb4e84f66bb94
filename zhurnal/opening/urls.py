"""Addresses of opening the year."""

from django.urls import path

from zhurnal.opening.views import steps

app_name = "opening"

urlpatterns = [
    path("year/", steps.years, name="years"),
    path("year/new/", steps.new, name="new"),
    path("year/<uuid:year>/", steps.step, name="year"),
    path("year/<uuid:year>/undo/", steps.undo, name="undo"),
    path("year/<uuid:year>/<slug:step>/", steps.step, name="step"),
]
