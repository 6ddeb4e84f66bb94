"""A group's pages of practice and exams of modules, as a checker looks them through (2.6)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max

from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group
from zhurnal.inspection.queries.pages import Viewed, visas_of
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import STATE_WORDS, State


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of practice; ``written`` days have records, the last of them on ``last``."""

    id: UUID
    title: str
    starts: date
    ends: date
    leader: str
    written: int
    last: date | None


@dataclass(frozen=True, slots=True)
class ExamLine:
    """The statement of an exam of a module."""

    id: UUID
    number: int | None
    title: str
    dated: date
    state: str


@dataclass(frozen=True, slots=True)
class ModulesPage:
    """What is looked through, and the visas on it."""

    group: Group
    pages: tuple[PageLine, ...]
    exams: tuple[ExamLine, ...]
    visas: tuple[Viewed, ...]


def modules_page(actor: PersonActor, group: Group) -> ModulesPage:
    """The group comes with its year. Four statements."""
    own = actor.college_id
    days = PracticeDay.objects.of(own).filter(page__group=group.pk).values_list("page_id")
    written = {page: (count, last) for page, count, last in days.annotate(Count("date", distinct=True), Max("date"))}
    rows = PracticePage.objects.of(own).filter(group=group.pk).select_related("discipline", "leader").order_by("starts")
    pages = tuple(
        PageLine(
            one.pk, str(one.discipline), one.starts, one.ends, one.leader.short if one.leader else "",
            *written.get(one.pk, (0, None)),
        )
        for one in rows
    )  # fmt: skip
    held = Statement.objects.of(own).filter(group=group.pk, level=Level.MODULE).exclude(state=State.CANCELLED)
    exams = tuple(
        ExamLine(one.pk, one.number, str(one.discipline), one.dated, STATE_WORDS[State(one.state)])
        for one in held.select_related("discipline").order_by("dated", "pk")
    )
    return ModulesPage(group, pages, exams, tuple(visas_of(actor, group=group.pk)))
