"""Addresses of dashboards."""

from django.urls import path

from zhurnal.indicators.views import boards, definitions, journals, management

app_name = "indicators"

urlpatterns = [
    path("indicators/", boards.board, name="board"),
    path("indicators/definitions/", definitions.definitions, name="definitions"),
    path("indicators/management/", management.management, name="management"),
    path("indicators/own/", boards.own, name="own"),
    path("indicators/departments/<uuid:department>/", boards.department, name="department"),
    path("indicators/groups/<uuid:group>/", boards.group, name="group"),
    path("indicators/disciplines/<uuid:discipline>/", boards.discipline, name="discipline"),
    path("indicators/teachers/<uuid:teacher>/", boards.teacher, name="teacher"),
    path("indicators/journals/<uuid:course>/", journals.journal, name="journal"),
]
