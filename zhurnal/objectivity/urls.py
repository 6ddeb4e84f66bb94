"""Addresses of findings."""

from django.urls import path

from zhurnal.objectivity.views import findings

app_name = "objectivity"

urlpatterns = [
    path("findings/", findings.findings, name="findings"),
    path("findings/file/<slug:form>/", findings.findings_file, name="file"),
    path("findings/<uuid:course>/<slug:kind>/", findings.finding, name="finding"),
    path("findings/<uuid:course>/<slug:kind>/explain/", findings.settle, name="settle"),
    path("findings/<uuid:course>/<slug:kind>/answer/", findings.answer, name="answer"),
]
