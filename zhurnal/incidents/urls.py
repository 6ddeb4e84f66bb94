"""Addresses of incidents."""

from django.urls import path

from zhurnal.incidents import views

app_name = "incidents"

urlpatterns = [
    path("incidents/", views.board, name="board"),
    path("own/changes/", views.own, name="own"),
    path("incidents/<uuid:incident>/", views.incident, name="incident"),
    path("incidents/anomalies/<uuid:anomaly>/", views.anomaly, name="anomaly"),
    path("incidents/breaches/new/", views.new_breach, name="new-breach"),
    path("incidents/breaches/<uuid:breach>/", views.breach, name="breach"),
    path("incidents/breaches/<uuid:breach>/first/", views.first_notice, name="breach-first"),
    path("incidents/breaches/<uuid:breach>/result/", views.result_notice, name="breach-result"),
    path("incidents/breaches/<uuid:breach>/list/", views.breach_list, name="breach-list"),
]
