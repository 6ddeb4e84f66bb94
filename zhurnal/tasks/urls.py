"""Addresses of tasks."""

from django.urls import path

from zhurnal.tasks.views import lists, task

app_name = "tasks"

urlpatterns = [
    path("tasks/", lists.mine, name="mine"),
    path("tasks/new/", lists.new, name="new"),
    path("tasks/overview/", lists.overview, name="overview"),
    path("tasks/overview/<str:form>/", lists.overview_file, name="overview-file"),
    path("tasks/<uuid:task>/", task.task, name="task"),
    path("tasks/<uuid:task>/take/", task.take, name="take"),
    path("tasks/<uuid:task>/report/", task.report, name="report"),
    path("tasks/<uuid:task>/say/", task.say, name="say"),
    path("tasks/<uuid:task>/verdict/", task.verdict, name="verdict"),
    path("tasks/<uuid:task>/change/", task.change, name="change"),
    path("tasks/documents/<uuid:document>/", task.document, name="document"),
]
