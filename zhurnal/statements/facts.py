"""What both reading and writing ask about a group: who is on its list, who is admitted and why not, who teaches what (A4.2)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.plan_forms import projects_of
from zhurnal.assessment.queries.then import results_then
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.assessment.rules.values import NOT_MASTERED, POSITIVE, RELEASED, is_positive
from zhurnal.curriculum.models import Course, CourseTeacher, Group, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.journal.models import Entry, Work
from zhurnal.journal.queries.then import Then, cells_then
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import ENTERING, LEAVING
from zhurnal.movement.rules.kinds import Kind as Order
from zhurnal.movement.rules.possible import order_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.queries.former import names_then
from zhurnal.people.rules.names import alphabetical
from zhurnal.statements.rules.admission import Attested, Undone, barring, defended, missing
from zhurnal.statements.rules.kinds import ONCE
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State as LessonState

CONTROL = "control"  # a control work is a mark, not a work that must be handed in
ATTENDANCE = 0


@dataclass(frozen=True, slots=True)
class Admission:
    """Why a student is not admitted (empty: he is), and what nobody has collected yet."""

    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Expelled:
    """Since when somebody is expelled, and by which order."""

    since: date
    order: str

    def __str__(self) -> str:
        return f"с {self.since:%d.%m.%Y}, приказ {self.order}"[:120]


def expelled(college_id: UUID, students: Collection[UUID], day: date) -> dict[UUID, Expelled]:
    """Who of the students is expelled on the day, by the last of his orders then in force (A4.8). Two statements, one for none."""
    orders = Movement.objects.of(college_id).filter(
        student__in=students, undone_at__isnull=True, effective__lte=day, order__kind__in=ENTERING | LEAVING
    )
    last = {
        student: (kind, Expelled(since, order_words(number, dated)))
        for student, kind, since, number, dated in orders.order_by("effective", "pk").values_list(
            "student_id", "order__kind", "effective", "order__number", "order__dated"
        )
    }
    found = {student: said for student, (kind, said) in last.items() if kind == Order.EXPULSION}
    if found:  # who was put on a list again by a file and no order studies
        back = Membership.objects.of(college_id).filter(on_list(day), student__in=list(found))
        for student in back.values_list("student_id", flat=True):
            found.pop(student, None)
    return found


@dataclass(frozen=True, slots=True)
class Conditional:
    """A transfer to the next course on condition: since when, and «до 01.02.2027, приказ № 5-с от 30.06.2026»."""

    since: date
    words: str


def conditional(college_id: UUID, students: Collection[UUID], day: date) -> dict[UUID, Conditional]:
    """Who of the students goes on with debts by an order in force on the day, the last of them (A4.8). One statement."""
    rows = Movement.objects.of(college_id).filter(
        student__in=students, undone_at__isnull=True, effective__lte=day, order__kind=Order.CONDITIONAL
    )
    columns = ("student_id", "effective", "details", "order__number", "order__dated")
    return {
        student: Conditional(since, f"{details}, приказ {order_words(number, dated)}")
        for student, since, details, number, dated in rows.order_by("effective", "pk").values_list(*columns)
    }


def year_of_day(college_id: UUID, day: date) -> AcademicYear | None:
    """The academic year to which a day belongs: the last that began by then."""
    found: AcademicYear | None = AcademicYear.objects.of(college_id).filter(starts__lte=day).order_by("-starts").first()
    return found


def listed(college_id: UUID, group: UUID, day: date) -> list[tuple[UUID, str]]:
    """Students on the group's list on the day, in alphabetical order, with their full names of that day. Two statements."""
    rows = Membership.objects.of(college_id).filter(on_list(day), group=group)
    former = names_then(college_id, rows.values("student_id"), day)
    people = {
        pk: former.get(pk, names)
        for pk, *names in rows.values_list("student_id", "student__surname", "student__given", "student__patronymic")
    }
    order = sorted(people, key=lambda pk: alphabetical(*people[pk]))
    return [(pk, " ".join(part for part in people[pk] if part)) for pk in order]


def groups_of(college_id: UUID, students: list[UUID], day: date) -> dict[UUID, UUID]:
    """student → the group on whose list he is on the day. One statement."""
    rows = Membership.objects.of(college_id).filter(on_list(day), student__in=students)
    return dict(rows.order_by("entered").values_list("student_id", "group_id"))


def group_names(college_id: UUID, students: list[UUID], day: date) -> dict[UUID, str]:
    """student → the name of his group on the day. One statement."""
    rows = Membership.objects.of(college_id).filter(on_list(day), student__in=students)
    return dict(rows.order_by("entered").values_list("student_id", "group__name"))


def teachers_of(college_id: UUID, group: UUID, term: UUID, discipline: UUID, day: date) -> list[UUID]:
    """Who leads the discipline in the group on the day (or led it to the end of the term): the usual examiners."""
    courses = Course.objects.of(college_id).filter(group=group, term=term, discipline=discipline).values("pk")
    rows = CourseTeacher.objects.of(college_id).filter(course__in=courses)
    now = list(rows.filter(valid_on(day)).order_by("since", "pk").values_list("teacher_id", flat=True))
    return list(dict.fromkeys(now))


def settled_otherwise(
    college_id: UUID, disciplines: list[UUID], term: UUID, level: str, students: list[UUID]
) -> dict[UUID, set[UUID]]:
    """student → which of the disciplines he is released from or brought the result of from elsewhere. One statement.

    Settled in all of them he stands in no statement. A brought term mark settles the attestation, not the course project beside it.
    An exam of a module and the state attestation are passed once: who passed in another term does not stand there again.
    """
    here = Q(term=term, level__in=[level, Level.TERM])
    once = Q(level=level, value__in=POSITIVE) & ~Q(term=term) & ~Q(mastery=NOT_MASTERED) if level in ONCE else Q()
    rows = Result.objects.of(college_id).filter(here | once, student__in=students, discipline__in=disciplines)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for student, discipline, at, value, source, held in rows.values_list(
        "student_id", "discipline_id", "level", "value", "source", "term_id"
    ):
        brought = source == Source.CREDIT and level in {at, Level.EXAM}
        if value == RELEASED or brought or held != term:
            found[student].add(discipline)
    return found


def admissions(
    actor: PersonActor, group: Group, term: Term, students: list[UUID], day: date, moment: datetime | None = None
) -> dict[UUID, Admission]:
    """Who of the students is admitted to the session on the day (A4.2). Nine statements at most for any number of students.

    ``moment``: by the results and cells that stood then (None: by those of now), which takes a few more; works are those of now.
    """
    college_id = actor.college_id
    courses = list(
        Course.objects.of(college_id)
        .filter(group=group, term=term)
        .values_list("pk", "discipline_id", "discipline__index", "discipline__short_name", "subgroup_id")
        .order_by("discipline__index", "discipline__short_name", "pk")
    )
    parts = _parts(college_id, [row[4] for row in courses if row[4]], day)
    results, collected = _results(college_id, term.pk, students, moment)
    works = {row[0]: row[4] for row in courses} if actor.parameters.admission_works else {}
    changed = cells_then(college_id, [group.pk], day, moment) if works else []
    undone = _undone(college_id, works, students, day, changed) if works else {}
    taught = {row[1] for row in courses}
    projects = projects_of(college_id, group, term.number, taught) if actor.parameters.admission_works else {}
    ground = _Ground(courses, parts, results, collected, undone, projects)
    return {student: _admission(student, ground) for student in students}


Courses = list[tuple[UUID, UUID, str, str, UUID | None]]
Results = dict[tuple[str, UUID], dict[UUID, str]]
Collected = set[tuple[str, UUID]]
JUDGED = (Level.TERM, Level.PROJECT)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What admission is judged by. ``parts``: subgroup → who is in it; ``projects``: discipline → what the plan wants defended."""

    courses: Courses
    parts: dict[UUID, set[UUID]]
    results: Results
    collected: Collected
    undone: dict[UUID, dict[UUID, list[str]]]
    projects: dict[UUID, str]

    def value(self, level: Level, discipline: UUID, student: UUID) -> str:
        """What he has there, "" for nothing."""
        return self.results.get((level, discipline), {}).get(student, "")


def _admission(student: UUID, by: _Ground) -> Admission:
    standings: dict[UUID, Attested] = {}
    defences: dict[UUID, Attested] = {}
    works: list[Undone] = []
    for course, discipline, index, short, subgroup in by.courses:
        name, value = f"{index} {short}".strip(), by.value(Level.TERM, discipline, student)
        if value != RELEASED:  # what he owes of a subgroup in which he was, he owes after a move too
            works += [Undone(name, title) for title in by.undone.get(course, {}).get(student, ())]
        if subgroup is None or student in by.parts.get(subgroup, ()):
            standings[discipline] = Attested(name, value, collected=(Level.TERM, discipline) in by.collected)
            if discipline in by.projects and value != RELEASED:
                shown = by.value(Level.PROJECT, discipline, student)
                held = (Level.PROJECT, discipline) in by.collected
                defences[discipline] = defended(name, by.projects[discipline], shown, collected=held)
    rows = [*standings.values(), *defences.values()]
    return Admission(barring(rows, works), missing(rows))


def _parts(college_id: UUID, subgroups: list[UUID], day: date) -> dict[UUID, set[UUID]]:
    rows = SubgroupMembership.objects.of(college_id).filter(valid_on(day), subgroup__in=subgroups)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for subgroup, student in rows.values_list("subgroup_id", "student_id"):
        found[subgroup].add(student)
    return found


def _results(college_id: UUID, term: UUID, students: list[UUID], moment: datetime | None) -> tuple[Results, Collected]:
    """(level, discipline) → student → the result of the term or of its course project, struck-out ones left out; which are collected.

    Who is released or brought his result from elsewhere says nothing of the others.
    """
    found: Results = defaultdict(dict)
    collected: Collected = set()
    if moment is not None:
        then = results_then(college_id, students, moment)
        told = [(row.level, row.discipline, row.student, row.value, row.source) for row in then if row.term == term]
    else:
        rows = Result.objects.of(college_id).filter(student__in=students, term=term, level__in=JUDGED)
        told = list(rows.values_list("level", "discipline_id", "student_id", "value", "source"))
    for level, discipline, student, value, source in told:
        if value and level in JUDGED:
            found[level, discipline][student] = value
            if value != RELEASED and source != Source.CREDIT:
                collected.add((level, discipline))
    return found, collected


def _undone(
    college_id: UUID, courses: Mapping[UUID, UUID | None], students: list[UUID], day: date, changed: Iterable[Then]
) -> dict[UUID, dict[UUID, list[str]]]:
    """course → student → works of which he has no positive mark, though he was on the list (of its subgroup) and not released.

    A work of a cancelled lesson was never held. ``changed``: cells that read otherwise at the moment that is meant.
    """
    own = Work.objects.of(college_id).filter(course__in=list(courses), kind__marks_everyone=True, removed=False)
    works = list(
        own.filter(lesson__date__lte=day, lesson__state=LessonState.PLANNED)
        .exclude(kind__code=CONTROL)
        .values_list("course_id", "lesson_id", "slot", "kind__short", "title", "lesson__date")
        .order_by("lesson__date", "slot")
    )
    lessons = Lesson.objects.of(college_id).filter(pk__in={row[1] for row in works}).values("pk")
    entries = Entry.objects.of(college_id).filter(course__in=list(courses), lesson__in=lessons, student__in=students)
    columns = ("lesson_id", "student_id", "slot", "value")
    cells = {(lesson, student, slot): value for lesson, student, slot, value in entries.values_list(*columns)}
    cells |= {(one.lesson, one.student, one.slot): one.value for one in changed}
    done = {
        (lesson, student, abs(slot))
        for (lesson, student, slot), value in cells.items()
        if is_positive(value) or (slot == ATTENDANCE and value == RELEASED)
    }
    stays: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    members = Membership.objects.of(college_id).filter(student__in=students)
    for student, entered, left in members.values_list("student_id", "entered", "left"):
        stays[student].append((entered, left))
    parts: dict[tuple[UUID, UUID], list[tuple[date, date | None]]] = defaultdict(list)
    inside = SubgroupMembership.objects.of(college_id).filter(subgroup__in=[one for one in courses.values() if one])
    for subgroup, student, since, until in inside.values_list("subgroup_id", "student_id", "since", "until"):
        parts[subgroup, student].append((since, until))
    found: dict[UUID, dict[UUID, list[str]]] = defaultdict(lambda: defaultdict(list))
    for course, lesson, slot, short, title, held in works:
        for student in students:
            if (lesson, student, slot) in done or (lesson, student, ATTENDANCE) in done:
                continue
            part = courses[course]
            if part and not any(a <= held and (b is None or held <= b) for a, b in parts[part, student]):
                continue
            if any(entered <= held and (left is None or held < left) for entered, left in stays[student]):
                found[course][student].append(f"{short} {title or f'{held:%d.%m}'}".strip())
    return found
