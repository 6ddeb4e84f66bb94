"""Orders within one's reach, the choices of a new one, and a student's card."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhurnal.curriculum.models import Group, Membership, Subgroup
from zhurnal.curriculum.relations import on_list
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.movement.models import Credit, Movement
from zhurnal.movement.policy import ORDER, READ, RECORD, UNDO
from zhurnal.movement.rules.kinds import FINISHED, FROM, KIND_WORDS, Kind, State
from zhurnal.movement.rules.possible import order_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import FormerName, Person
from zhurnal.people.rules.names import alphabetical, full_name, list_name

SHOWN = 200  # movements on one page

_COLUMNS = (
    "pk", "student_id", "student__surname", "student__given", "effective", "order__number", "order__dated", "order__kind",
    "order__ground", "details", "group_from__name", "group_to__name", "undone_at", "order_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """One line: who, by which order, from when, from where and where to."""

    id: UUID
    student: UUID
    name: str
    effective: date
    order: str
    kind: str
    ground: str
    details: str
    group_from: str
    group_to: str
    undone: bool
    undoable: bool
    order_id: UUID
    ahead: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to."""

    kind: str = ""
    group: UUID | None = None
    since: date | None = None
    until: date | None = None


def movements(actor: PersonActor, filters: Filters) -> list[Moved]:
    """The newest movements of the groups in reach. Two statements."""
    found = _moved(actor, narrowed(actor, filters))
    tell(actor, ORDER, people={one.student for one in found})
    return found


def movements_by(actor: PersonActor, order: UUID) -> list[Moved]:
    """Movements of one order in the groups in reach. Two statements."""
    return _moved(actor, narrowed(actor, Filters()).filter(order=order))


def narrowed(actor: PersonActor, filters: Filters) -> QuerySet[Movement]:
    """Movements of the groups in reach by kind, group and days."""
    groups = policy.visible(actor, READ).values("pk")
    rows: QuerySet[Movement] = Movement.objects.of(actor.college_id)
    rows = rows.filter(Q(group_from__in=groups) | Q(group_to__in=groups))
    if filters.kind:
        rows = rows.filter(order__kind=filters.kind)
    if filters.group:
        rows = rows.filter(Q(group_from=filters.group) | Q(group_to=filters.group))
    if filters.since:
        rows = rows.filter(effective__gte=filters.since)
    if filters.until:
        rows = rows.filter(effective__lte=filters.until)
    return rows


def movements_of(actor: PersonActor, student: UUID) -> list[Moved]:
    """All movements of one student, the newest first. Two statements."""
    return _moved(actor, Movement.objects.of(actor.college_id).filter(student=student))


def _moved(actor: PersonActor, rows: QuerySet[Any]) -> list[Moved]:
    found = list(rows.order_by("-effective", "-pk").values_list(*_COLUMNS)[:SHOWN])
    undoable = set(
        policy.visible(actor, UNDO)
        .filter(pk__in=[row[0] for row in found], undone_at__isnull=True)
        .values_list("pk", flat=True)
    )
    return [
        Moved(
            row[0], row[1], list_name(row[2], row[3]), row[4], order_words(row[5], row[6]), KIND_WORDS[Kind(row[7])], row[8],
            row[9], row[10] or "", row[11] or "", undone=row[12] is not None, undoable=row[0] in undoable,
            order_id=row[13], ahead=row[4] > actor.today,
        )
        for row in found
    ]  # fmt: skip


def groups_for(actor: PersonActor, action: str = RECORD) -> list[Group]:
    """Groups of the latest years in which the actor may do the action."""
    return list(policy.visible(actor, action).select_related("year").order_by("-year__starts", "name"))


def subgroups_of(actor: PersonActor, group: UUID | None) -> list[Subgroup]:
    """Subgroups of the group where the student goes."""
    reached = policy.visible(actor, RECORD).filter(pk=group).values("pk")
    return list(Subgroup.objects.of(actor.college_id).filter(group__in=reached).order_by("number", "name"))


def choosable(actor: PersonActor, kind: Kind, group: UUID | None) -> list[tuple[UUID, str]]:
    """Whom an order may concern: on the group's list today, or having been on it and on no list now. One statement.

    An expulsion also concerns those who finished, whose order is not written yet and who have not come back since.
    """
    groups = policy.visible(actor, RECORD).filter(pk=group).values("pk")
    rows = Membership.objects.of(actor.college_id).filter(group__in=groups)
    if State.STUDYING in FROM[kind]:
        again = Membership.objects.of(actor.college_id).filter(
            student=OuterRef("student"), entered__gte=OuterRef("left")
        )
        finished = Q(~Exists(again), note=FINISHED) if State.GRADUATED in FROM[kind] else Q(pk__in=[])
        rows = rows.filter(on_list(actor.today) | finished)
    else:
        now = Membership.objects.of(actor.college_id).filter(Q(left__isnull=True) | Q(left__gt=actor.today))
        rows = rows.exclude(student__in=now.values("student_id"))
    columns = ("student_id", "student__surname", "student__given", "student__patronymic", "student__birth_date")
    people = sorted(
        set(rows.values_list(*columns)), key=lambda row: (*alphabetical(row[1], row[2], row[3]), str(row[4]))
    )
    alike = Counter(full_name(*name) for _pk, *name, _born in people)
    return [(pk, _told_apart(full_name(*name), born, alike)) for pk, *name, born in people]


def _told_apart(name: str, born: date | None, alike: Counter[str]) -> str:
    """The name, of two of one name with the birthday: orders must not be written for the other one."""
    if alike[name] == 1:
        return name
    return f"{name} ({born:%d.%m.%Y})" if born else f"{name} (дата рождения не записана)"


def former_names(actor: PersonActor, student: Person) -> list[FormerName]:
    """How the student was called before, the latest first."""
    return list(FormerName.objects.of(actor.college_id).filter(person=student.pk).order_by("-until", "-pk"))


def credits_of(actor: PersonActor, student: Person) -> list[Credit]:
    """Results brought from elsewhere, undone ones too."""
    rows = Credit.objects.of(actor.college_id).filter(student=student.pk).select_related("undone_by")
    return list(rows.order_by("discipline", "pk"))
