"""The wall around a closed year: whatever policy declares it, no action changes its rows (1.5, A12.7)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.academic_year.models import AcademicYear
from zhurnal.academic_year.rules.closed import year_closed
from zhurnal.archive.rules.closing import is_reading
from zhurnal.curriculum.models import Course, Group, HoursCorrection
from zhurnal.kernel import prepared
from zhurnal.kernel.policy import Actor, register_wall
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticePage, Project
from zhurnal.movement.models import Movement
from zhurnal.statements.models import Statement, StatementLine


def _closed_with(model: Any, actor: Actor, row: UUID) -> Refusal | None:
    """Whether the year of a row is closed, asked of the table: pages also ask about rows of which they hold only the key."""

    def names(values: prepared.Values) -> QuerySet[Any]:
        of_row = model.objects.of(values["college"]).filter(pk=values["row"]).values("year_id")
        return _closed(values["college"], Q(pk__in=of_row))

    return _said(prepared.run(("closed year", model), names, {"college": actor.college_id, "row": row}))


def _closed(college: UUID, year: Q) -> QuerySet[Any]:
    return AcademicYear.objects.of(college).filter(year, closed_at__isnull=False).order_by("pk").values_list("name")[:1]


def _said(names: Iterable[tuple[str]]) -> Refusal | None:
    """The refusal by the name of the closed year, if there is one."""
    return next((year_closed(name) for (name,) in names), None)


def of_year(actor: Actor, action: str, year: AcademicYear) -> Refusal | None:
    """The year itself: the steps of its opening."""
    return year_closed(year.name) if year.closed_at and not is_reading(action) else None


def of_course(actor: Actor, action: str, course: Course) -> Refusal | None:
    """A page, frozen or not. While its term goes on its year cannot be closed: then nothing is asked, if the term came with it."""
    if is_reading(action):
        return None
    term = course._state.fields_cache.get("term")
    if term is not None and actor.now.date() < term.ends:
        return None
    return _closed_with(Course, actor, course.pk)


def of_group(actor: Actor, action: str, group: Group) -> Refusal | None:
    """A group: orders, its closing and reopening, statements, its register."""
    return None if is_reading(action) else _closed_with(Group, actor, group.pk)


def of_statement(actor: Actor, action: str, statement: Statement) -> Refusal | None:
    """A statement of the year in which it was numbered: debts of the year are settled later by statements of later years."""
    return None if is_reading(action) else _closed_with(Statement, actor, statement.pk)


def of_line(actor: Actor, action: str, line: StatementLine) -> Refusal | None:
    """A line of such a statement."""
    return None if is_reading(action) else _closed_with(Statement, actor, line.statement_id)


def of_group_row(actor: Actor, action: str, row: Any) -> Refusal | None:
    """A page of practice, a project."""
    return None if is_reading(action) else _closed_with(Group, actor, row.group_id)


def of_correction(actor: Actor, action: str, correction: HoursCorrection) -> Refusal | None:
    """Hours that an order moved in a journal of the year."""
    return None if is_reading(action) else _closed_with(Course, actor, correction.course_id)


def of_movement(actor: Actor, action: str, movement: Movement) -> Refusal | None:
    """What an order did with a student, within a closed year or with its groups: neither undone nor changed."""
    if is_reading(action):
        return None
    into = Group.objects.of(actor.college_id).filter(pk=movement.group_to_id).values("year_id")
    day = movement.effective
    return _said(_closed(actor.college_id, Q(starts__lte=day, ends__gte=day) | Q(pk__in=into)))


def build_walls() -> None:
    """Once, when the house is put together."""
    register_wall(AcademicYear, of_year)
    register_wall(Course, of_course)
    register_wall(Group, of_group)
    register_wall(Statement, of_statement)
    register_wall(StatementLine, of_line)
    register_wall(PracticePage, of_group_row)
    register_wall(Project, of_group_row)
    register_wall(HoursCorrection, of_correction)
    register_wall(Movement, of_movement)
