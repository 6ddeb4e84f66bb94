"""Addresses of modules."""

from django.urls import path, register_converter

from zhurnal.modules.views import journal, own, practice, projects
from zhurnal.modules.views.days import DayConverter

register_converter(DayConverter, "practice_day")

app_name = "modules"

urlpatterns = [
    path("modules/", journal.groups, name="groups"),
    path("modules/<uuid:group>/", journal.journal, name="journal"),
    path("modules/<uuid:group>/open/", journal.open_practice, name="open"),
    path("modules/<uuid:group>/final/", journal.final, name="final"),
    path("modules/<uuid:group>/final/statement/", journal.state, name="state"),
    path("modules/<uuid:group>/diploma/", projects.diploma, name="diploma"),
    path("modules/<uuid:group>/exam/<uuid:item>/", journal.module, name="module"),
    path("modules/<uuid:group>/exam/<uuid:item>/statement/", journal.exam, name="exam"),
    path("practice/", own.own, name="own"),
    path("practice/<uuid:student>/own/", own.of_student, name="own-student"),
    path("practice/<uuid:page>/", practice.page, name="practice"),
    path("practice/<uuid:page>/arrange/", practice.arrange, name="arrange"),
    path("practice/<uuid:page>/days/<practice_day:day>/", practice.day, name="day"),
    path("practice/<uuid:page>/days/<practice_day:day>/strike/", practice.strike, name="strike-day"),
    path("practice/<uuid:page>/places/", practice.places, name="places"),
    path("practice/<uuid:page>/papers/", practice.papers, name="papers"),
    path("practice/<uuid:page>/competences/", practice.competences, name="competences"),
    path("practice/<uuid:page>/sheets/", practice.sheets, name="sheets"),
    path("projects/", projects.projects, name="projects"),
    path("projects/course/<uuid:course>/", projects.course, name="course-projects"),
    path("projects/<uuid:project>/", projects.project, name="project"),
    path("projects/<uuid:project>/strike/", projects.strike, name="strike"),
]
