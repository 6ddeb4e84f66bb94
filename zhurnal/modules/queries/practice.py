"""The pages of practice: students × days, one day, places and papers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Holiday
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.relations import valid_on
from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, Practice, PracticeKind
from zhurnal.kernel import policy
from zhurnal.kernel.models import Change
from zhurnal.kernel.wording import plural
from zhurnal.modules.models import Competence, CompetenceMastery, Enterprise, PracticeDay, PracticePage, PracticePlace
from zhurnal.modules.openings import opened_days
from zhurnal.modules.policy import PRACTICE_ARRANGE, PRACTICE_WHOLE, PRACTICE_WRITE, leads_row, viewed_day
from zhurnal.modules.rules.corrections import PREFIX, corrected, day_of, done_words
from zhurnal.modules.rules.practice import (
    PAPER_WORDS,
    PAPERS,
    Hours,
    day_seen,
    days_of,
    hours_of,
    missing_papers,
    papers_seen,
)
from zhurnal.modules.standing import Module, plan_parts, students_on, written_students
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role

STUDENTS = ("студент", "студента", "студентов")


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a student: hours, None while nothing is written; what was done."""

    date: date
    hours: int | None
    work: str


@dataclass(frozen=True, slots=True)
class PaperTick:
    """A paper: whether it came and when."""

    name: str
    words: str
    received: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A student of the page."""

    id: UUID
    name: str
    full_name: str
    cells: tuple[Cell, ...]
    hours: Hours
    place: PracticePlace | None
    enterprise: str
    papers: tuple[PaperTick, ...]
    missing: tuple[str, ...]
    mark: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A day that was written otherwise or struck out (``after`` ""): of these students (hexadecimal), by whom, when, why."""

    page: UUID
    day: date
    students: tuple[str, ...]
    before: str
    after: str
    who: str
    at: datetime
    why: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of practice as it is shown. ``mine``: students whose rows the reader writes; ``corrected``: days written otherwise or struck out.

    ``whole``: all students; a student's own leader reads only his. ``opened``: of a practice that is looked through, the days that
    may be written all the same.
    """

    row: PracticePage
    title: str
    kind: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    today: date | None
    writes: bool
    arranges: bool
    locked: str
    corrected: tuple[Corrected, ...] = ()
    mine: frozenset[UUID] = frozenset()
    whole: bool = True
    opened: frozenset[date] = frozenset()

    @property
    def own_lines(self) -> list[Line]:
        """Students whose rows the reader writes."""
        return [line for line in self.lines if line.id in self.mine]

    @property
    def written_days(self) -> int:
        """Days about which something is written."""
        return len({cell.date for line in self.lines for cell in line.cells if cell.hours is not None})


def practice_of(page: PracticePage) -> Practice:
    """The days of a page as the rules know them."""
    return Practice(page.starts, page.ends, PracticeKind(page.kind), page.weekdays)


def load_page(actor: PersonActor, page: PracticePage) -> Page:
    """The whole page; a constant number of statements."""
    holidays = Holiday.objects.of(actor.college_id).filter(date__gte=page.starts, date__lte=page.ends)
    expected = days_of(practice_of(page), holidays.values_list("date", flat=True))
    written: dict[UUID, dict[date, PracticeDay]] = defaultdict(dict)
    for row in PracticeDay.objects.of(actor.college_id).filter(page=page.pk):
        written[row.student_id][row.date] = row
    days = tuple(sorted({*expected, *(day for rows in written.values() for day in rows)}))
    places = {
        row.student_id: row
        for row in PracticePlace.objects.of(actor.college_id)
        .filter(page=page.pk)
        .select_related("enterprise", "leader")
    }
    marks = marks_of(actor.college_id, page)
    whole = policy.can(actor, PRACTICE_WHOLE, page).allowed
    students = students_on(page.group, page.starts, page.ends)
    students = [one for one in students if whole or leads_row(actor, page, places.get(one.pk))]
    lines = tuple(
        _line(page, one, days, written.get(one.pk, {}), places.get(one.pk), marks.get(one.pk, "")) for one in students
    )
    writing, arranging = policy.can(actor, PRACTICE_WRITE, page), policy.can(actor, PRACTICE_ARRANGE, page)
    refusal = writing.refusal or arranging.refusal
    until = page.group.modules_viewed_until
    over = (
        writing.allowed and until is not None and until >= page.ends
    )  # a day of it is open, or the leader could not write
    viewed = viewed_day(actor.college_id, page.group_id, page.ends) if over else None
    opened = opened_days(actor.college_id, page.pk, actor.today) if viewed else frozenset[date]()
    refusal = refusal or viewed
    names = {line.id.hex: line.name for line in lines}
    due = next((day for day in reversed(expected) if day <= actor.today), None)
    return Page(
        page, f"{page.discipline.index} {page.discipline.name}".strip(), PRACTICE_NAMES[PracticeKind(page.kind)], days,
        lines, due, writing.allowed, arranging.allowed, str(refusal or ""),
        _corrected(page, names, whole=whole),
        frozenset(line.id for line in lines if writing.allowed and leads_row(actor, page, line.place)),
        whole, opened,
    )  # fmt: skip


def _corrected(page: PracticePage, names: dict[str, str], *, whole: bool) -> tuple[Corrected, ...]:
    """What was corrected on the page, of these students where not the whole is read, the latest first. One statement."""
    found = []
    for row in reversed(corrected_days(page.college_id, [page.pk])):
        own = tuple(who for who in row.students if whole or who in names)
        if own:
            whom = names.get(own[0], "") if len(own) == 1 else plural(len(own), STUDENTS)
            found.append(replace(row, students=own, whom=whom))
    return tuple(found)


def corrected_days(college_id: UUID, pages: Iterable[UUID]) -> list[Corrected]:
    """Days of these pages that were written otherwise or struck out, in order of time; students of whom the same is told stand together.

    One statement.
    """
    rows = Change.objects.of(college_id).filter(chain__in=list(pages), target__startswith=PREFIX)
    found: list[Corrected] = []
    for row in rows.order_by("at", "chain", "seq"):
        said: dict[tuple[str, str], list[str]] = defaultdict(list)
        for who, (was, became) in corrected(row.target, row.before, row.after).items():
            said[done_words(was), done_words(became)].append(who)
        found += [
            Corrected(row.chain, day_of(row.target), tuple(own), was, became, row.actor_name, row.at, row.reason)
            for (was, became), own in said.items()
        ]
    return found


def _line(
    page: PracticePage,
    student: Person,
    days: Iterable[date],
    written: dict[date, PracticeDay],
    place: PracticePlace | None,
    mark: str,
) -> Line:
    cells = tuple(Cell(day, row.hours, row.work) if (row := written.get(day)) else Cell(day, None, "") for day in days)
    papers = tuple(PaperTick(name, PAPER_WORDS[name], getattr(place, name) if place else None) for name in PAPERS)
    hours = hours_of(page.hours_planned, [row.hours for row in written.values()])
    missing = missing_papers(PracticeKind(page.kind), [paper.name for paper in papers if paper.received])
    enterprise = place.enterprise.name if place and place.enterprise else ""
    seen = papers_seen([paper.name for paper in papers if paper.received], mark)
    return Line(student.pk, student.listed, str(student), cells, hours, place, enterprise, papers, missing, mark, seen)


def as_typed(line: Line, papers: frozenset[str], mark: str, today: date) -> Line:
    """A line that was not written, with what was typed into it."""
    ticks = (replace(tick, received=(tick.received or today) if tick.name in papers else None) for tick in line.papers)
    return replace(line, papers=tuple(ticks), mark=mark)


def marks_of(college_id: UUID, page: PracticePage) -> dict[UUID, str]:
    """student → mark of the practice."""
    rows = Result.objects.of(college_id).filter(discipline=page.discipline_id, term=page.term_id, level=Level.PRACTICE)
    return dict(rows.values_list("student_id", "value"))


@dataclass(frozen=True, slots=True)
class DayRow:
    """A student on the page of a day."""

    id: UUID
    name: str
    hours: str
    work: str
    place: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day of a practice. ``work``: what most of the group did; rows hold only what differs, and only what the actor writes."""

    date: date
    work: str
    rows: tuple[DayRow, ...]
    written: bool


def load_day(actor: PersonActor, page: PracticePage, day: date) -> DayPage:
    """A day as it stands, or as it would be if everybody worked the day's hours."""
    students = written_students(actor, page, day, day)
    kept = PracticeDay.objects.of(actor.college_id).filter(
        page=page.pk, date=day, student__in=[one.pk for one in students]
    )
    standing = {row.student_id: row for row in kept}
    works = [row.work for row in standing.values() if row.work]
    common = max(works, key=works.count) if works else ""
    places = dict(
        PracticePlace.objects.of(actor.college_id)
        .filter(page=page.pk, enterprise__isnull=False)
        .values_list("student_id", "enterprise__name")
    )
    rows = []
    for one in students:
        row = standing.get(one.pk)
        hours = str(row.hours) if row else ("" if standing else str(page.hours_per_day))
        own = row.work if row and row.work != common else ""
        seen = day_seen(row.hours, row.work) if row else ""
        rows.append(DayRow(one.pk, one.listed, hours, own, places.get(one.pk, ""), seen))
    return DayPage(day, common, tuple(rows), bool(standing))


def teachers_of(actor: PersonActor, kept: Iterable[UUID | str | None] = ()) -> list[tuple[str, str]]:
    """Those who may lead a practice today, and those who are ``kept``: (id, «Лосев Павел»), by the alphabet."""
    held = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today), role=Role.TEACHER)
    wanted = Q(pk__in=held.values("person_id")) | Q(pk__in=[pk for pk in kept if pk])
    people = Person.objects.of(actor.college_id).filter(wanted).order_by("surname", "given")
    return [(str(one.pk), one.listed) for one in people]


def enterprises_of(actor: PersonActor) -> list[str]:
    """Names of the dictionary, for hints while typing."""
    return list(Enterprise.objects.of(actor.college_id).order_by("name").values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Mastery:
    """Competences of the practice's module × students. ``judged``: (competence, student) → mastered."""

    module: Module | None
    competences: tuple[Competence, ...]
    students: tuple[Person, ...]
    judged: dict[tuple[UUID, UUID], bool]


def load_mastery(actor: PersonActor, page: PracticePage) -> Mastery:
    """What a module forms and who has mastered it."""
    module = plan_parts(page.group).module_of(page.discipline_id)
    if module is None:
        return Mastery(None, (), (), {})
    competences = tuple(
        Competence.objects.of(actor.college_id).filter(module=module.item.pk).order_by("position", "code")
    )
    rows = CompetenceMastery.objects.of(actor.college_id).filter(competence__in=[row.pk for row in competences])
    judged = {(row.competence_id, row.student_id): row.mastered for row in rows}
    if policy.can(actor, PRACTICE_WHOLE, page):
        students = students_on(page.group, page.starts, page.ends)
    else:
        students = written_students(actor, page, page.starts, page.ends)
    return Mastery(module, competences, tuple(students), judged)
