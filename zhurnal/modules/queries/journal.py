"""The second journal of a group: modules with their parts, pages of practice, exam (1.6)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, Group, PracticePeriod
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, PracticeKind
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel import policy
from zhurnal.modules.models import PracticePage
from zhurnal.modules.policy import ADMISSION, ARRANGE_GROUP, PRACTICE_READ, READ
from zhurnal.modules.rules.admission import Part, PartKind, module_number
from zhurnal.modules.standing import Module, PlanParts, plan_parts, semester_now
from zhurnal.people.actor import PersonActor

KIND_WORDS = {
    PartKind.MDK: "МДК",
    PartKind.EDUCATIONAL: "учебная практика",
    PartKind.PRODUCTION: "производственная практика",
    PartKind.DISCIPLINE: "дисциплина",
    PartKind.MODULE_EXAM: "экзамен по модулю",
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list of second journals."""

    id: UUID
    name: str
    department: str
    pages: int


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A page of the ordinary journal: МДК, or a practice in the timetable. ``opens``: whether this reader may open it."""

    id: UUID
    title: str
    opens: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of practice."""

    id: UUID
    starts: date
    ends: date
    kind: str
    leader: str
    opens: bool


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of a module with its pages."""

    index: str
    name: str
    kind: str
    when: str
    courses: tuple[CourseLine, ...]
    pages: tuple[PageLine, ...]
    now: bool


@dataclass(frozen=True, slots=True)
class ModuleBlock:
    """A module as the journal shows it. ``id``: its row of the plan, None where the group has no plan."""

    id: UUID | None
    index: str
    name: str
    parts: tuple[PartLine, ...]
    exam: str
    now: bool


@dataclass(frozen=True, slots=True)
class Unopened:
    """A practice of the calendar for which no page is open yet."""

    id: UUID
    kind: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The second journal of a group. ``other_pages``: of practices outside of modules (преддипломная)."""

    group: Group
    semester: int
    modules: tuple[ModuleBlock, ...]
    other_pages: tuple[PageLine, ...]
    unopened: tuple[Unopened, ...]
    admits: bool
    arranges: bool


def groups_of(actor: PersonActor) -> list[GroupLine]:
    """Groups of this year whose second journal the actor reaches; two statements."""
    rows = policy.visible(actor, READ).filter(year__starts__lte=actor.today, year__ends__gte=actor.today)
    groups = list(rows.select_related("department").order_by("department__name", "name"))
    counts: dict[UUID, int] = defaultdict(int)
    pages = policy.visible(actor, PRACTICE_READ).filter(group__in=[row.pk for row in groups])
    for group in pages.values_list("group_id", flat=True):
        counts[group] += 1
    return [GroupLine(row.pk, row.name, row.department.name, counts[row.pk]) for row in groups]


def load_journal(actor: PersonActor, group: Group) -> JournalPage:
    """The tree of a group; a constant number of statements."""
    plan = plan_parts(group)
    semester = semester_now(group, actor.today)
    courses = _courses(actor, group)
    pages = _pages(actor, group)
    blocks = _blocks(plan, courses, pages, semester) if plan.modules else _without_plan(courses, pages)
    shown = {page.id for block in blocks for part in block.parts for page in part.pages}
    others = tuple(line for rows in pages.values() for line in rows if line.id not in shown)
    arranges = policy.can(actor, ARRANGE_GROUP, group).allowed
    return JournalPage(
        group, semester, tuple(blocks), others, _unopened(group) if arranges else (),
        policy.can(actor, ADMISSION, group).allowed, arranges,
    )  # fmt: skip


def _courses(actor: PersonActor, group: Group) -> dict[UUID, list[tuple[Course, CourseLine]]]:
    """discipline → pages of the ordinary journal; two statements."""
    rows = Course.objects.of(group.college_id).filter(group=group.pk, kind=JournalKind.MODULE)
    rows = rows.select_related("discipline", "subgroup", "term").order_by("term__number", "subgroup__number")
    open_to = set(policy.visible(actor, "journal.page.read").filter(group=group.pk).values_list("pk", flat=True))
    found: dict[UUID, list[tuple[Course, CourseLine]]] = defaultdict(list)
    for row in rows:
        semester = semester_of(group.course_year, row.term.number)
        title = f"{semester} семестр" + (f", {row.subgroup.name}" if row.subgroup else "")
        found[row.discipline_id].append((row, CourseLine(row.pk, title, row.pk in open_to)))
    return found


def _pages(actor: PersonActor, group: Group) -> dict[UUID, list[PageLine]]:
    """discipline → pages of practice; two statements."""
    open_to = set(policy.visible(actor, PRACTICE_READ).filter(group=group.pk).values_list("pk", flat=True))
    rows = PracticePage.objects.of(group.college_id).filter(group=group.pk).select_related("leader").order_by("starts")
    found: dict[UUID, list[PageLine]] = defaultdict(list)
    for row in rows:
        leader = row.leader.short if row.leader else ""
        kind = PRACTICE_NAMES[PracticeKind(row.kind)]
        found[row.discipline_id].append(PageLine(row.pk, row.starts, row.ends, kind, leader, row.pk in open_to))
    return found


def _blocks(
    plan: PlanParts,
    courses: dict[UUID, list[tuple[Course, CourseLine]]],
    pages: dict[UUID, list[PageLine]],
    semester: int,
) -> list[ModuleBlock]:
    """Modules that are taught now stand first."""
    blocks = [_block(plan, one, courses, pages, semester) for one in plan.modules]
    return sorted(blocks, key=lambda block: not block.now)


def _block(
    plan: PlanParts,
    one: Module,
    courses: dict[UUID, list[tuple[Course, CourseLine]]],
    pages: dict[UUID, list[PageLine]],
    semester: int,
) -> ModuleBlock:
    parts = []
    for part in one.parts:
        ids = plan.disciplines.get(part.key, ())
        lines = tuple(line for pk in ids for _course, line in courses.get(pk, ()))
        practice = tuple(line for pk in ids for line in pages.get(pk, ()))
        now = bool(lines or practice) or any(due.semester == semester for due in part.due)
        parts.append(PartLine(part.index, part.name, KIND_WORDS[part.kind], _when(part), lines, practice, now))
    return ModuleBlock(
        one.item.pk, one.item.index, one.item.name, tuple(parts), _when(one.exam) if one.exam else "",
        any(part.now for part in parts),
    )  # fmt: skip


def _when(part: Part) -> str:
    """«ДЗ в 4 семестре, КП в 6 семестре»."""
    return ", ".join(f"{due.form or 'аттестация'} в {due.semester} семестре" for due in part.due)


def _without_plan(
    courses: dict[UUID, list[tuple[Course, CourseLine]]], pages: dict[UUID, list[PageLine]]
) -> list[ModuleBlock]:
    """Modules guessed from the numbers of what is taught, where the group has no plan."""
    by_number: dict[str, list[PartLine]] = defaultdict(list)
    for pk, rows in courses.items():
        discipline = rows[0][0].discipline
        lines = tuple(line for _course, line in rows)
        part = PartLine(discipline.index, discipline.name, "", "", lines, tuple(pages.get(pk, ())), True)
        by_number[module_number(discipline.index)].append(part)
    return [
        ModuleBlock(
            None, f"ПМ.{number}" if number else "", "", tuple(sorted(parts, key=lambda row: row.index)), "", True
        )
        for number, parts in sorted(by_number.items())
    ]


def _unopened(group: Group) -> tuple[Unopened, ...]:
    """Practices of the calendar without a page that begins on the same day or inside of them."""
    opened = PracticePage.objects.of(group.college_id).filter(group=group.pk)
    spans = list(opened.values_list("starts", "ends"))
    rows = PracticePeriod.objects.of(group.college_id).filter(Q(group=group.pk)).order_by("starts")
    return tuple(
        Unopened(row.pk, PRACTICE_NAMES[PracticeKind(row.kind)], row.starts, row.ends)
        for row in rows
        if not any(row.starts <= starts <= row.ends for starts, _ends in spans)
    )
