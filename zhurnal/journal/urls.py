"""Addresses of the journal."""

from django.urls import path

from zhurnal.journal.views import commands, diary, journals, lesson, page, taught, timetable, today

app_name = "journal"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("today/unfilled/", today.unfilled, name="unfilled"),
    path("lessons/<uuid:lesson>/", lesson.lesson_page, name="lesson"),
    path("lessons/<uuid:lesson>/ask-to-open/", lesson.ask_to_open, name="ask-to-open"),
    path("journals/", journals.journals, name="journals"),
    path("journals/students/<uuid:student>/", taught.student, name="own-student"),
    path("journals/groups/<uuid:group>/", taught.group, name="own-group"),
    path("journals/<uuid:course>/", page.page, name="page"),
    path("journals/<uuid:course>/commands/", commands.commands, name="commands"),
    path("journals/<uuid:course>/live/", commands.live, name="live"),
    path("journals/<uuid:course>/cell/", commands.cell, name="cell"),
    path("diary/", diary.own, name="diary-own"),
    path("diary/<uuid:student>/", diary.day, name="diary"),
    path("diary/<uuid:student>/week/", diary.week, name="diary-week"),
    path("diary/<uuid:student>/marks/", diary.marks, name="diary-marks"),
    path("diary/<uuid:student>/absence/", diary.tell, name="tell-absence"),
    path("timetable/", timetable.timetable, name="timetable"),
]
