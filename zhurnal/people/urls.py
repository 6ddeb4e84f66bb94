"""Addresses of signing in."""

from django.urls import path

from zhurnal.people import views

app_name = "people"

urlpatterns = [
    path("sign-in/", views.choose_college, name="choose-college"),
    path("sign-in/<slug:code>/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
