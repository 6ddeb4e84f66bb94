"""Students of a day with what registers keep of them, and who came and went by orders in a year (A7.7)."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import ENTERING, KIND_WORDS, Kind
from zhurnal.people.actor import PersonActor
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.queries.dated import values_on
from zhurnal.reports.queries.groups import facts
from zhurnal.reports.rules.spo import Studying

FIELDS = ("funding", "study_form", "citizenship", "disability")
FORMS = {"full": "очная", "mixed": "очно-заочная", "distant": "заочная"}


def studying(actor: PersonActor, day: date) -> list[Studying]:
    """Students on lists on the day. Five statements."""
    own = actor.college_id
    members = Membership.objects.of(own).filter(on_list(day))
    people = list(members.values_list("student_id", "group_id", "student__sex", "student__birth_date"))
    shelves = {one.id: one for one in facts(Group.objects.of(own).filter(pk__in={row[1] for row in people}))}
    told = values_on(own, FIELDS, day)
    found = {}
    for student, group, sex, born in people:
        shelf = shelves[group]
        form = FORMS.get(told.get((student, "study_form"), ""), "") or shelf.form.casefold() or "не указана"
        found[student] = Studying(
            shelf.specialty, form, told.get((student, "funding"), ""), shelf.course, sex, born,
            told.get((student, "citizenship"), ""), told.get((student, "disability"), ""),
        )  # fmt: skip
    return list(found.values())


def keeps(college_id: UUID, field: str) -> bool:
    """Whether the college keeps this field at all. One statement."""
    return any(one.key == field for one in chosen_fields(college_id).fields)


def flows(college_id: UUID, since: date, until: date) -> dict[str, dict[tuple[str, str], int]]:
    """«came» and «went» → (specialty, why) → how many students, by orders in force. Two statements."""
    rows = Movement.objects.of(college_id).filter(effective__gte=since, effective__lte=until, undone_at__isnull=True)
    wanted = rows.exclude(order__kind__in=[Kind.TRANSFER, Kind.NEXT_COURSE]).values_list(
        "order__kind", "details", "group_from_id", "group_to_id"
    )
    moved: list[tuple[Any, ...]] = list(wanted)
    groups = {pk for row in moved for pk in row[2:] if pk}
    names = {one.id: one.specialty for one in facts(Group.objects.of(college_id).filter(pk__in=groups))}
    came: Counter[tuple[str, str]] = Counter()
    went: Counter[tuple[str, str]] = Counter()
    for kind, details, left, entered in moved:
        if kind in ENTERING:
            came[names.get(entered, "без группы"), KIND_WORDS[Kind(kind)]] += 1
        elif kind == Kind.EXPULSION:
            went[names.get(left, "без группы"), details or "причина не указана"] += 1
        elif kind in {Kind.LEAVE, Kind.CHILD_LEAVE}:
            went[names.get(left, "без группы"), KIND_WORDS[Kind(kind)]] += 1
    return {"came": dict(came), "went": dict(went)}
