"""Addresses of oversight."""

from django.urls import path

from zhurnal.oversight.views import corrections, excuses, filling, hours, norms, requests

app_name = "oversight"

urlpatterns = [
    path("filling/", filling.filling, name="filling"),
    path("filling/teachers/<uuid:teacher>/", filling.teacher_filling, name="teacher-filling"),
    path("filling/evening/", filling.evening, name="evening"),
    path("my-filling/", filling.own_filling, name="own-filling"),
    path("hours/", hours.hours, name="hours"),
    path("hours/norms/", norms.norms, name="norms"),
    path("hours/<uuid:group>/", hours.group_hours, name="group-hours"),
    path("hours/<uuid:group>/corrections/", corrections.corrections, name="corrections"),
    path("hours/corrections/<uuid:correction>/undo/", corrections.undo, name="undo-correction"),
    path("my-hours/", hours.my_hours, name="my-hours"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:request_id>/decide/", requests.decide, name="decide"),
    path("excuses/", excuses.excuses, name="excuses"),
    path("excuses/<uuid:student>/", excuses.set_excuse, name="set-excuse"),
    path("excuses/papers/<uuid:paper>/", excuses.paper, name="paper"),
]
