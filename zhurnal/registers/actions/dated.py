"""Fields whose earlier values stay known: writing one from a day on, and taking that back (A5.11). Called inside a transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.registers.models import FormerValue, RegisterValue
from zhurnal.registers.rules.dated import DATED


@dataclass(frozen=True, slots=True)
class Ended:
    """A value that a person's field has no longer."""

    person: UUID
    field: str
    value: str


def keep_ended(actor: PersonActor, changed: Iterable[Ended], words: str = "") -> None:
    """Values that are replaced today without an order held until yesterday; an empty one said nothing."""
    rows = [
        FormerValue(
            college_id=actor.college_id, person_id=one.person, field=one.field, value=one.value, until=actor.today,
            order_words=words,
        )
        for one in changed
        if one.field in DATED and one.value
    ]  # fmt: skip
    FormerValue.objects.bulk_create(
        rows, ignore_conflicts=True
    )  # what held in the morning counts, not what stood for an hour


def forget_ended(actor: PersonActor, taken_back: Iterable[Ended], day: date) -> None:
    """What was written on the day is taken back: nothing ended then."""
    for one in taken_back:
        if one.field in DATED:
            rows = FormerValue.objects.of(actor.college_id).filter(person=one.person, field=one.field, until=day)
            rows.filter(order_words="", value=one.value).delete()


def put_from(actor: PersonActor, now: Ended, before: str, day: date, words: str) -> UUID:
    """By an order the field says ``now.value`` from the day on, and said ``before`` until then; the row that remembers."""
    kept: FormerValue = FormerValue.objects.create(
        college_id=actor.college_id, person_id=now.person, field=now.field, value=before, until=day, order_words=words
    )
    _write(actor, now)
    return kept.pk


def move_ended(actor: PersonActor, one: Ended, was: date, day: date, words: str) -> UUID:
    """What somebody typed gets the day and the words of its order; the row that remembers."""
    rows = FormerValue.objects.of(actor.college_id).filter(person=one.person, field=one.field, until=was)
    kept: FormerValue = rows.get()
    rows.update(until=day, order_words=words)
    return kept.pk


def put_back(actor: PersonActor, kept: UUID, was: Ended) -> None:
    """The order is undone: the field says again what it said."""
    FormerValue.objects.of(actor.college_id).filter(pk=kept).delete()
    _write(actor, was)


def _write(actor: PersonActor, now: Ended) -> None:
    rows = RegisterValue.objects.of(actor.college_id).filter(person=now.person, field=now.field)
    if not rows.update(value=now.value, changed_at=actor.now, changed_by=actor.person_id):
        RegisterValue.objects.create(
            college_id=actor.college_id, person_id=now.person, field=now.field, value=now.value, changed_at=actor.now,
            changed_by_id=actor.person_id,
        )  # fmt: skip
