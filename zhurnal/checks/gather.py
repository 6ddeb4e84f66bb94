"""From the journal to the facts that rules judge: for the pages of a teacher and for the night alike.

``gather`` asks a constant number of statements, whatever the number of pages; everything is of one term.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.explaining import rounded
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.proposing import mark_of
from zhurnal.checks import reading
from zhurnal.checks.homework import Hours as HomeworkHours
from zhurnal.checks.rules.facts import Cells, CourseFacts, LessonFacts, PracticeFacts, Stay, StudentFacts, WorkFacts
from zhurnal.curriculum.models import Course
from zhurnal.curriculum.rules.practice import Practice
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.stays import within
from zhurnal.kernel import together
from zhurnal.kernel.sql import day_of, hexed, uid, uuids
from zhurnal.modules.rules.practice import days_of
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.oversight.queries.ledger import ledger
from zhurnal.oversight.queries.missing import missing_of
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.missing import NOTHING, Missing
from zhurnal.oversight.rules.practice import Days, due_days


@dataclass(frozen=True, slots=True)
class Page:
    """What of a course is needed to check it."""

    id: UUID
    group: UUID
    subgroup: UUID | None
    discipline: UUID
    programme: UUID | None
    planned: int


def pages_of(college_id: UUID, term: Term, courses: Iterable[UUID] | None = None) -> list[Page]:
    """Pages of the term that may still be written (a closed term is not checked); of these courses, when they are named.

    With the other pages of the same disciplines, which the rules about lists and results need.
    """
    rows = Course.objects.of(college_id).filter(term=term.pk, frozen_at__isnull=True)
    if courses is not None:
        wanted = Course.objects.of(college_id).filter(term=term.pk, pk__in=list(courses))
        rows = rows.filter(group__in=wanted.values("group_id"), discipline__in=wanted.values("discipline_id"))
    columns = ("pk", "group_id", "subgroup_id", "discipline_id", "programme_id", "hours_planned")
    return [Page(*row) for row in rows.order_by("pk").values_list(*columns)]


def gather(
    college_id: UUID,
    pages: Sequence[Page],
    term: Term,
    today: date,
    parameters: Parameters,
    homework: HomeworkHours | None = None,
) -> list[CourseFacts]:
    """The facts of these pages up to today. ``homework``: its hours, where a rule asks for them."""
    if not pages:
        return []
    answers = together.named(**reading.statements(college_id, [page.id for page in pages], pages, term, today))
    hours = {page.id: Hours(page.planned) for page in pages}
    for fact in ledger(college_id, term.pk, today, list(hours)):
        hours[fact.course] += fact.hours
    missing = missing_of(term, [page for page, found in hours.items() if found.gap])
    return _Read(answers, term, today, parameters, homework).facts(pages, hours, missing)


class _Read:
    """Rows of the statements, sorted by what they belong to."""

    def __init__(
        self, answers: dict[str, Any], term: Term, today: date, parameters: Parameters, homework: HomeworkHours | None
    ) -> None:
        self.homework = homework or HomeworkHours({}, {})
        self.today, self.term, self.parameters = today, term, parameters
        self.day = min(today, term.ends)  # of a term that is over, lists and leaders are those of its last day
        self.cells, self.written, self.corrected = _cells(answers["entries"])
        self.works = _grouped((lesson, row) for lesson, *row in answers["works"])
        self.members = _grouped((uuids(g), (uuids(s), _stay(e, left))) for g, s, e, left in answers["members"])
        self.parts = _grouped((uuids(p), (uuids(s), _stay(since, until))) for p, s, since, until in answers["parts"])
        self.leads = _grouped((uuids(c), (uuids(t), _stay(since, until))) for c, t, since, until in answers["leads"])
        self.titles = _grouped((uuids(programme), title) for programme, title in answers["topics"])
        self.absences = _grouped(
            (uuids(teacher), (day_of(since), day_of(until), pair))
            for teacher, since, until, pair in answers["absences"]
        )
        self.practices = _grouped(
            (uuids(g), (uuids(d) if d else None, Practice(day_of(s), day_of(e), weekdays=w)))
            for g, d, s, e, w in answers["practices"]
        )
        self.off = {day_of(row[0]) for row in answers["holidays"]}
        self.shown = {row[0] for row in answers["shown"]}
        self.lessons = _grouped((uuids(row[0]), row[1:]) for row in answers["lessons"])
        self.results: dict[tuple[UUID, UUID], tuple[str, str]] = {}
        self.marked: set[tuple[UUID, UUID]] = set()  # (practice, student) with its mark
        for d, s, value, reason, level in answers["results"]:
            if level == Level.TERM:
                self.results[uuids(d), uuids(s)] = (value, reason)
            else:
                self.marked.add((uuids(d), uuids(s)))
        self.pages = _grouped(((uuids(row[1]), uuids(row[2])), row) for row in answers["pages"])
        self.days = _grouped((uuids(page), (day_of(day), hours)) for page, day, hours in answers["days"])

    def facts(self, pages: Sequence[Page], hours: dict[UUID, Hours], missing: dict[UUID, Missing]) -> list[CourseFacts]:
        """One for each page."""
        same = _grouped(((page.group, page.discipline), page) for page in pages)
        lists = {page.id: self._stays(page) for page in pages}
        lessons = {page.id: tuple(self._lesson(page, row) for row in self.lessons[page.id]) for page in pages}
        found: list[CourseFacts] = []
        for page in pages:
            sisters = same[page.group, page.discipline]
            parts = [other for other in sisters if other.subgroup is not None]
            settles = page.subgroup is None or all(other.subgroup is not None for other in sisters)
            stays = lists[page.id]
            elsewhere = {
                student
                for other in parts
                if page.subgroup is not None and other.id != page.id
                for student in self._today(stays) & self._today(lists[other.id])
            }
            nowhere: set[UUID] = set()
            if len(parts) > 1 and page.id == parts[0].id:
                everybody = self._today(_joined(self.members[page.group]))
                nowhere = everybody.difference(*(self._today(lists[other.id]) for other in parts))
            found.append(
                CourseFacts(
                    id=page.id, teacher=self._teacher(page), today=self.today, lessons=lessons[page.id],
                    students=tuple(
                        StudentFacts(student, tuple(days), self.cells.get((hexed(page.id), hexed(student)), {}))
                        for student, days in stays.items()
                    ),
                    topics=frozenset(self.titles[page.programme]) if page.programme else frozenset(),
                    hours=hours[page.id], missing=missing.get(page.id, NOTHING), settles=settles,
                    results={s: self.results[page.discipline, s] for s in stays if (page.discipline, s) in self.results},
                    expected=self._expected(sisters, lessons, stays) if settles else {},
                    elsewhere=frozenset(elsewhere), nowhere=frozenset(nowhere),
                    strangers=self._strangers(page, lessons[page.id], stays), ends=self.term.ends,
                    practices=self._practices(page, sisters, lessons),
                )
            )  # fmt: skip
        return found

    def _lesson(self, page: Page, row: tuple[Any, ...]) -> LessonFacts:
        (lesson, on, pair, hours, state, origin, substituted, teacher, topic, homework, roll) = row
        day, who = day_of(on), uuids(teacher)
        practices = self.practices.get(page.group, ())
        return LessonFacts(
            id=uuids(lesson), day=day, pair=pair, teacher=who, hours=hours, cancelled=state == reading.CANCELLED,
            manual=origin == reading.MANUAL, substituted=bool(substituted), shown=lesson in self.shown,
            leads=any(t == who and since <= day and (until is None or day <= until) for t, (since, until) in self.leads[page.id]),
            absent=any(s <= day <= u and p in (None, pair) for s, u, p in self.absences.get(who, ())),
            away=any(practice.holds(day) and own != page.discipline for own, practice in practices),
            day_off=day in self.off, topic=topic or "", homework=homework or "", roll=roll is not None,
            cells=self.written.get(lesson, 0), corrected=self.corrected.get(lesson, 0),
            works=tuple(WorkFacts(uuids(w), slot, f"{name} {title}".strip(), bool(everyone)) for w, slot, name, title, everyone, _ in self.works[lesson]),
            set_at=self.homework.set_at.get(uuids(lesson)), over=self.homework.over.get((page.group, day)),
        )  # fmt: skip

    def _practices(
        self, page: Page, sisters: Sequence[Page], lessons: dict[UUID, tuple[LessonFacts, ...]]
    ) -> tuple[PracticeFacts, ...]:
        """Pages of practice of this page: of several, those of the whole group take them, else the first subgroup."""
        rows = self.pages[page.group, page.discipline]
        home = next((one for one in sisters if one.subgroup is None), sisters[0])
        if not rows or page.id != home.id:
            return ()
        lists = _joined(self.members[page.group])
        dated = {one.day for other in sisters for one in lessons[other.id] if not one.cancelled}
        found = []
        for row in sorted(rows, key=lambda row: day_of(row[4])):
            starts, ends = day_of(row[3]), day_of(row[4])
            book = Days(
                days_of(Practice(starts, ends, weekdays=row[5]), self.off), dict(self.days[uuids(row[0])]), row[7]
            )
            listed = [s for s, stays in lists.items() if any(e <= ends and (x is None or ends < x) for e, x in stays)]
            found.append(
                PracticeFacts(
                    uuids(row[0]), ends, uuids(row[8]) if row[8] else None,
                    tuple(day for day, _hours in due_days(book, dated, row[6] or None) if day < self.today),
                    len(listed), sum((page.discipline, student) not in self.marked for student in listed),
                )
            )  # fmt: skip
        return tuple(replace(one, last=one is found[-1]) for one in found)

    def _stays(self, page: Page) -> dict[UUID, list[Stay]]:
        """Student → his days on the page's list."""
        own = _joined(self.members[page.group])
        if page.subgroup is None:
            return own
        ranges = _joined(self.parts[page.subgroup])
        narrowed = {s: [part for stay in stays for part in within(stay, ranges.get(s, ()))] for s, stays in own.items()}
        return {student: stays for student, stays in narrowed.items() if stays}

    def _today(self, lists: dict[UUID, list[Stay]]) -> set[UUID]:
        return {s for s, stays in lists.items() if any(e <= self.day and (x is None or self.day < x) for e, x in stays)}

    def _teacher(self, page: Page) -> UUID | None:
        """Who leads the page now: of several the one who came last."""
        now = [
            (since, t)
            for t, (since, until) in self.leads[page.id]
            if since <= self.day and (until is None or self.day <= until)
        ]
        return max(now)[1] if now else None

    def _expected(
        self, sisters: Sequence[Page], lessons: dict[UUID, tuple[LessonFacts, ...]], stays: dict[UUID, list[Stay]]
    ) -> dict[UUID, str]:
        """Student → the mark that his average gives, over all pages of the discipline; only where a result is to be held beside it."""
        wanted = [s for s in stays if (sisters[0].discipline, s) in self.results]
        found = {}
        for student in wanted:
            total = weights = 0
            for page in sisters:
                cells = self.cells.get((hexed(page.id), hexed(student)), {})
                for lesson in lessons[page.id]:
                    weighed = {slot: weight for _w, slot, *_name, _everyone, weight in self.works[uid(lesson.id)]}
                    for slot, value in cells.get(lesson.id, {}).items():
                        if value in signs.MARKS and not lesson.cancelled and weighed.get(abs(slot)):
                            total += int(value) * weighed[abs(slot)]
                            weights += weighed[abs(slot)]
            average = rounded(total, weights)
            if average is not None:
                found[student] = mark_of(average, self.parameters)[0]
        return found

    def _strangers(self, page: Page, lessons: Sequence[LessonFacts], stays: dict[UUID, list[Stay]]) -> dict[UUID, int]:
        """Students of the group who are written of in the journal of a subgroup on days when they were not in it."""
        if page.subgroup is None:
            return {}
        found = {}
        for student, in_group in _joined(self.members[page.group]).items():
            cells = self.cells.get((hexed(page.id), hexed(student)))
            if not cells:
                continue
            own, group = StudentFacts(student, tuple(stays.get(student, ()))), StudentFacts(student, tuple(in_group))
            count = sum(
                lesson.id in cells and group.listed(lesson.day) and not own.listed(lesson.day) for lesson in lessons
            )
            if count:
                found[student] = count
        return found


def _cells(
    rows: Iterable[tuple[Any, ...]],
) -> tuple[dict[tuple[str, str], dict[UUID, Cells]], dict[Any, int], dict[Any, int]]:
    """(course, student) → lesson → cells; lesson → how many are written; lesson → how many marks were corrected."""
    cells: dict[tuple[str, str], dict[UUID, dict[int, str]]] = {}
    written: dict[Any, int] = defaultdict(int)
    corrected: dict[Any, int] = defaultdict(int)
    for course, lesson, student, slot, value, times in rows:
        if times and slot:
            corrected[lesson] += 1
        if value:
            written[lesson] += 1
            of_student = cells.setdefault((hexed(course), hexed(student)), {})
            of_student.setdefault(uuids(lesson), {})[slot] = value
    return cells, written, corrected  # type: ignore[return-value]


def _stay(since: Any, until: Any) -> Stay:
    return day_of(since), day_of(until) if until else None


def _joined(pairs: Iterable[tuple[UUID, Stay]]) -> dict[UUID, list[Stay]]:
    found: dict[UUID, list[Stay]] = {}
    for student, stay in pairs:
        found.setdefault(student, []).append(stay)
    return found


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> defaultdict[Any, list[Any]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
