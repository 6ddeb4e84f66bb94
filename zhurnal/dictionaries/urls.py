"""Addresses of lists: the same pages for each of them, under names of their own, so that rights are told list by list."""

from django.urls import URLPattern, path

from zhurnal.dictionaries.rules.columns import ORDER
from zhurnal.dictionaries.views import edits, histories, lists, records

app_name = "dictionaries"


def _pages(name: str) -> list[URLPattern]:
    own = {"name": name}
    return [
        path(f"lists/{name}/", lists.page, own, name=name),
        path(f"lists/{name}/new/", records.new, own, name=f"{name}-new"),
        path(f"lists/{name}/many/", lists.many, own, name=f"{name}-many"),
        path(f"lists/{name}/<uuid:row>/", records.record, own, name=f"{name}-row"),
    ]


urlpatterns = [
    path("lists/edits/<uuid:run>/", edits.edit, name="edit"),
    path("lists/edits/<uuid:run>/apply/", edits.apply, name="apply"),
    path("lists/edits/<uuid:run>/undo/", edits.undo, name="undo"),
    path("lists/parents/of/<uuid:person>/", records.parent, name="parent"),
    path("plans/rows/<uuid:item>/history/", histories.item, name="item-history"),
    path("programmes/<uuid:programme>/history/", histories.programme, name="programme-history"),
    path("hours/norms/history/", histories.norms, name="norm-history"),
    path("pattern/days/history/", histories.moved_days, name="moved-days-history"),
    path("pattern/history/", histories.pattern, name="pattern-history"),
    path("pattern/<uuid:slot>/history/", histories.slot, name="slot-history"),
    path("movement/orders/<uuid:order>/history/", histories.order, name="order-history"),
    *(page for name in ORDER for page in _pages(name)),
]
