"""Curricula as pages: the list, one plan as a tree with hours by semester and what does not hold in it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import Curriculum, Group, PlanItem, PlanLoad
from zhurnal.curriculum.plan_rows import disciplines_of, journals_by_item
from zhurnal.curriculum.policy import EDIT_PLAN, READ_PLAN
from zhurnal.curriculum.rules.attestation import named, shown
from zhurnal.curriculum.rules.graphic import words
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.limits import Finding, Line, findings
from zhurnal.curriculum.rules.plan_edit import Hours
from zhurnal.curriculum.rules.plan_tree import KIND_WORDS, Node, in_order, summed
from zhurnal.curriculum.rules.semesters import year_of
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor

PARTS = ("lectures", "practicals", "labs", "course_project", "self_study", "consultations", "exam_hours")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list."""

    id: UUID
    code: str
    title: str
    specialty: str
    base: str
    form: str
    start_year: int | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Hours of a row in a semester and the letters of its attestation."""

    semester: int
    hours: int
    form: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tree."""

    id: UUID
    depth: int
    index: str
    name: str
    kind: str
    kind_words: str
    total: int
    cells: tuple[Cell, ...]
    parent: bool
    disciplines: int
    journals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan."""

    id: UUID
    title: str
    specialty: str
    facts: str
    groups: tuple[str, ...]
    semesters: tuple[int, ...]
    years: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]
    sums: tuple[int, ...]
    total: int
    findings: tuple[Finding, ...]
    edits: bool
    graphic: str


def plans_of(actor: PersonActor) -> list[PlanLine]:
    """Plans within reach, the newest first in each specialty; two statements."""
    plans = policy.visible(actor, READ_PLAN).order_by("specialty_code", "-start_year", "title")
    groups = _groups(actor.college_id)
    return [
        PlanLine(
            plan.pk, plan.specialty_code, plan.title, plan.specialty_name, plan.base, plan.form, plan.start_year,
            tuple(groups.get(plan.pk, ())),
        )
        for plan in plans
    ]  # fmt: skip


def load_plan(actor: PersonActor, plan: Curriculum) -> PlanPage:
    """The tree; a constant number of statements."""
    items = {item.pk.hex: item for item in PlanItem.objects.of(actor.college_id).filter(curriculum=plan.pk)}
    loads = _loads(actor.college_id, plan)
    placed = in_order(Node(key, _hex(item.parent_id), item.position) for key, item in items.items())
    own = {item: {load.semester: load.hours_total for load in rows} for item, rows in loads.items()}
    hours = summed(placed, own)
    semesters = tuple(sorted({semester for by in hours.values() for semester in by}))
    standing = journals_by_item(actor.college_id, [item.pk for item in items.values()])
    taught = disciplines_of(actor.college_id, plan.pk)
    rows = tuple(
        _row(items[place.key], place.depth, loads.get(place.key, []), hours[place.key], semesters,
             parent=place.below > 0, disciplines=len(taught.get(items[place.key].pk, ())),
             journals={g for groups in standing.get(items[place.key].pk, {}).values() for g in groups})
        for place in placed
    )  # fmt: skip
    sums = tuple(sum(row.cells[place].hours for row in rows if row.depth == 0) for place in range(len(semesters)))
    years = tuple((year, sum(year_of(s) == year for s in semesters)) for year in sorted(set(map(year_of, semesters))))
    facts = [plan.specialty_code, plan.qualification, plan.base, plan.form]
    facts += [f"набор {plan.start_year} года"] if plan.start_year else []
    return PlanPage(
        id=plan.pk, title=plan.title, specialty=plan.specialty_name, facts=", ".join(filter(None, facts)),
        groups=tuple(_groups(actor.college_id).get(plan.pk, ())), semesters=semesters, years=years, rows=rows,
        sums=sums, total=sum(sums), findings=_findings(items, loads), edits=policy.may(actor, EDIT_PLAN),
        graphic=words(plan.graphic),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A row of the plan before it is mended."""

    id: UUID
    plan: UUID
    plan_title: str
    index: str
    name: str
    kind_words: str
    semesters: tuple[tuple[int, Hours, str], ...]
    journals: tuple[str, ...]


def load_item(actor: PersonActor, item: PlanItem) -> ItemPage:
    """A row with its hours; semesters of the whole plan are offered, each with the groups that keep a journal in it."""
    loads = PlanLoad.objects.of(actor.college_id)
    known = {load.semester: hours_of(load) for load in loads.filter(item=item.pk)}
    all_semesters = loads.filter(item__curriculum=item.curriculum_id).values_list("semester", flat=True).distinct()
    last = max([*all_semesters, *known, 2])
    standing = journals_by_item(actor.college_id, [item.pk]).get(item.pk, {})
    return ItemPage(
        id=item.pk, plan=item.curriculum_id, plan_title=item.curriculum.title, index=item.index, name=item.name,
        kind_words=KIND_WORDS[ItemKind(item.kind)],
        semesters=tuple(
            (semester, known.get(semester, Hours()), ", ".join(standing.get(semester, ())))
            for semester in range(1, last + 1)
        ),
        journals=tuple(sorted({group for groups in standing.values() for group in groups})),
    )  # fmt: skip


def hours_of(load: PlanLoad) -> Hours:
    """The hours of a load as a value."""
    return Hours(**{name: getattr(load, name) for name in (*PARTS, "hours_total", "attestation")})


def _loads(college_id: UUID, plan: Curriculum) -> dict[str, list[PlanLoad]]:
    found: dict[str, list[PlanLoad]] = defaultdict(list)
    for load in PlanLoad.objects.of(college_id).filter(item__curriculum=plan.pk).order_by("semester"):
        found[load.item_id.hex].append(load)
    return found


def _groups(college_id: UUID) -> dict[UUID, list[str]]:
    rows = Group.objects.of(college_id).filter(curriculum__isnull=False).order_by("-year__starts", "name")
    found: dict[UUID, list[str]] = defaultdict(list)
    for plan, group, year in rows.values_list("curriculum", "name", "year__name"):
        found[plan].append(f"{group} ({year})")
    return found


def _row(  # noqa: PLR0913  (a row is what it shows)
    item: PlanItem, depth: int, loads: list[PlanLoad], hours: dict[int, int], semesters: tuple[int, ...],
    *, parent: bool, disciplines: int, journals: set[str],
) -> Row:  # fmt: skip
    forms = {load.semester: shown(load.attestation, load.course_project, joint=bool(load.joint)) for load in loads}
    cells = tuple(Cell(semester, hours.get(semester, 0), forms.get(semester, "")) for semester in semesters)
    kind = KIND_WORDS[ItemKind(item.kind)]
    return Row(
        item.pk, depth, item.index, item.name, item.kind, kind, sum(hours.values()), cells, parent, disciplines,
        tuple(sorted(journals)),
    )  # fmt: skip


def _findings(items: dict[str, PlanItem], loads: dict[str, list[PlanLoad]]) -> tuple[Finding, ...]:
    lines = []
    for key, item in items.items():
        parent = _hex(item.parent_id)
        for load in loads.get(key, []):
            forms = named(load.attestation)
            joint = load.joint
            parts = sum(getattr(load, name) for name in PARTS)
            lines.append(
                Line(
                    key, item.index, item.name, item.kind, load.semester, load.hours_total, parts, forms, joint, parent
                )
            )
        if not loads.get(key):
            lines.append(Line(key, item.index, item.name, item.kind, 0, 0, parent=parent))
    order = {key: item.position for key, item in items.items()}
    return findings(sorted(lines, key=lambda line: (order[line.item], line.semester)))


def _hex(pk: UUID | None) -> str:
    return pk.hex if pk else ""
