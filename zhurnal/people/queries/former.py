"""How people were called on an earlier day (A7.1: an order changes a name from its day on)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.people.models import FormerName

Name = tuple[str, str, str]
"""Surname, given name, patronymic."""


def names_then(college_id: UUID, people: Iterable[UUID] | QuerySet[Any, Any], day: date) -> dict[UUID, Name]:
    """person → his name on the day, of those who have another one since. One statement."""
    rows = FormerName.objects.of(college_id).filter(until__gt=day, person__in=people).order_by("-until", "-pk")
    # of several names since, the one that ended first was his on the day: it is the last to be kept
    found = rows.values_list("person_id", "surname", "given", "patronymic")
    return {pk: (surname, given, patronymic) for pk, surname, given, patronymic in found}
