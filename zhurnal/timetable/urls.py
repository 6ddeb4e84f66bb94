"""Addresses of the timetable: its office, the weekly pattern, weeks, calendar subscriptions."""

from django.urls import path

from zhurnal.timetable.views import absence, editor, feed, moved_days, substitution, week

app_name = "timetable"

urlpatterns = [
    path("substitutions/", substitution.sheet, name="change-sheet"),
    path("substitutions/month/", substitution.month, name="substitution-month"),
    path("substitutions/debts/", substitution.debts, name="substitution-debts"),
    path("substitutions/lessons/<uuid:lesson>/", substitution.lesson, name="substitution-lesson"),
    path("substitutions/lessons/<uuid:lesson>/move/", substitution.move, name="substitution-move"),
    path("substitutions/lessons/<uuid:lesson>/link/", substitution.link, name="lesson-link"),
    path("substitutions/lessons/<uuid:lesson>/undo/", substitution.undo, name="substitution-undo"),
    path("substitutions/absences/", absence.absences, name="absences"),
    path("substitutions/absences/mine/", absence.teacher_requests, name="teacher-requests"),
    path("substitutions/absences/<uuid:absence>/", absence.absence, name="absence"),
    path("substitutions/absences/<uuid:absence>/decide/", absence.decide, name="absence-decide"),
    path("substitutions/absences/<uuid:absence>/end/", absence.end, name="absence-end"),
    path("substitutions/absences/<uuid:absence>/withdraw/", absence.withdraw, name="absence-withdraw"),
    path("pattern/", editor.board, name="editor"),
    path("pattern/new/", editor.new_slot, name="new-slot"),
    path("pattern/undo/", editor.undo, name="undo-slot"),
    path("pattern/days/", moved_days.moved_days, name="moved-days"),
    path("pattern/generate/", editor.generate, name="generate"),
    path("pattern/<uuid:slot>/", editor.slot, name="slot"),
    path("pattern/<uuid:slot>/places/", editor.places, name="slot-places"),
    path("pattern/<uuid:slot>/move/", editor.move, name="move-slot"),
    path("pattern/<uuid:slot>/remove/", editor.remove, name="remove-slot"),
    path("week/", week.week, name="week"),
    path("timetable/calendar/", feed.feeds, name="feeds"),
    path("timetable/calendar/<uuid:feed>/revoke/", feed.revoke, name="revoke-feed"),
    path("calendar/<slug:college>/<str:secret>.ics", feed.calendar, name="feed"),
]
