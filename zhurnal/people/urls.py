"""Addresses of signing in and of giving accounts."""

from django.urls import path

from zhurnal.people import views

app_name = "people"

urlpatterns = [
    path("sign-in/", views.choose_college, name="choose-college"),
    path("sign-in/<slug:code>/", views.sign_in, name="sign-in"),
    path("sign-in/<slug:code>/first/", views.first, name="first"),
    path("broker/", views.broker_return, name="broker-return"),
    path("broker/<slug:code>/", views.broker, name="broker"),
    path("identity/", views.identity, name="identity"),
    path("access/", views.register, name="issued"),
    path("access/second-step/", views.staff_step, name="staff-step"),
    path("access/check/", views.inspector, name="inspector"),
    path("access/<uuid:person>/", views.access, name="access"),
    path("access/<uuid:person>/factor/", views.lose_factor, name="lost-factor"),
    path("confirm/", views.prove, name="confirm"),
    path("protection/", views.protection, name="protection"),
    path("access/<uuid:person>/roles/", views.roles, name="roles"),
    path("consent/", views.consent, name="consent"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("lock/", views.lock, name="lock"),
    path("locked/", views.locked, name="locked"),
    path("logins/", views.logins, name="logins"),
    path("logins/password/", views.password, name="password"),
]
