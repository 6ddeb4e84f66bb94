"""Projects with their consultations: a supervisor's own, a group's, one student's."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import Course, Group, SubgroupMembership
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.modules.models import Consultation, Project
from zhurnal.modules.policy import ASSIGN_COURSE, PROJECT_READ, PROJECT_WRITE
from zhurnal.modules.rules.projects import PROJECT_WORDS, ProjectKind
from zhurnal.modules.standing import (
    ProjectLeader,
    course_students,
    listed_students,
    planned_projects,
    project_leaders,
)
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person


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
    """A course of the teacher in whose plan a course project stands. ``kind``: «курсовая работа»."""

    id: UUID
    title: str
    kind: str


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
    """Courses of the teacher, of a group or a subgroup, in whose plan a course project stands this semester. Three or four statements."""
    rows = policy.visible(actor, ASSIGN_COURSE).filter(term__starts__lte=actor.today, term__ends__gte=actor.today)
    rows = rows.select_related("group", "discipline", "subgroup", "term")
    courses = list(rows.order_by("group__name", "discipline__index", "subgroup__number"))
    planned = planned_projects(actor.college_id, courses)
    return [
        CourseChoice(row.pk, f"{whose(row)}, {title}", PROJECT_WORDS[planned[row.pk]])
        for row in courses
        if row.pk in planned and (title := f"{row.discipline.index} {row.discipline.short_name}".strip())
    ]


def whose(course: Course) -> str:
    """«Э-21», «Э-21, 1 подгруппа»."""
    return f"{course.group.name}, {course.subgroup.name}" if course.subgroup else course.group.name


def load_project(actor: PersonActor, project: Project) -> ProjectPage:
    """One project."""
    rows = Consultation.objects.of(actor.college_id).filter(project=project.pk).select_related("given_by")
    consultations = tuple(rows.order_by("-date", "-made_at"))
    decision = policy.can(actor, PROJECT_WRITE, project)
    hours = sum(row.hours for row in consultations if row.struck_at is None)
    kind = PROJECT_WORDS[ProjectKind(project.kind)]
    return ProjectPage(project, kind, consultations, hours, decision.allowed, str(decision.refusal or ""))


@dataclass(frozen=True, slots=True)
class CourseTopics:
    """Students of a course with their topics. ``leaders``: (id, «Лосев Павел») to choose from, empty where there is only one."""

    rows: tuple[TopicRow, ...]
    leaders: tuple[tuple[str, str], ...]


def course_topics(actor: PersonActor, course: Course) -> CourseTopics:
    """Students of the course with the topics they have; whoever has none yet is led by the teacher of his subgroup."""
    students = course_students(course, actor.today)
    rows = Project.objects.of(actor.college_id).filter(
        student__in=[one.pk for one in students], discipline=course.discipline_id, term=course.term_id
    )
    known = {row.student_id: row for row in rows.select_related("supervisor")}
    leaders = project_leaders(course, actor.today)
    names = {str(one.person.pk): one.person.listed for one in leaders}
    names |= {str(row.supervisor_id): row.supervisor.listed for row in known.values() if row.supervisor}
    usual = _usual(actor, course, leaders)
    found = _rows(students, known, usual, str(actor.person_id))
    return CourseTopics(tuple(found), tuple(names.items()) if len(names) > 1 else ())


def _usual(actor: PersonActor, course: Course, leaders: list[ProjectLeader]) -> dict[UUID, str]:
    """student → who teaches his subgroup, where subgroups have teachers of their own."""
    by_subgroup = {one.subgroup: str(one.person.pk) for one in leaders if one.subgroup}
    if course.subgroup_id or not by_subgroup:
        return {}
    part = SubgroupMembership.objects.of(actor.college_id).filter(valid_on(actor.today), subgroup__in=by_subgroup)
    return {student: by_subgroup[subgroup] for student, subgroup in part.values_list("student_id", "subgroup_id")}


def diploma_topics(actor: PersonActor, group: Group) -> list[TopicRow]:
    """Students of the group with the topics of their diploma projects."""
    rows = Project.objects.of(actor.college_id).filter(group=group.pk, kind=ProjectKind.DIPLOMA)
    return _rows(listed_students(group, actor.today), {row.student_id: row for row in rows}, {})


def _rows(
    students: list[Person], known: dict[UUID, Project], usual: dict[UUID, str], leader: str = ""
) -> list[TopicRow]:
    found = []
    for one in students:
        row = known.get(one.pk)
        supervisor = str(row.supervisor_id) if row and row.supervisor_id else usual.get(one.pk, leader)
        found.append(TopicRow(one.pk, one.listed, row.topic if row else "", supervisor))
    return found
