"""Addresses of keeping and watching the installation."""

from django.urls import path

from zhurnal.operations.views import heads, state

app_name = "operations"

urlpatterns = [
    path("ready/", state.ready, name="ready"),
    path("metrics/", state.metrics, name="metrics"),
    path("state/", state.state, name="state"),
    path("state/heads/", heads.heads, name="heads"),
    path("state/heads/paper/", heads.paper, name="heads-paper"),
]
