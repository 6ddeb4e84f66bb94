"""Addresses of reports."""

from django.urls import path

from zhurnal.reports.views import reports

app_name = "reports"

urlpatterns = [
    path("reports/", reports.index, name="index"),
    path("reports/<slug:slug>/", reports.report, name="report"),
    path("reports/<slug:slug>/file/<slug:form>/", reports.report_file, name="file"),
]
