"""Foreign keys of two columns: ``(owner, id) → (owner, id)`` (scale rules 4, 5).

A field that carries ``pair_with`` (the name of the owner's field, present in both tables) gets its constraint here instead
of Django's single-column one, at once and not deferred, so that a row of one owner can never name a row of another and the
mistake is an ``IntegrityError`` at the statement that makes it.
"""

from collections.abc import Iterator

from django.db.models import Field, Model


def paired_fields(model: type[Model]) -> Iterator[Field]:
    """The fields of the model that want a two-column foreign key."""
    for field in model._meta.local_fields:
        if getattr(field, "pair_with", None) and field.remote_field:
            yield field


def foreign_key_clause(field: Field, quote) -> str:
    """``FOREIGN KEY (owner, x) REFERENCES table (owner, id)`` for one field."""
    target = field.remote_field.model._meta
    owner = field.model._meta.get_field(field.pair_with).column
    target_owner = target.get_field(field.pair_with).column
    return (
        f"FOREIGN KEY ({quote(owner)}, {quote(field.column)}) "
        f"REFERENCES {quote(target.db_table)} ({quote(target_owner)}, {quote(field.target_field.column)})"
    )
