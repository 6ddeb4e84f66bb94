"""Addresses of the families' access."""

from django.urls import path

from zhurnal.credentials.views import family, staff

app_name = "credentials"

urlpatterns = [
    path("credentials/", family.groups, name="groups"),
    path("credentials/staff/", staff.staff, name="staff"),
    path("credentials/issued/", family.issued, name="issued"),
    path("credentials/<uuid:group>/", family.group, name="group"),
    path("credentials/<uuid:group>/slips/", family.give_slips, name="slips"),
    path("credentials/<uuid:group>/handed/", family.note_handed, name="handed"),
    path("credentials/<uuid:group>/factor/", family.lose_factor, name="lost-factor"),
]
