"""A new name by an order (A7.1): at once when its day has come, else on that day; the former one is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.movement.actions.drafts import NewPerson
from zhurnal.people.models import FormerName, Person

Traces = dict[str, Any]


def name_ahead(new: NewPerson, words: str) -> Traces:
    """The name that waits for its day, as traces keep it."""
    return {"ahead": {"surname": new.surname, "given": new.given, "patronymic": new.patronymic, "order": words}}


def rename(college_id: UUID, person: Person, ahead: Traces, effective: date) -> Traces:
    """Give the name of ``name_ahead``; a patronymic that the order does not name stays."""
    person = Person.objects.of(college_id).get(pk=person.pk)  # an earlier order of the same day may have changed it
    kept: FormerName = FormerName.objects.create(
        college_id=college_id, person=person, surname=person.surname, given=person.given,
        patronymic=person.patronymic, until=effective, order_words=ahead["order"],
    )  # fmt: skip
    rows = Person.objects.of(college_id).filter(pk=person.pk)
    patronymic = ahead["patronymic"] or person.patronymic
    rows.update(surname=ahead["surname"], given=ahead["given"], patronymic=patronymic)
    return {"name": kept.pk.hex}


def still_so(college_id: UUID, person: UUID, ahead: Traces) -> bool:
    """Whether the person is still called as the order had it; a patronymic that it did not name may be any."""
    said = {name: ahead[name] for name in ("surname", "given", "patronymic") if ahead.get(name)}
    return Person.objects.of(college_id).filter(pk=person, **said).exists()
