"""What the registers said on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhurnal.registers.models import FormerValue, RegisterValue


def values_on(
    own: UUID, fields: Iterable[str], day: date, people: Iterable[UUID] | None = None
) -> dict[tuple[UUID, str], str]:
    """(person, field) → value: one that ended after the day is read from what stood before (of ``rules.dated.DATED``). Two statements."""
    asked = {"field__in": list(fields)} | ({"person__in": list(people)} if people is not None else {})
    columns = ("person_id", "field", "value")
    found = {
        (who, field): value for who, field, value in RegisterValue.objects.of(own).filter(**asked).values_list(*columns)
    }
    former = FormerValue.objects.of(own).filter(**asked, until__gt=day).order_by("-until")
    return found | {(who, field): value for who, field, value in former.values_list(*columns)}
