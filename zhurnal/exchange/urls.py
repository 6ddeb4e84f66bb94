"""Addresses of imports."""

from django.urls import path

from zhurnal.exchange.views import imports, programmes

app_name = "exchange"

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:run>/", imports.preview, name="import"),
    path("imports/<uuid:run>/apply/", imports.apply, name="apply"),
    path("imports/<uuid:run>/undo/", imports.undo, name="undo"),
    path("programmes/<uuid:programme>/file/", programmes.programme_file, name="programme-file"),
]
