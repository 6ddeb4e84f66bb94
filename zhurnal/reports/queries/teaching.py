"""Pages of the journal with their teachers, students, hours and works: what a teacher's term comes to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import CourseTeacher, ProgrammeTopic, StreamCourse, SubgroupMembership
from zhurnal.curriculum.relations import valid_on
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel import policy
from zhurnal.kernel.readings import Circle, tell
from zhurnal.oversight.queries.hours import hours_of
from zhurnal.oversight.queries.ledger import Given, joined_given
from zhurnal.oversight.queries.missing import missing_of
from zhurnal.oversight.queries.teaching import sittings_of, teacher_names
from zhurnal.oversight.rules.hours import Hours, of_students
from zhurnal.oversight.rules.missing import Missing
from zhurnal.people.actor import PersonActor
from zhurnal.reports.policy import COURSES
from zhurnal.reports.queries.progress import Values, values_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.results.listed import Listed, lists_of
from zhurnal.timetable.rules.lesson import State

WORKS = (TopicKind.PRACTICAL, TopicKind.LAB, TopicKind.CONTROL)
"""Works that a programme plans: practical, laboratory, control."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the journal. ``teachers``: who leads it; ``part``: the subgroup's name, "" of the whole group; ``students``: of its list on the day."""

    course: UUID
    group: UUID
    group_name: str
    department: UUID
    discipline: UUID
    title: str
    part: str
    programme: UUID | None
    teachers: tuple[UUID, ...]
    students: tuple[Listed, ...]

    @property
    def words(self) -> str:
        """«ОГСЭ.03 Иностранный язык, 1 подгруппа»."""
        return f"{self.title}, {self.part}" if self.part else self.title


@dataclass(frozen=True, slots=True)
class Teaching:
    """Pages of a term. ``works``: page → kind of work → (done, planned); ``late``: page → lessons recorded late;
    ``missing``: page → why its hours will not do; ``joined``: lessons given to joined groups, ``streams``: page → the stream it is
    planned in, both empty where the college counts each group."""

    pages: list[Page]
    hours: Mapping[UUID, Hours]
    values: Values
    works: Mapping[UUID, Mapping[str, tuple[int, int]]]
    late: Mapping[UUID, int]
    names: Mapping[UUID, str]
    missing: Mapping[UUID, Missing]
    joined: list[Given]
    streams: Mapping[UUID, UUID]

    def of_teachers(self, pages: Iterable[Page]) -> Hours:
        """Hours of these pages as their teachers count them (A5.3): a sitting that stands in several of them is one, and so is the plan of

        their stream.
        """
        own = {page.course for page in pages}
        plans: dict[UUID, list[int]] = defaultdict(list)
        for course in own & self.streams.keys():
            plans[self.streams[course]].append(self.hours[course].plan)
        plan = sum(sum(known) - max(known) for known in plans.values())
        sittings = sittings_of(one for one in self.joined if one.course in own)
        given = sum(sum(one.hours for one in sat) - max(one.hours for one in sat) for sat in sittings)
        return sum((self.hours[course] for course in own), Hours(0)) - Hours(plan, given)

    def of_students(self, pages: Iterable[Page]) -> Hours:
        """Hours of these pages as the students of each group have them (A5.2): subgroups of a discipline are one time of theirs."""
        places = ((page, (page.group, page.discipline, bool(page.part))) for page in pages)
        return of_students((place, self.hours[page.course]) for page, place in places)


_COLUMNS = (
    "pk", "group_id", "group__name", "group__department_id", "discipline_id", "discipline__index", "discipline__name",
    "subgroup__name", "subgroup_id", "programme_id", "hours_planned",
)  # fmt: skip


def load_teaching(
    actor: PersonActor, asked: Asked, term: Term, action: str = COURSES, known: Values | None = None
) -> Teaching:
    """Pages in reach as narrowed, as they stood on the day. A constant number of statements.

    ``known``: results of the term for who asks for sums alone; then neither they are read again, nor works and causes of missing hours.
    """
    own = actor.college_id
    rows = _courses(actor, asked, term, action)
    led = leading(own, [row[0] for row in rows], min(max(asked.until, term.starts), term.ends))
    if asked.teacher:
        rows = [row for row in rows if asked.teacher in led.get(row[0], ())]
    lists = lists_of(own, sorted({row[1] for row in rows}), asked.until)
    listed: dict[UUID, list[Listed]] = defaultdict(list)
    for one in lists.students:
        listed[one.group].append(one)
    members = members_of(own, [row[8] for row in rows if row[8]], asked.until)
    pages = [
        Page(
            pk, group, name, department, discipline, f"{index} {title}".strip(), part or "", programme,
            led.get(pk, ()),
            tuple(
                one
                for one in listed.get(group, ())
                if subgroup is None or one.id in members.get(subgroup, ())
            ),
        )
        for pk, group, name, department, discipline, index, title, part, subgroup, programme, _plan in rows
    ]  # fmt: skip
    then = replace(actor, today=asked.day)
    hours = hours_of(then, term.pk, {row[0]: row[-1] or 0 for row in rows})
    missing = missing_of(term, [page for page, row in hours.items() if row.gap]) if known is None else {}
    values = values_of(actor, lists.ids, [term.pk], asked) if known is None else known
    works = _works(own, pages, asked) if known is None else {}
    names = teacher_names(own, {who for page in pages for who in page.teachers})
    courses = set(hours)
    joined, streams = _together(then, term, courses) if actor.parameters.joined_hours_once else ([], {})
    return Teaching(pages, hours, values, works, late_lessons(own, asked), names, missing, joined, streams)


def _together(then: PersonActor, term: Term, courses: set[UUID]) -> tuple[list[Given], dict[UUID, UUID]]:
    """Lessons given to joined groups in the term up to the day, and which pages are planned in streams; of these pages."""
    rows = StreamCourse.objects.of(then.college_id).filter(course__term=term.pk).values_list("course_id", "stream_id")
    given = joined_given(then.college_id, term.starts, term.ends, then.today)
    return (
        [one for one in given if one.course in courses],
        {course: stream for course, stream in rows if course in courses},
    )


def _courses(actor: PersonActor, asked: Asked, term: Term, action: str) -> list[tuple[Any, ...]]:
    rows = policy.visible(actor, action).filter(term=term.pk)
    narrowed = {"group": asked.group, "group__department": asked.department, "discipline": asked.discipline}
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    found = list(
        rows.order_by("group__name", "discipline__index", "discipline__name", "subgroup__number").values_list(*_COLUMNS)
    )
    if policy.action_named(action).personal:
        tell(
            actor,
            action,
            circles=[Circle("group", group, term.starts) for group in dict.fromkeys(row[1] for row in found)],
        )
    return found


def leading(own: UUID, courses: list[UUID], day: date) -> dict[UUID, tuple[UUID, ...]]:
    """page → who leads it on the day, or led it last before. Two statements."""
    rows = CourseTeacher.objects.of(own).filter(course__in=courses)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for course, teacher in rows.filter(valid_on(day)).order_by("since", "pk").values_list("course_id", "teacher_id"):
        found[course].append(teacher)
    last = rows.exclude(course__in=list(found)).order_by("since", "pk").values_list("course_id", "teacher_id")
    return {course: tuple(own_) for course, own_ in found.items()} | {course: (who,) for course, who in last}


def members_of(own: UUID, subgroups: Iterable[UUID], day: date) -> dict[UUID, set[UUID]]:
    """subgroup → who is in it on the day. One statement."""
    rows = SubgroupMembership.objects.of(own).filter(valid_on(day), subgroup__in=list(subgroups))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for subgroup, student in rows.values_list("subgroup_id", "student_id"):
        found[subgroup].add(student)
    return found


def _works(own: UUID, pages: Iterable[Page], asked: Asked) -> dict[UUID, dict[str, tuple[int, int]]]:
    """Works by the programme's topics: how many were given up to the day, of how many planned. Two statements."""
    wanted = list(pages)
    topics = ProgrammeTopic.objects.of(own).filter(
        programme__in={page.programme for page in wanted if page.programme}, kind__in=WORKS
    )
    planned = topics.values("programme_id", "kind").annotate(number=Count("pk")).order_by()
    plans = {
        (programme, kind): number for programme, kind, number in planned.values_list("programme_id", "kind", "number")
    }
    records = LessonRecord.objects.of(own).filter(
        course__in=[page.course for page in wanted], programme_topic__kind__in=WORKS, lesson__state=State.PLANNED,
        lesson__date__lte=asked.day,
    )  # fmt: skip
    counted = records.values("course_id", "programme_topic__kind").annotate(
        number=Count("programme_topic_id", distinct=True)
    )
    done = {
        (course, kind): number
        for course, kind, number in counted.order_by().values_list("course_id", "programme_topic__kind", "number")
    }
    return {
        page.course: {
            kind.value: (done.get((page.course, kind), 0), plans[page.programme, kind])
            for kind in WORKS
            if page.programme and (page.programme, kind) in plans
        }
        for page in wanted
    }


def late_lessons(college_id: UUID, asked: Asked) -> dict[UUID, int]:
    """page → lessons of the period into which something was written late. One statement."""
    rows = LessonRecord.objects.of(college_id).filter(
        late_entries__gt=0,
        lesson__state=State.PLANNED,
        lesson__date__gte=asked.period.since,
        lesson__date__lte=asked.until,
    )
    return dict(rows.values("course_id").annotate(number=Count("pk")).order_by().values_list("course_id", "number"))
