"""Projects with their consultations: a supervisor's own, a group's, one student's."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import Course, Group, SubgroupMembership
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.modules.models import Consultation, Project
from zhurnal.modules.policy import PROJECT_READ, PROJECT_WRITE
from zhurnal.modules.rules.projects import PROJECT_WORDS, ProjectKind
from zhurnal.modules.standing import listed_students
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a list. ``hours``: consulted so far."""

    id: UUID
    student: str
    group: str
    topic: str
    supervisor: str
    consultations: int
    hours: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Projects of one kind, group and discipline."""

    title: str
    lines: tuple[ProjectLine, ...]


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course of the teacher in whose plan a course project stands."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project with its consultations, the newest first."""

    row: Project
    kind: str
    consultations: tuple[Consultation, ...]
    hours: int
    writes: bool
    locked: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A student to whom a topic is given."""

    id: UUID
    name: str
    topic: str
    supervisor: str


def projects_of(actor: PersonActor) -> list[Shelf]:
    """Projects in reach of this academic year; two statements."""
    rows = policy.visible(actor, PROJECT_READ).filter(
        group__year__starts__lte=actor.today, group__year__ends__gte=actor.today
    )
    rows = rows.select_related("student", "group", "discipline", "supervisor")
    rows = rows.order_by("kind", "group__name", "discipline__index", "student__surname", "student__given")
    projects = list(rows)
    tell(actor, PROJECT_READ, people={who for row in projects for who in (row.student_id, row.supervisor_id) if who})
    spent = _spent(actor, [row.pk for row in projects])
    shelves: dict[str, list[ProjectLine]] = defaultdict(list)
    for row in projects:
        count, hours = spent.get(row.pk, (0, 0))
        supervisor = row.supervisor.short if row.supervisor else ""
        line = ProjectLine(row.pk, row.student.listed, row.group.name, row.topic, supervisor, count, hours)
        shelves[_title(row)].append(line)
    return [Shelf(title, tuple(lines)) for title, lines in shelves.items()]


def _title(row: Project) -> str:
    of = f", {row.discipline.index} {row.discipline.name}" if row.discipline else ""
    return f"{row.group.name}: {PROJECT_WORDS[ProjectKind(row.kind)]}{of}"


def _spent(actor: PersonActor, projects: list[UUID]) -> dict[UUID, tuple[int, int]]:
    found: dict[UUID, tuple[int, int]] = {}
    rows = Consultation.objects.of(actor.college_id).filter(project__in=projects, struck_at__isnull=True)
    for project, hours in rows.values_list("project_id", "hours"):
        count, sum_ = found.get(project, (0, 0))
        found[project] = (count + 1, sum_ + hours)
    return found


def project_courses(actor: PersonActor) -> list[CourseChoice]:
    """Courses of the teacher with a course project in the plan of this or an earlier semester."""
    rows = policy.visible(actor, "modules.course.assign").filter(
        term__starts__lte=actor.today, term__ends__gte=actor.today, subgroup__isnull=True,
    )  # fmt: skip
    rows = rows.filter(discipline__index__startswith="МДК").select_related("group", "discipline")
    return [
        CourseChoice(row.pk, f"{row.group.name}, {row.discipline.index} {row.discipline.short_name}")
        for row in rows.order_by("group__name", "discipline__index")
    ]


def load_project(actor: PersonActor, project: Project) -> ProjectPage:
    """One project."""
    rows = Consultation.objects.of(actor.college_id).filter(project=project.pk).select_related("given_by")
    consultations = tuple(rows.order_by("-date", "-made_at"))
    decision = policy.can(actor, PROJECT_WRITE, project)
    hours = sum(row.hours for row in consultations if row.struck_at is None)
    kind = PROJECT_WORDS[ProjectKind(project.kind)]
    return ProjectPage(project, kind, consultations, hours, decision.allowed, str(decision.refusal or ""))


def course_topics(actor: PersonActor, course: Course) -> list[TopicRow]:
    """Students of the course with the topics they have."""
    rows = Project.objects.of(actor.college_id).filter(group=course.group_id, discipline=course.discipline_id)
    return _rows(actor, course.group, course, {row.student_id: row for row in rows})


def diploma_topics(actor: PersonActor, group: Group) -> list[TopicRow]:
    """Students of the group with the topics of their diploma projects."""
    rows = Project.objects.of(actor.college_id).filter(group=group.pk, kind=ProjectKind.DIPLOMA)
    return _rows(actor, group, None, {row.student_id: row for row in rows})


def _rows(actor: PersonActor, group: Group, course: Course | None, known: dict[UUID, Project]) -> list[TopicRow]:
    students = listed_students(group, actor.today)
    if course is not None and course.subgroup_id:
        part = SubgroupMembership.objects.of(actor.college_id).filter(
            valid_on(actor.today), subgroup=course.subgroup_id
        )
        inside = set(part.values_list("student_id", flat=True))
        students = [one for one in students if one.pk in inside]
    found = []
    for one in students:
        row = known.get(one.pk)
        supervisor = str(row.supervisor_id) if row and row.supervisor_id else ""
        found.append(TopicRow(one.pk, one.listed, row.topic if row else "", supervisor))
    return found
