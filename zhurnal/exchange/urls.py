"""Addresses of imports."""

from django.urls import path

from zhurnal.exchange.views import imports, lists, mending, names, opening, orders, programmes

app_name = "exchange"

urlpatterns = [
    path("lists/", lists.lists, name="lists"),
    path("lists/file/", lists.file, name="list-file"),
    path("movement/import/", orders.orders, name="orders"),
    path("movement/import/sample/", orders.sample, name="orders-sample"),
    path("imports/", imports.imports, name="imports"),
    path("imports/progress/", imports.progress, name="progress"),
    path("imports/names/", names.remembered, name="names"),
    path("imports/names/<uuid:mapping>/forget/", names.forget_one, name="forget-name"),
    path("imports/<uuid:run>/names/", names.asked, name="asked-names"),
    path("imports/<uuid:run>/", imports.preview, name="import"),
    path("imports/<uuid:run>/apply/", imports.apply, name="apply"),
    path("imports/<uuid:run>/mend/", mending.mend, name="mend"),
    path("imports/<uuid:run>/faulty/", mending.faulty, name="faulty"),
    path("imports/<uuid:run>/undo/", imports.undo, name="undo"),
    path("year/<uuid:year>/<slug:step>/file/", opening.step_file, name="step-file"),
    path("programmes/<uuid:programme>/file/", programmes.programme_file, name="programme-file"),
]
