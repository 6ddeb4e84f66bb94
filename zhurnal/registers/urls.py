"""Addresses of registers."""

from django.urls import path

from zhurnal.registers.views import fields, groups, own, people, proposals

app_name = "registers"

urlpatterns = [
    path("registers/", groups.overview, name="overview"),
    path("registers/remind/", groups.remind, name="remind"),
    path("registers/fields/", fields.fields, name="fields"),
    path("registers/proposals/", proposals.proposals, name="proposals"),
    path("registers/proposals/<uuid:proposal>/", proposals.answer, name="answer"),
    path("registers/students/<uuid:student>/", people.card, name="card"),
    path("registers/students/<uuid:student>/parents/", people.parents, name="parents"),
    path("registers/students/<uuid:student>/special/", people.special, name="special"),
    path("registers/students/<uuid:student>/undo/", people.undo, name="undo-value"),
    path("registers/own/", own.own, name="own"),
    path("registers/own/<uuid:student>/", own.record, name="record"),
    path("registers/own/<uuid:student>/<slug:field>/", own.correct, name="correct"),
    path("registers/<uuid:group>/", groups.group, name="group"),
    path("registers/<uuid:group>/file/", groups.file, name="file"),
    path("registers/<uuid:group>/<slug:field>/", groups.field, name="field"),
    path("registers/<uuid:group>/<slug:field>/undo/", groups.undo, name="undo-field"),
]
