"""Addresses of printing."""

from django.urls import path

from zhurnal.printing.views import paper

app_name = "printing"

urlpatterns = [
    path("print/", paper.groups, name="groups"),
    path("print/all/", paper.many, name="many"),
    path("print/groups/<uuid:group>/", paper.group, name="group"),
    path("print/groups/<uuid:group>/file/", paper.group_paper, name="group-paper"),
    path("print/journals/<uuid:course>/", paper.course_paper, name="course-paper"),
    path("print/practice/<uuid:page>/", paper.practice_paper, name="practice-paper"),
]
