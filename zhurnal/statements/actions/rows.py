"""Writing changed rows back: of one college, named columns only."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model


def keep(row: Model, *names: str) -> None:
    """Write these columns of a row. One statement."""
    rows: Any = type(row).objects.of(row.college_id)  # type: ignore[attr-defined]
    rows.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})


def keep_all(rows: Sequence[Model], *names: str) -> None:
    """Write these columns of rows of one model and college. One statement, none for nothing."""
    if rows:
        model: Any = type(rows[0])
        model.objects.of(rows[0].college_id).bulk_update(rows, names)  # type: ignore[attr-defined]
