"""The forecast of a journal, of a group, of oneself; each as of this morning."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.forecast.coming import coming_of
from zhurnal.forecast.gather import JournalForecast, StudentForecast, forecasts, learnt_of
from zhurnal.forecast.policy import GROUP
from zhurnal.forecast.queries.lines import Line, Needed, line_of, needed_of
from zhurnal.forecast.rules import shown
from zhurnal.forecast.rules.group import Expected, clear, expected
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

RELATED = ("term", "term__year", "group", "discipline", "subgroup")


@dataclass(frozen=True, slots=True)
class JournalPage:
    """One journal. ``cases``: past results it was fitted on; ``record``: how well stored forecasts did, {} for none yet."""

    lines: tuple[Line, ...]
    passing: Expected | None
    good: Expected | None
    early: int
    day: dt.date
    cases: int
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A journal in the page of a group: expected shares and how many debts are to be feared."""

    id: UUID
    name: str
    mean: float
    passing: Expected | None
    good: Expected | None


@dataclass(frozen=True, slots=True)
class Member:
    """A student of a group over all journals; ``debts``: (journal, per cent) worth a word, the likeliest first."""

    id: UUID
    name: str
    risk: int
    tone: str
    debts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group in a term."""

    term: Term | None
    members: tuple[Member, ...]
    journals: tuple[JournalLine, ...]
    clear: Expected | None
    good: Expected | None
    day: dt.date
    cases: int
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A student's own forecast: (line, what is needed) of each journal."""

    term: Term | None
    lines: tuple[tuple[Line, Needed], ...]
    day: dt.date
    record: dict[str, Any]


def groups_in_reach(actor: PersonActor) -> list[Group]:
    """Groups of the running year whose forecast the actor may read."""
    rows = policy.visible(actor, GROUP).filter(year__starts__lte=actor.today, year__ends__gte=actor.today)
    return list(rows.select_related("department").order_by("department__name", "name"))


def load_journal(actor: PersonActor, course: Course) -> JournalPage:
    """All students of the journal, those with the greatest risk first. The number of statements is constant."""
    learnt, record = learnt_of(actor.college_id)
    day = _day(actor, course.term)
    journal = forecasts(actor.college_id, [course], course.group, day, actor.parameters, learnt)[0]
    told = [one for one in journal.students if not one.early]
    ordered = sorted(journal.students, key=lambda one: (one.early, -one.debt, one.name))
    lines = tuple(line_of(journal, one, actor.parameters) for one in ordered)
    passing, good = _expected(told, credit=journal.credit)
    return JournalPage(lines, passing, good, len(journal.students) - len(told), day, learnt.cases, record)


def load_group(actor: PersonActor, group: Group) -> GroupPage:
    """All journals of the group's running term."""
    learnt, record = learnt_of(actor.college_id)
    term = _term(actor, group)
    courses = _courses(actor, Q(group=group), term)
    day = _day(actor, term) if term else actor.today
    journals = forecasts(actor.college_id, courses, group, day, actor.parameters, learnt)
    of_student: dict[UUID, list[tuple[JournalForecast, StudentForecast]]] = {}
    for journal in journals:
        for one in journal.students:
            if not one.early:
                of_student.setdefault(one.id, []).append((journal, one))
    members = sorted((_member(rows) for rows in of_student.values()), key=lambda member: (-member.risk, member.name))
    lines = tuple(_journal_line(journal) for journal in journals)
    all_clear = [clear([one.debt for _, one in rows]) for rows in of_student.values()]
    all_good = [clear([1 - _good(one, journal) for journal, one in rows]) for rows in of_student.values()]
    return GroupPage(term, tuple(members), lines, expected(all_clear), expected(all_good), day, learnt.cases, record)


def load_own(actor: PersonActor, student: Person) -> OwnPage:
    """The student's journals of the running term that are not closed yet; only from what stands in his diary."""
    learnt, record = learnt_of(actor.college_id)
    held = Membership.objects.of(actor.college_id).filter(student=student, entered__lte=actor.today)
    member = held.filter(Q(left=None) | Q(left__gt=actor.today)).select_related("group").order_by("-entered").first()
    if member is None:
        return OwnPage(None, (), actor.today, record)
    term = _term(actor, member.group)
    day = _day(actor, term) if term else actor.today
    courses = _courses(actor, Q(group=member.group_id, frozen_at=None), term)
    lines = []
    own, known = actor.college_id, actor.parameters
    coming = coming_of(own, courses, student.pk, day, known.default_work)
    for journal in forecasts(own, courses, member.group, day, known, learnt, alone=student.pk):
        name = _title(journal.course)
        for one in journal.students:
            ahead = coming.get(journal.course.discipline_id, ())
            lines.append((line_of(journal, one, known, name=name), needed_of(journal, one, ahead, known)))
    lines.sort(key=lambda pair: (pair[0].early, -pair[0].debt, pair[0].name))
    return OwnPage(term, tuple(lines), day, record)


def _day(actor: PersonActor, term: Term) -> dt.date:
    """The morning that is asked about: today, and after the term its end."""
    return min(actor.today, term.ends + dt.timedelta(days=1))


def _term(actor: PersonActor, group: Group) -> Term | None:
    terms = Term.objects.of(actor.college_id).filter(year=group.year_id, starts__lte=actor.today)
    return terms.select_related("year").order_by("-starts").first()


def _courses(actor: PersonActor, where: Q, term: Term | None) -> list[Course]:
    if term is None:
        return []
    rows = Course.objects.of(actor.college_id).filter(where, term=term).select_related(*RELATED)
    return list(rows.order_by("discipline__name", "subgroup__number"))


def _expected(told: list[StudentForecast], *, credit: bool) -> tuple[Expected | None, Expected | None]:
    passing = expected([1 - one.debt for one in told])
    return passing, None if credit else expected([sum(one.chances[2:]) for one in told])


def _good(one: StudentForecast, journal: JournalForecast) -> float:
    """Chance of «4» or «5»; a зачёт does not spoil it."""
    return 1 - one.debt if journal.credit else sum(one.chances[2:])


def _member(rows: list[tuple[JournalForecast, StudentForecast]]) -> Member:
    first = rows[0][1]
    risk = 1 - clear([one.debt for _, one in rows])
    worth = [(_title(journal.course), shown.percent_of(one.debt)) for journal, one in rows if shown.tone_of(one.debt)]
    return Member(
        first.id,
        first.name,
        shown.percent_of(risk),
        shown.tone_of(risk),
        tuple(sorted(worth, key=lambda pair: -pair[1])),
    )


def _journal_line(journal: JournalForecast) -> JournalLine:
    told = [one for one in journal.students if not one.early]
    return JournalLine(journal.course.pk, _title(journal.course), journal.mean, *_expected(told, credit=journal.credit))


def _title(course: Course) -> str:
    """«Электротехника», with the subgroup where there is one."""
    name = course.discipline.short_name or course.discipline.name
    return f"{name}, {course.subgroup.name}" if course.subgroup else name
