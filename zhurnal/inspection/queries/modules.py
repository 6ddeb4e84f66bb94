"""A group's pages of practice and exams of modules, as a checker looks them through (2.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Max

from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.queries.lines import Line, practice_lines
from zhurnal.inspection.queries.pages import Viewed, visas_of
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import STATE_WORDS, State


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of practice; ``written`` days have records, the last of them on ``last``. ``course``: its journal, where remarks stand."""

    id: UUID
    title: str
    starts: date
    ends: date
    leader: str
    course: UUID | None
    written: int
    last: date | None


@dataclass(frozen=True, slots=True)
class ExamLine:
    """The statement of an exam of a module. ``course``: the journal of its module where a remark about it stands."""

    id: UUID
    number: int | None
    title: str
    dated: date
    state: str
    course: UUID | None


@dataclass(frozen=True, slots=True)
class ModulesPage:
    """What is looked through, the remarks about it, and the visas on it."""

    group: Group
    pages: tuple[PageLine, ...]
    exams: tuple[ExamLine, ...]
    visas: tuple[Viewed, ...]
    remarks: tuple[Line, ...] = ()


def modules_page(actor: PersonActor, group: Group) -> ModulesPage:
    """The group comes with its year. Six statements."""
    own = actor.college_id
    days = PracticeDay.objects.of(own).filter(page__group=group.pk).values_list("page_id")
    written = {page: (count, last) for page, count, last in days.annotate(Count("date", distinct=True), Max("date"))}
    rows = PracticePage.objects.of(own).filter(group=group.pk).select_related("discipline", "leader").order_by("starts")
    homes = list(_homes(own, group))
    pages = tuple(
        PageLine(
            one.pk, str(one.discipline), one.starts, one.ends, one.leader.short if one.leader else "",
            next((pk for pk, of, term, _module in homes if (of, term) == (one.discipline_id, one.term_id)), None),
            *written.get(one.pk, (0, None)),
        )
        for one in rows
    )  # fmt: skip
    held = Statement.objects.of(own).filter(group=group.pk, level=Level.MODULE).exclude(state=State.CANCELLED)
    exams = tuple(
        ExamLine(
            one.pk, one.number, str(one.discipline), one.dated, STATE_WORDS[State(one.state)],
            next((pk for pk, _of, term, of in homes if of and (of, term) == (_module_of(one), one.term_id)), None),
        )
        for one in held.select_related("discipline__plan_item").order_by("dated", "pk")
    )  # fmt: skip
    visas, told = visas_of(actor, group=group.pk), practice_lines(actor, group.pk)
    return ModulesPage(group, pages, exams, tuple(visas), tuple(told))


def _homes(own: UUID, group: Group) -> Iterable[tuple[UUID, UUID, UUID, UUID | None]]:
    """(journal, discipline, term, module of the plan) of the group's journals of modules; those of the whole group first."""
    rows = Course.objects.of(own).filter(group=group.pk, kind=JournalKind.MODULE)
    return rows.order_by(F("subgroup__number").asc(nulls_first=True), "discipline__index", "pk").values_list(
        "pk", "discipline_id", "term_id", "discipline__plan_item__parent_id"
    )


def _module_of(exam: Statement) -> UUID | None:
    """The module of the plan whose exam it is."""
    return exam.discipline.plan_item.parent_id if exam.discipline.plan_item else None
