"""The list of journals that a person may open: his own with counts, and those he oversees by department and group."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.queries import leading_names, plan_corrections
from zhurnal.curriculum.relations import valid_on
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.known_lessons import READ as OWN_LESSONS
from zhurnal.journal.queries.known_lessons import Known, known_lessons
from zhurnal.journal.queries.lesson_facts import is_unfilled
from zhurnal.journal.rules.search import matches
from zhurnal.kernel import policy
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

READ = "journal.page.read"
TERMS_SHOWN = 4
THEORY, MODULES = "Теоретическое обучение", "Профессиональные модули"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a teacher's own journal came to. ``marks``: marks of one student on average, in hundredths."""

    held: int = 0
    unfilled: int = 0
    marks: int | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """One journal's page: a group (or subgroup) × a discipline × a term. ``given``: hours with a recorded topic; ``planned``: with those
    ``corrected`` by orders."""

    id: UUID
    department: str
    group: str
    course_year: int
    subgroup: str
    index: str
    name: str
    kind: str
    planned: int
    mine: bool
    teachers: tuple[str, ...] = ()
    given: int = 0
    last: dt.date | None = None
    counts: Counts = field(default_factory=Counts)
    corrected: int = 0

    @property
    def second(self) -> str:
        """«МДК.01.01, 2-я подгруппа»: the line under the name."""
        return ", ".join(part for part in (self.index, self.subgroup) if part)

    @property
    def words(self) -> str:
        """What the search looks through."""
        return " ".join((self.group, self.subgroup, self.index, self.name, self.department, *self.teachers))

    @property
    def is_module(self) -> bool:
        """Whether it belongs to the journal of professional modules (1.6)."""
        return self.kind == JournalKind.MODULE


@dataclass(frozen=True, slots=True)
class Shelf:
    """Journals under one heading, apart: theoretical classes, and professional modules (1.6)."""

    name: str
    theory: tuple[Journal, ...]
    modules: tuple[Journal, ...]

    @property
    def parts(self) -> list[tuple[str, tuple[Journal, ...]]]:
        """The journals that are there, each kind under its title."""
        return [(title, rows) for title, rows in ((THEORY, self.theory), (MODULES, self.modules)) if rows]

    @property
    def count(self) -> int:
        """How many journals stand here."""
        return len(self.theory) + len(self.modules)

    @property
    def given(self) -> int:
        """Hours given in all of them."""
        return sum(row.given for row in (*self.theory, *self.modules))

    @property
    def planned(self) -> int:
        """Hours planned in all of them."""
        return sum(row.planned for row in (*self.theory, *self.modules))

    @property
    def corrected(self) -> int:
        """Of those planned, by how much orders corrected them."""
        return sum(row.corrected for row in (*self.theory, *self.modules))


@dataclass(frozen=True, slots=True)
class TermTab:
    """A term to choose."""

    id: UUID
    title: str
    current: bool


@dataclass(frozen=True, slots=True)
class JournalList:
    """Everything the page «Журналы» shows."""

    query: str
    terms: tuple[TermTab, ...]
    own: Shelf
    departments: tuple[tuple[str, tuple[Shelf, ...]], ...]
    total: int
    found: int

    @property
    def groups(self) -> int:
        """How many groups are listed below one's own."""
        return sum(len(shelves) for _name, shelves in self.departments)


def load_journals(actor: PersonActor, query: str = "", term: UUID | None = None) -> JournalList:
    """The journals of a term (the present one by default) that this person may open, narrowed by a query."""
    terms = _terms(actor)
    chosen = _chosen(terms, term, actor.today)
    rows = _rows(actor, chosen.id) if chosen else []
    found = [row for row in rows if matches(row.words, query)]
    return JournalList(
        query=query,
        terms=tuple(_tab(item, chosen) for item in terms[-TERMS_SHOWN:]) if len(terms) > 1 else (),
        own=_shelf("", [row for row in found if row.mine]),
        departments=_departments(_overseen(rows, found)),
        total=len(rows),
        found=len(found),
    )


def _terms(actor: PersonActor) -> list[Term]:
    """Terms of which journals are kept, and those that are not over; of earlier years only results may be known."""
    kept = Exists(Course.objects.of(actor.college_id).filter(term=OuterRef("pk")))
    rows = Term.objects.of(actor.college_id).filter(Q(ends__gte=actor.today) | kept)
    return list(rows.select_related("year").order_by("starts"))


def _chosen(terms: list[Term], wanted: UUID | None, today: dt.date) -> Term | None:
    """The term asked for, else the one that holds today, else the last that has begun."""
    asked = next((term for term in terms if term.id == wanted), None)
    begun = [term for term in terms if term.starts <= today]
    return asked or (begun[-1] if begun else next(iter(terms), None))


def _tab(term: Term, chosen: Term | None) -> TermTab:
    return TermTab(term.id, f"{term.number} семестр {term.year.name}", term is chosen)


def _rows(actor: PersonActor, term: UUID) -> list[Journal]:
    leads = CourseTeacher.objects.of(actor.college_id).filter(
        valid_on(actor.today), course=OuterRef("pk"), teacher=actor.person_id
    )
    rows = policy.visible(actor, READ).filter(term=term)
    columns = rows.values_list(
        "pk", "group__department__name", "group__name", "group__course_year", "subgroup__name",
        "discipline__index", "discipline__name", "kind", "hours_planned", Exists(leads),
    )  # fmt: skip
    found = list(columns)
    ids = [row[0] for row in found]
    teachers = leading_names(actor.college_id, ids, actor.today)
    hours, counts = _hours(actor, ids), _counts(actor, [row[0] for row in found if row[9]])
    corrected = plan_corrections(actor.college_id, ids, actor.today)
    journals = [_journal(row, teachers, hours, counts, corrected.get(row[0], 0)) for row in found]
    return sorted(journals, key=lambda row: (row.department, row.course_year, row.group, _natural(row), row.subgroup))


def _journal(
    row: tuple[Any, ...],
    teachers: dict[UUID, list[str]],
    hours: dict[UUID, tuple[int, dt.date | None]],
    counts: dict[UUID, Counts],
    corrected: int,
) -> Journal:
    pk, department, group, year, subgroup, index, name, kind, planned, mine = row
    given, last = hours.get(pk, (0, None))
    return Journal(
        pk, department, group, year, subgroup or "", index, name, kind, planned + corrected, bool(mine),
        tuple(teachers.get(pk, ())), given, last, counts.get(pk, Counts()), corrected,
    )  # fmt: skip


def _natural(row: Journal) -> tuple[tuple[str, int], ...]:
    """«ОП.2» before «ОП.10»."""
    parts = re.findall(r"(\D*)(\d*)", f"{row.index} {row.name}")
    return tuple((text, int(digits or 0)) for text, digits in parts)


def _hours(actor: PersonActor, courses: list[UUID]) -> dict[UUID, tuple[int, dt.date | None]]:
    """course → (hours whose topic is recorded, day of the last such lesson). One statement."""
    own, wanted = uid(actor.college_id), [uid(course) for course in courses]
    rows = fetch_all(
        f"""
        SELECT l.course_id, SUM(l.hours), MAX(l.date)
          FROM {table(Lesson)} l
          JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id AND j.topic <> ''
         WHERE l.college_id = %s AND l.course_id IN ({marks_for(wanted)}) AND l.date <= %s AND l.state = %s
         GROUP BY l.course_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [own, *wanted, actor.today, State.PLANNED],
    )
    return {
        uuids(course): (hours, dt.date.fromisoformat(last) if isinstance(last, str) else last)
        for course, hours, last in rows
    }


def _counts(actor: PersonActor, courses: list[UUID]) -> dict[UUID, Counts]:
    """course → what its own teacher's lessons came to. Four statements, none for those who teach nothing."""
    if not courses or not policy.may(actor, OWN_LESSONS):
        return {}
    lessons: dict[UUID, list[Known]] = defaultdict(list)
    for item in known_lessons(actor, Q(course__in=courses, date__lte=actor.today)):
        if item.held:
            lessons[item.head.course_id].append(item)
    return {course: _came_to(items, actor.today) for course, items in lessons.items()}


def _came_to(items: list[Known], today: dt.date) -> Counts:
    marks = sum(column.marks for item in items for column in item.facts.columns)
    listed = items[-1].facts.expected
    unfilled = sum(1 for item in items if is_unfilled(item.facts, today))
    return Counts(len(items), unfilled, (200 * marks + listed) // (2 * listed) if listed else None)


# --- headings ------------------------------------------------------------------------------------------------------


def _shelf(name: str, rows: Iterable[Journal]) -> Shelf:
    rows = tuple(rows)
    return Shelf(name, tuple(r for r in rows if not r.is_module), tuple(r for r in rows if r.is_module))


def _overseen(rows: list[Journal], found: list[Journal]) -> list[Journal]:
    """Those of groups in which the person sees more than what he teaches himself."""
    groups = {(row.department, row.group) for row in rows if not row.mine}
    return [row for row in found if (row.department, row.group) in groups]


def _departments(rows: list[Journal]) -> tuple[tuple[str, tuple[Shelf, ...]], ...]:
    tree: dict[str, dict[str, list[Journal]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        tree[row.department][row.group].append(row)
    return tuple(
        (name, tuple(_shelf(group, journals) for group, journals in groups.items())) for name, groups in tree.items()
    )
