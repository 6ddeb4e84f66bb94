"""Addresses of incidents."""

from django.urls import path

from zhurnal.incidents import views

app_name = "incidents"

urlpatterns = [
    path("incidents/", views.board, name="board"),
    path("own/changes/", views.own, name="own"),
    path("incidents/<uuid:incident>/", views.incident, name="incident"),
    path("incidents/anomalies/<uuid:anomaly>/", views.anomaly, name="anomaly"),
]
