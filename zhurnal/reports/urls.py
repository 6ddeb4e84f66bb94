"""Addresses of reports."""

from django.urls import path

from zhurnal.reports.views import reports, saved

app_name = "reports"

urlpatterns = [
    path("reports/", reports.index, name="index"),
    path("reports/saved/<uuid:saved>/drop/", saved.drop, name="drop"),
    path("reports/built/<uuid:built>/", saved.built, name="built"),
    path("reports/<slug:slug>/", reports.report, name="report"),
    path("reports/<slug:slug>/save/", saved.save, name="save"),
    path("reports/<slug:slug>/file/<slug:form>/", reports.report_file, name="file"),
]
