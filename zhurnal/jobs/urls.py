"""Addresses of background work."""

from django.urls import path

from zhurnal.jobs.views import jobs

app_name = "jobs"

urlpatterns = [
    path("jobs/", jobs.jobs, name="list"),
    path("jobs/<uuid:job>/", jobs.one, name="job"),
    path("jobs/<uuid:job>/stop/", jobs.stop_job, name="stop"),
    path("jobs/<uuid:job>/resume/", jobs.resume_job, name="resume"),
    path("jobs/<uuid:job>/file/", jobs.take, name="file"),
]
