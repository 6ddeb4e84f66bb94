"""What falls into the cells of a report put together by hand: within the groups in reach, counted once for each fact."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.journal.models import LessonRecord
from zhurnal.oversight.queries.hours import hours_of
from zhurnal.oversight.queries.ledger import Given, given_lessons
from zhurnal.oversight.queries.teaching import sittings_of, teacher_names
from zhurnal.oversight.rules.hours import speaking
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.registers.queries.dated import values_on
from zhurnal.registers.rules.fields import FUNDING, SEX
from zhurnal.reports.policy import BUILD
from zhurnal.reports.queries.absences import absences, moment_of
from zhurnal.reports.queries.groups import GroupFacts, groups_of, terms_of
from zhurnal.reports.queries.progress import values_of
from zhurnal.reports.queries.teaching import leading, members_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.reports.rules.builder import Axis, Family, Heap, Heaps, Place, Shape
from zhurnal.reports.rules.periods import month_words
from zhurnal.results.listed import lists_of

UNKNOWN: Place = ("я", "не указано")
ALL: Place = ("", "")


@dataclass(frozen=True, slots=True)
class Led:
    """Who leads a page of a semester; ``students``: of its subgroup, None of the whole group."""

    teacher: UUID
    semester: int
    students: Collection[UUID] | None


@dataclass(slots=True)
class _Ground:
    """What the shelves are told by."""

    groups: dict[UUID, GroupFacts]
    titles: dict[UUID, str] = field(default_factory=dict)  # page → discipline
    group_of: dict[UUID, UUID] = field(default_factory=dict)  # page → its group
    parts: dict[UUID, dict[UUID, tuple[UUID, UUID, int]]] = field(
        default_factory=dict
    )  # term → page of a subgroup → its group, discipline and plan
    led: dict[tuple[UUID, str], list[Led]] = field(default_factory=dict)  # (group, discipline) → who leads its pages
    names: dict[UUID, str] = field(default_factory=dict)
    sexes: dict[UUID, str] = field(default_factory=dict)
    funding: dict[UUID, str] = field(default_factory=dict)
    by_discipline: dict[str, str] = field(default_factory=dict)

    def place(
        self, axis: Axis | None, group: UUID, title: str = "", teacher: UUID | None = None, day: date | None = None,
        student: UUID | None = None,
    ) -> Place:  # fmt: skip
        """Where a fact belongs on an axis."""
        one = self.groups[group]
        if axis is None:
            return ALL
        if axis is Axis.MONTH:
            return (f"{day:%Y-%m}", month_words(day)) if day else UNKNOWN
        if axis is Axis.SEX:
            return _named(SEX.get(self.sexes.get(student, ""), "")) if student else UNKNOWN
        if axis is Axis.FUNDING:
            return _named(FUNDING.get(self.funding.get(student, ""), "")) if student else UNKNOWN
        if axis is Axis.TEACHER:
            return _person(teacher, self.names) if teacher else UNKNOWN
        shown = {
            Axis.GROUP: one.name, Axis.COURSE: f"{one.course} курс", Axis.DEPARTMENT: one.department_name,
            Axis.SPECIALTY: one.specialty, Axis.DISCIPLINE: title,
        }  # fmt: skip
        return _named(shown[axis])


def teacher_of(pages: Iterable[Led], student: UUID, semester: int) -> UUID | None:
    """Whose the student's result is: of his own subgroup's page before the whole group's, of the result's semester before another."""
    own = [one for one in pages if one.students is None or student in one.students]
    best = max(own, key=lambda one: (one.semester == semester, one.students is not None, one.semester), default=None)
    return best.teacher if best else None


def _person(teacher: UUID, names: Mapping[UUID, str]) -> Place:
    """Namesakes stand apart."""
    name = names.get(teacher, "")
    return (f"{name.casefold()} {teacher.hex}", name) if name else UNKNOWN


def _named(text: str) -> Place:
    return (text.casefold(), text) if text else UNKNOWN


def load_heaps(actor: PersonActor, asked: Asked, shape: Shape) -> Heaps:
    """The cells; a constant number of statements."""
    found: dict[tuple[Place, Place], Heap] = defaultdict(Heap)
    groups = {group.id: group for group in groups_of(actor, BUILD, asked)}
    if not groups:
        return found
    ground = _ground(actor, groups, asked, shape)
    if shape.families & {Family.LISTS, Family.RESULTS}:
        _lists(actor, asked, shape, ground, found)
    if Family.ABSENCES in shape.families:
        missed = absences(actor.college_id, groups, asked.period.since, asked.until, moment_of(actor, asked))
        _name(actor, shape, ground, {row.teacher for row in missed})
        for row in missed:
            if row.course not in ground.titles:
                continue
            where = (row.group, ground.titles[row.course], row.teacher, row.date, row.student)
            heap = found[ground.place(shape.rows, *where), ground.place(shape.columns, *where)]
            heap.missed[row.sign] = heap.missed.get(row.sign, 0) + row.hours
    if Family.LESSONS in shape.families:
        _lessons(actor, asked, shape, ground, found)
    return found


def _ground(actor: PersonActor, groups: dict[UUID, GroupFacts], asked: Asked, shape: Shape) -> _Ground:
    own, ground = actor.college_id, _Ground(groups)
    rows = Course.objects.of(own).filter(group__in=list(groups), year=UUID(asked.period.year_key))
    if asked.discipline:
        rows = rows.filter(discipline=asked.discipline)
    columns = (
        "pk", "group_id", "discipline_id", "subgroup_id", "term__number", "discipline__index", "discipline__name", "term_id",
        "hours_planned",
    )  # fmt: skip
    pages = list(rows.order_by("subgroup__number", "pk").values_list(*columns))
    ground.titles = {row[0]: f"{row[5]} {row[6]}".strip() for row in pages}
    ground.group_of = {row[0]: row[1] for row in pages}
    for pk, group, discipline, part, *_words, term, plan in pages:
        if part:
            ground.parts.setdefault(term, {})[pk] = group, discipline, plan or 0
    ground.by_discipline = {row[2].hex: ground.titles[row[0]] for row in pages}
    axes = {shape.rows, shape.columns}
    if Axis.TEACHER in axes:
        led, parts = (
            leading(own, [row[0] for row in pages], asked.until),
            members_of(own, {row[3] for row in pages if row[3]}, asked.until),
        )
        for pk, group, discipline, part, number, *_rest in pages:
            for teacher in led.get(pk, ())[:1]:
                page = Led(teacher, semester_of(groups[group].course, number), parts.get(part, ()) if part else None)
                ground.led.setdefault((group, discipline.hex), []).append(page)
        everybody = Person.objects.of(own).filter(pk__in=CourseTeacher.objects.of(own).values("teacher_id"))
        ground.names = teacher_names(own, set(everybody.values_list("pk", flat=True)))
    if Axis.SEX in axes:
        ground.sexes = dict(Person.objects.of(own).exclude(sex="").values_list("pk", "sex"))
    if Axis.FUNDING in axes:
        told = values_on(own, ("funding",), asked.until)
        ground.funding = {person: value for (person, _field), value in told.items()}
    return ground


def _lists(
    actor: PersonActor, asked: Asked, shape: Shape, ground: _Ground, found: dict[tuple[Place, Place], Heap]
) -> None:
    lists = lists_of(actor.college_id, list(ground.groups), asked.until)
    if Family.LISTS in shape.families:
        for one in lists.students:
            where = (one.group, "", None, None, one.id)
            found[ground.place(shape.rows, *where), ground.place(shape.columns, *where)].students += 1
    if Family.RESULTS not in shape.families:
        return
    values = values_of(actor, lists.ids, terms_of(asked.period.terms), asked)
    wanted = asked.discipline.hex if asked.discipline else ""
    for one in lists.students:
        for (discipline, _project), got in values.get(one.id, {}).items():
            if wanted and discipline != wanted:
                continue
            title = ground.by_discipline.get(discipline, "")
            teacher = teacher_of(ground.led.get((one.group, discipline), ()), one.id, got.semester)
            place = (one.group, title, teacher, None, one.id)
            found[ground.place(shape.rows, *place), ground.place(shape.columns, *place)].results.append(got)


def _lessons(
    actor: PersonActor, asked: Asked, shape: Shape, ground: _Ground, found: dict[tuple[Place, Place], Heap]
) -> None:
    own, days = actor.college_id, (asked.period.since, asked.until)
    late = set(
        LessonRecord.objects.of(own)
        .filter(late_entries__gt=0, lesson__date__gte=days[0], lesson__date__lte=days[1])
        .values_list("lesson_id", flat=True)
    )
    rows = [row for row in given_lessons(own, *days, asked.counted_on(actor.today)) if row.course in ground.group_of]
    _name(actor, shape, ground, {row.teacher for row in rows})
    of_teachers = Axis.TEACHER in (shape.rows, shape.columns)
    once = of_teachers and actor.parameters.joined_hours_once
    silent = frozenset() if of_teachers else _silent(actor, asked, ground)

    def places(axis: Axis | None, sitting: list[Given]) -> Place:
        told = {
            ground.place(axis, ground.group_of[row.course], ground.titles[row.course], row.teacher, row.date)
            for row in sitting
        }
        return told.pop() if len(told) == 1 else _named(", ".join(sorted(words for _order, words in told)))

    sittings = [[row] for row in rows if not (once and row.joined)]
    sittings += sittings_of(row for row in rows if row.joined) if once else []
    for sitting in sittings:
        heap = found[places(shape.rows, sitting), places(shape.columns, sitting)]
        heap.given += max((row.hours for row in sitting if row.course not in silent), default=0)
        heap.recorded += sum(row.hours for row in sitting)
        heap.late += sum(row.hours for row in sitting if row.lesson in late)


def _name(actor: PersonActor, shape: Shape, ground: _Ground, teachers: set[UUID]) -> None:
    """Whoever stood in for a while leads no page and has a name all the same."""
    if Axis.TEACHER in (shape.rows, shape.columns):
        ground.names |= teacher_names(actor.college_id, teachers - ground.names.keys())


def _silent(actor: PersonActor, asked: Asked, ground: _Ground) -> frozenset[UUID]:
    """Pages of subgroups whose hours are not those of the students: of one discipline in a term the one furthest behind speaks (A5.2)."""
    then, told = replace(actor, today=asked.counted_on(actor.today)), set[UUID]()
    for term, own in ground.parts.items():
        hours = hours_of(then, term, {page: plan for page, (_group, _discipline, plan) in own.items()})
        told |= {page for page, _hours in speaking((own[page][:2], page, hours[page]) for page in own)}
    return frozenset(page for own in ground.parts.values() for page in own if page not in told)
