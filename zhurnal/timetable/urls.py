"""Addresses of the timetable's office."""

from django.urls import path

from zhurnal.timetable.views import absence, substitution

app_name = "timetable"

urlpatterns = [
    path("substitutions/", substitution.sheet, name="change-sheet"),
    path("substitutions/month/", substitution.month, name="substitution-month"),
    path("substitutions/debts/", substitution.debts, name="substitution-debts"),
    path("substitutions/lessons/<uuid:lesson>/", substitution.lesson, name="substitution-lesson"),
    path("substitutions/lessons/<uuid:lesson>/move/", substitution.move, name="substitution-move"),
    path("substitutions/lessons/<uuid:lesson>/undo/", substitution.undo, name="substitution-undo"),
    path("absences/", absence.absences, name="absences"),
    path("absences/mine/", absence.teacher_requests, name="teacher-requests"),
    path("absences/<uuid:absence>/", absence.absence, name="absence"),
    path("absences/<uuid:absence>/decide/", absence.decide, name="absence-decide"),
    path("absences/<uuid:absence>/end/", absence.end, name="absence-end"),
    path("absences/<uuid:absence>/withdraw/", absence.withdraw, name="absence-withdraw"),
]
