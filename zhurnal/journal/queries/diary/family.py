"""Who looks at the diary: the student, or a parent with all his children."""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from zhurnal.journal.queries.diary import rows
from zhurnal.journal.queries.diary.shapes import Child, Family
from zhurnal.kernel import doors, policy, prepared, together
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.age import is_adult
from zhurnal.people.rules.names import short_name
from zhurnal.people.rules.roles import Role


def wards_of(actor: PersonActor) -> dict[UUID, bool]:
    """Every student whom the actor stands by today → whether his diary is open to the actor. No statement for a student."""
    return _stood_by(actor, together.ask(_standing_by(actor))[0])


def _standing_by(actor: PersonActor) -> Statement:
    if Role.PARENT not in actor.roles:
        return NOTHING
    return prepared.read(("wards", actor.kind()), lambda values: _wards(actor.outlined(values)), actor.outline())


def _stood_by(actor: PersonActor, wards: list[tuple[UUID, bool]]) -> dict[UUID, bool]:
    if Role.PARENT not in actor.roles:
        return {actor.person_id: True} if Role.STUDENT in actor.roles and actor.person_id else {}
    return {student: bool(opened) for student, opened in wards}


def _wards(actor: PersonActor) -> QuerySet[Any]:
    """(student, whether his diary is open) for every ward."""
    readable = policy.policy_of("journal.diary.read").scope(actor, "journal.diary.read") or Q()
    opened = ExpressionWrapper(readable, output_field=BooleanField())
    known = policy.visible(actor, "journal.diary.know").annotate(opened=opened)
    found: QuerySet[Any] = known.values_list("pk", "opened")
    return found


def open_family(actor: PersonActor, student: UUID) -> Family:
    """The family around a diary that the actor may read; the door's refusals come through.

    The door and what stands behind it are asked together: every open page asks for this every few seconds.
    """
    door = doors.asking(actor, "journal.diary.read", Person, pk=student)
    if Role.PARENT not in actor.roles:
        wards = _stood_by(actor, [])
        person, heads = together.ask(door, rows.heading(actor.college_id, {*wards, student}, actor.today))
    else:
        person, found = together.ask(door, _standing_by(actor))
        wards = _stood_by(actor, found)
        heads = rows.heads(actor.college_id, {*wards, student}, actor.today)
    return _around(actor, person, wards, heads)


def family_of(actor: PersonActor, person: Person) -> Family:
    """The family around a diary; a door has let the actor in."""
    wards = wards_of(actor)
    return _around(actor, person, wards, rows.heads(actor.college_id, {*wards, person.pk}, actor.today))


def _around(actor: PersonActor, person: Person, wards: dict[UUID, bool], heads: list[rows.HeadRow]) -> Family:
    student = person.pk
    children = [
        Child(
            head.id, head.surname, head.given, head.sex == "f", head.group, head.version,
            short_name(*head.leader) if head.leader else "", closed=not wards.get(head.id, head.id == student),
        )
        for head in heads
    ]  # fmt: skip
    child = next(child for child in children if child.id == student)
    parent = student != actor.person_id
    of_age = is_adult(person.birth_date, actor.adult_since)
    return Family(child, tuple(children), parent, tells=parent or of_age)


def ward_of(actor: PersonActor) -> Person | None:
    """Whose diary the actor sees first: his own, else of his first child whose diary is open, else of any ward."""
    if Role.STUDENT in actor.roles:
        own: Person | None = policy.visible(actor, "journal.diary.read").filter(pk=actor.person_id).first()
        if own is not None:
            return own
    for action in ("journal.diary.read", "journal.diary.know"):
        found: Person | None = policy.visible(actor, action).order_by("given", "surname", "pk").first()
        if found is not None:
            return found
    return None
