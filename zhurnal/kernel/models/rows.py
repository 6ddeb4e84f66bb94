"""The manager that fails closed: no query without saying whose rows (scale rule 1)."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class OwnerMissing(RuntimeError):
    """A query on rows of many owners did not say whose."""


class OwnedManager(models.Manager[Row]):
    """``Model.objects.of(college)`` is the only way in; anything else raises ``OwnerMissing``."""

    use_in_migrations = False

    def of(self, owner: UUID) -> models.QuerySet[Row]:
        """The rows of one owner."""
        if owner is None:
            raise OwnerMissing(self.model.__name__)
        return super().get_queryset().filter(college_id=owner)

    def of_all(self, why: str) -> models.QuerySet[Row]:
        """The rows of all owners; ``why`` must name the purpose (sign-in, verification, statistics)."""
        if not why:
            raise OwnerMissing(self.model.__name__)
        return super().get_queryset()

    def get_queryset(self) -> models.QuerySet[Row]:
        message = f"{self.model.__name__}: say whose rows, .objects.of(college_id)"
        raise OwnerMissing(message)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Row]:
        """Insert rows; each carries its owner, and the database checks the pairs."""
        return super().get_queryset().bulk_create(objs, *args, **kwargs)

    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        """Django's way of inserting one object: it carries its owner. Updating one by ``save()`` stays refused."""
        rows: Any = super().get_queryset()
        return rows._insert(*args, **kwargs)  # noqa: SLF001  (the hook Django itself calls on a manager)

    def create(self, **kwargs: Any) -> Row:
        """Insert one row; it must name its owner."""
        if "college" not in kwargs and "college_id" not in kwargs:
            raise OwnerMissing(self.model.__name__)
        return super().get_queryset().create(**kwargs)
