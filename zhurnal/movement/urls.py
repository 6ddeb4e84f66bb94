"""Addresses of movement."""

from django.urls import path

from zhurnal.movement.views import orders, register

app_name = "movement"

urlpatterns = [
    path("movement/", orders.orders, name="orders"),
    path("movement/new/", orders.new_order, name="new-order"),
    path("movement/file/", register.register_file, name="register-file"),
    path("movement/orders/<uuid:order>/", register.order, name="order"),
    path("movement/students/<uuid:student>/", orders.card, name="card"),
    path("movement/students/<uuid:student>/credits/", orders.credit, name="credit"),
    path("movement/credits/<uuid:credit>/undo/", orders.undo_counted, name="undo-credit"),
    path("movement/<uuid:movement>/undo/", orders.undo, name="undo"),
]
