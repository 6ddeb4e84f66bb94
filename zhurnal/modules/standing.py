"""A group's plan as parts with what they demand, and the results of its students in them: for pages and actions alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.queries.then import results_then
from zhurnal.assessment.rules.levels import GIA, Level
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Group,
    Membership,
    PlanItem,
    PlanLoad,
    SubgroupMembership,
)
from zhurnal.curriculum.plan_rows import disciplines_of, rows_of_courses
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.curriculum.rules.attestation import PROJECT, PROJECTS, asked
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.plan_tree import Node, in_order
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.modules.models import PracticePage
from zhurnal.modules.policy import rows_led
from zhurnal.modules.rules.admission import Booked, Due, Given, Part, PartKind
from zhurnal.modules.rules.projects import ProjectKind, planned_kind
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import alphabetical
from zhurnal.statements.models import Debt
from zhurnal.statements.rules.kinds import Ended

KINDS = {
    ItemKind.MDK: PartKind.MDK,
    ItemKind.PRACTICE_EDU: PartKind.EDUCATIONAL,
    ItemKind.PRACTICE_PROD: PartKind.PRODUCTION,
    ItemKind.DISCIPLINE: PartKind.DISCIPLINE,
    ItemKind.EXAM: PartKind.MODULE_EXAM,
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the plan: its parts, its exam if it has one."""

    item: PlanItem
    parts: tuple[Part, ...]
    exam: Part | None


@dataclass(frozen=True, slots=True)
class PlanParts:
    """``modules``: in the order of the plan. ``others``: everything outside of modules. ``disciplines``: part → ids."""

    modules: tuple[Module, ...]
    others: tuple[Part, ...]
    disciplines: dict[str, tuple[UUID, ...]]

    @property
    def everything(self) -> tuple[Part, ...]:
        """All parts, exams of modules among them."""
        of_modules = [part for one in self.modules for part in (*one.parts, *([one.exam] if one.exam else ()))]
        return (*self.others, *of_modules)

    def module(self, item_id: UUID) -> Module | None:
        """A module by its row of the plan."""
        return next((one for one in self.modules if one.item.pk == item_id), None)

    def module_of(self, discipline_id: UUID) -> Module | None:
        """The module to which a discipline belongs."""
        keys = {key for key, ids in self.disciplines.items() if discipline_id in ids}
        for one in self.modules:
            if keys & {part.key for part in (*one.parts, *([one.exam] if one.exam else ()))}:
                return one
        return None


def plan_parts(group: Group) -> PlanParts:
    """The plan of the group; three statements, none where it has no plan."""
    if group.curriculum_id is None:
        return PlanParts((), (), {})
    items = {row.pk.hex: row for row in PlanItem.objects.of(group.college_id).filter(curriculum=group.curriculum_id)}
    dues: dict[str, list[Due]] = defaultdict(list)
    loads = PlanLoad.objects.of(group.college_id).filter(item__curriculum=group.curriculum_id).order_by("semester")
    for item, semester, said, project in loads.values_list("item_id", "semester", "attestation", "course_project"):
        dues[item.hex] += [Due(semester, form) for form in asked(said, project)]
    order = in_order(Node(key, row.parent_id.hex if row.parent_id else "", row.position) for key, row in items.items())
    parts = {
        place.key: _part(items[place.key], dues[place.key])
        for place in order
        if ItemKind(items[place.key].kind) in KINDS
    }
    modules = tuple(
        _module(items[place.key], items, parts) for place in order if items[place.key].kind == ItemKind.MODULE
    )
    inside = {part.key for one in modules for part in (*one.parts, *([one.exam] if one.exam else ()))}
    others = tuple(part for key, part in parts.items() if key not in inside)
    known = disciplines_of(group.college_id, group.curriculum_id, every=True)
    return PlanParts(modules, others, {key: tuple(known.get(items[key].pk, ())) for key in parts})


def _part(item: PlanItem, dues: list[Due]) -> Part:
    return Part(item.pk.hex, item.index, item.name, KINDS[ItemKind(item.kind)], tuple(dues))


def _module(item: PlanItem, items: dict[str, PlanItem], parts: dict[str, Part]) -> Module:
    own = [part for key, part in parts.items() if items[key].parent_id == item.pk]
    exam = next((part for part in own if part.kind is PartKind.MODULE_EXAM), None)
    return Module(item, tuple(part for part in own if part.kind is not PartKind.MODULE_EXAM), exam)


def state_rows(group: Group) -> QuerySet[PlanItem]:
    """Rows of the state attestation in the group's plan, in its order."""
    rows: QuerySet[PlanItem] = PlanItem.objects.of(group.college_id).filter(
        curriculum=group.curriculum_id, curriculum__isnull=False, kind=ItemKind.GIA
    )
    return rows.order_by("position", "pk")


def semester_now(group: Group, day: date) -> int:
    """The semester of the plan in which the group is on the day: of its last term that has begun. One statement."""
    rows = Term.objects.of(group.college_id).filter(year=group.year_id, starts__lte=day)
    return semester_of(group.course_year, max(rows.values_list("number", flat=True), default=1))


def semester_due(group: Group, day: date) -> int:
    """The first semester of the plan that is not over on the day: whatever was due before it should be there. One statement."""
    rows = Term.objects.of(group.college_id).filter(year=group.year_id, ends__lt=day)
    over = max(rows.values_list("number", flat=True), default=0)
    return semester_of(group.course_year, over) + 1 if over else semester_of(group.course_year, 1)


def term_at(college_id: UUID, starts: date, ends: date) -> Term | None:
    """The term in which a practice of these days ends, or the last that it touches. One statement."""
    rows = Term.objects.of(college_id).filter(starts__lte=ends, ends__gte=starts)
    found: Term | None = rows.order_by("starts").last()
    return found


def students_on(group: Group, since: date, until: date) -> list[Person]:
    """Students who were on the list on some day between, by the alphabet."""
    rows = Membership.objects.of(group.college_id).filter(
        Q(left__isnull=True) | Q(left__gt=since), group=group.pk, entered__lte=until
    )
    found = {row.student_id: row.student for row in rows.select_related("student")}
    return sorted(found.values(), key=lambda one: alphabetical(one.surname, one.given, one.patronymic))


def written_students(actor: PersonActor, page: PracticePage, since: date, until: date) -> list[Person]:
    """Students of the page on some day between whose rows the actor writes. One or two statements."""
    students = students_on(page.group, since, until)
    if page.leader_id == actor.person_id:
        return students
    own = Person.objects.of(actor.college_id).filter(rows_led(actor, page), pk__in=[one.pk for one in students])
    led = set(own.values_list("pk", flat=True))
    return [one for one in students if one.pk in led]


def listed_students(group: Group, day: date) -> list[Person]:
    """Students on the list on the day, by the alphabet."""
    rows = Membership.objects.of(group.college_id).filter(on_list(day), group=group.pk).select_related("student")
    found = {row.student_id: row.student for row in rows}
    return sorted(found.values(), key=lambda one: alphabetical(one.surname, one.given, one.patronymic))


def course_students(course: Course, day: date) -> list[Person]:
    """Students of the course on the day: of its group, or of its subgroup. One or two statements."""
    students = listed_students(course.group, day)
    if course.subgroup_id is None:
        return students
    part = SubgroupMembership.objects.of(course.college_id).filter(valid_on(day), subgroup=course.subgroup_id)
    inside = set(part.values_list("student_id", flat=True))
    return [one for one in students if one.pk in inside]


def debts_in(
    college_id: UUID, students: Iterable[UUID], plan: PlanParts, day: date | None = None
) -> dict[UUID, list[Booked]]:
    """student → his debts on the books, by the parts of the plan; one statement. ``day``: as they stood then, None as they stand."""
    standing = Q(closed_on__isnull=True)
    if day is not None:
        standing = Q(arisen_on__lte=day) & (standing | Q(closed_on__gt=day))
    parts = {pk: part for part in plan.everything for pk in plan.disciplines.get(part.key, ())}
    rows = Debt.objects.of(college_id).filter(standing, student__in=list(students)).exclude(level__in=GIA)
    rows = rows.exclude(ended=Ended.MISTAKEN)
    columns = ("student_id", "discipline_id", "discipline__index", "discipline__name", "semester", "level", "form")
    found: dict[UUID, list[Booked]] = defaultdict(list)
    for student, discipline, index, name, semester, level, form in rows.order_by("semester", "pk").values_list(
        *columns
    ):
        part = parts.get(discipline) or Part(discipline.hex, index or name, name, PartKind.DISCIPLINE)
        project = (form if form in PROJECTS else PROJECT) if level == Level.PROJECT else ""
        found[student].append(Booked(part, semester, project))
    return found


def planned_projects(college_id: UUID, courses: Iterable[Course]) -> dict[UUID, ProjectKind]:
    """course → what its plan wants defended in its semester (КП, КР). Two or three statements; courses come with group, discipline, term.

    A plan that does not know the discipline says nothing: there an МДК may have its projects, as most of them do.
    """
    wanted = list(courses)
    rows = rows_of_courses(college_id, wanted)
    loads = PlanLoad.objects.of(college_id).filter(item__in=set(rows.values()))
    columns = ("item_id", "semester", "attestation", "course_project")
    planned = {(item, semester): planned_kind(*said) for item, semester, *said in loads.values_list(*columns)}
    found: dict[UUID, ProjectKind] = {}
    for one in wanted:
        if one.pk in rows:
            kind = planned.get((rows[one.pk], semester_of(one.group.course_year, one.term.number)))
        else:
            kind = ProjectKind.COURSE if one.discipline.index.startswith("МДК") else None
        if kind is not None:
            found[one.pk] = kind
    return found


@dataclass(frozen=True, slots=True)
class ProjectLeader:
    """A teacher of the discipline in the group, of all of it or of a subgroup."""

    person: Person
    course: UUID
    subgroup: UUID | None


def project_leaders(course: Course, day: date) -> list[ProjectLeader]:
    """Who teaches the discipline to the group in the course's term and may lead its projects, by the alphabet. One statement."""
    rows = CourseTeacher.objects.of(course.college_id).filter(
        valid_on(day),
        course__group=course.group_id,
        course__discipline=course.discipline_id,
        course__term=course.term_id,
    )
    found = [
        ProjectLeader(row.teacher, row.course_id, row.course.subgroup_id)
        for row in rows.select_related("teacher", "course")
    ]
    return sorted(found, key=lambda one: alphabetical(one.person.surname, one.person.given, one.person.patronymic))


def results_in(
    college_id: UUID, students: Iterable[UUID], plan: PlanParts, parts: Iterable[Part], moment: datetime | None = None
) -> dict[UUID, list[Given]]:
    """student → results in these parts; one statement. The checkpoints of a term count for nothing here. ``moment``: as they stood then."""
    keys = {pk: part.key for part in parts for pk in plan.disciplines.get(part.key, ())}
    found: dict[UUID, list[Given]] = defaultdict(list)
    if moment is not None:
        for row in results_then(college_id, students, moment):
            if row.discipline in keys and row.level != Level.CHECKPOINT:
                part = keys[row.discipline]
                given = Given(part, row.semester, Level(row.level), row.value, row.mastery, row.form)
                found[row.student].append(given)
        return found
    rows = Result.objects.of(college_id).filter(student__in=list(students), discipline__in=list(keys))
    values = rows.exclude(level=Level.CHECKPOINT).values_list(
        "student_id", "discipline_id", "semester", "level", "value", "mastery", "form"
    )
    for student, discipline, semester, level, *said in values:
        found[student].append(Given(keys[discipline], semester, Level(level), *said))
    return found
