"""Addresses of curricula and work programmes."""

from django.urls import path

from zhurnal.curriculum.views import plans, programmes

app_name = "curriculum"

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
    path("plans/rows/<uuid:item>/", plans.item, name="item"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<uuid:programme>/", programmes.programme, name="programme"),
    path("programmes/<uuid:programme>/save/", programmes.save, name="save-programme"),
    path("programmes/<uuid:programme>/copy/", programmes.copy, name="copy-programme"),
    path("programmes/<uuid:programme>/give/", programmes.give, name="give-programme"),
    path("programmes/begin/<uuid:course>/", programmes.begin, name="begin-programme"),
]
