"""The base of tenant tables (``scale.md`` § 8, rules 1–5)."""

from typing import Any, ClassVar

from django.db import models

from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models.rows import OwnedManager


class CollegeForeignKey(models.ForeignKey):
    """A reference inside one college: joined on (college, id), and held by the database as such a pair.

    No reverse accessor, no automatic index, nothing cascades: reads are written in ``queries``, rows are not deleted.
    """

    pair_with = "college"

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        kwargs["related_name"] = "+"
        kwargs["db_index"] = False
        kwargs["db_constraint"] = False  # the pair's constraint is made by kernel.db
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("related_name", "db_index", "db_constraint", "on_delete"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    def get_joining_fields(self, reverse_join: bool = False) -> Any:
        """Join on the college too, so that no query crosses colleges."""
        near, far = self.model._meta.get_field("college"), self.remote_field.model._meta.get_field("college")
        pair = (far, near) if reverse_join else (near, far)
        return (*super().get_joining_fields(reverse_join), pair)


class CollegeOwned(models.Model):
    """A row of one college, with an id made by the application."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    college = models.ForeignKey(
        "organisation.College", models.DO_NOTHING, related_name="+", db_index=False, db_constraint=True
    )

    objects: ClassVar[OwnedManager[Any]] = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["college", "id"], name="%(class)s_college_id")]
