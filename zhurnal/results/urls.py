"""Addresses of results."""

from django.urls import path

from zhurnal.results.views import groups, lists, record

app_name = "results"

urlpatterns = [
    path("results/", groups.index, name="index"),
    path("results/groups/<uuid:group>/", groups.summary, name="group"),
    path("results/groups/<uuid:group>/file/", groups.summary_file, name="group-file"),
    path("results/groups/<uuid:group>/diploma/", groups.diploma, name="diploma"),
    path("results/groups/<uuid:group>/diploma/file/", groups.diploma_file, name="diploma-file"),
    path("results/lists/<slug:which>/", lists.derived, name="list"),
    path("results/lists/<slug:which>/file/", lists.derived_file, name="list-file"),
    path("results/students/<uuid:student>/", record.record, name="record"),
    path("results/students/<uuid:student>/certificate/", record.certificate, name="certificate"),
    path("results/students/<uuid:student>/extract/", record.extract, name="extract"),
    path("results/students/<uuid:student>/characteristic/", record.characteristic, name="characteristic"),
    path(
        "results/students/<uuid:student>/characteristic/file/", record.characteristic_file, name="characteristic-file"
    ),
    path("results/students/<uuid:student>/certificate/file/", record.certificate_file, name="certificate-file"),
    path("results/students/<uuid:student>/extract/file/", record.extract_file, name="extract-file"),
    path("results/own/", record.own, name="own"),
    path("results/own/<uuid:student>/", record.own_record, name="own-record"),
]
