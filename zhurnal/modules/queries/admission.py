"""Who is admitted to the exam of a module, and to the state attestation, with what is missing for each (A4.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhurnal.assessment.rules.levels import GIA, Level
from zhurnal.assessment.rules.values import printed
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.modules.models import Competence, CompetenceMastery
from zhurnal.modules.rules.admission import Given, Lack, Part, behind, debts, lacks, owing, sentence
from zhurnal.modules.standing import (
    Module,
    PlanParts,
    debts_in,
    listed_students,
    plan_parts,
    results_in,
    semester_due,
    state_rows,
)
from zhurnal.people.actor import PersonActor
from zhurnal.people.queries.former import names_then
from zhurnal.people.rules.names import alphabetical, list_name
from zhurnal.statements.models import Statement
from zhurnal.statements.policy import OPEN as OPEN_STATEMENT
from zhurnal.statements.policy import READ as READ_STATEMENT
from zhurnal.statements.rules.kinds import State


@dataclass(frozen=True, slots=True)
class Line:
    """A student: what is missing, his marks in the parts, the result of the exam if there is one."""

    id: UUID
    name: str
    missing: tuple[Lack, ...]
    marks: tuple[str, ...]
    result: str
    unmastered: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def columns(self) -> list[tuple[str, Part]]:
        """Mark and part, side by side."""
        return list(zip(self.marks, self.parts, strict=True))

    @property
    def admitted(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    @property
    def why(self) -> str:
        """Why he is not admitted, in one sentence."""
        return sentence(self.missing)


@dataclass(frozen=True, slots=True)
class ModuleList:
    """Admission to the exam of one module. ``statements``: of this exam; ``drafts``: whether the reader may draft one."""

    group: Group
    module: Module
    lines: tuple[Line, ...]
    competences: tuple[Competence, ...]
    statements: tuple[Statement, ...]
    drafts: bool

    @property
    def admitted(self) -> int:
        """How many are admitted."""
        return sum(line.admitted for line in self.lines)


@dataclass(frozen=True, slots=True)
class FinalLine:
    """A student before the state attestation. ``hindering``: of what is missing, what should be there by now."""

    id: UUID
    name: str
    missing: tuple[Lack, ...]
    hindering: tuple[Lack, ...]
    debts: int

    @property
    def ahead(self) -> int:
        """How many attestations are still to come."""
        return len(self.missing) - len(self.hindering)

    @property
    def why(self) -> str:
        """Why he would not be admitted as things stand, in one sentence."""
        return sentence(self.hindering)


@dataclass(frozen=True, slots=True)
class FinalList:
    """Admission of a group to the state attestation.

    ``rows``: of it in the plan; ``statements``: of it, that the reader may open; ``drafts``: whether he may draft one.
    """

    group: Group
    lines: tuple[FinalLine, ...]
    parts: int
    rows: tuple[tuple[UUID, str], ...] = ()
    statements: tuple[Statement, ...] = ()
    drafts: bool = False

    @property
    def admitted(self) -> int:
        """How many are admitted."""
        return sum(not line.missing for line in self.lines)


def module_list(actor: PersonActor, group: Group, item: UUID) -> ModuleList:
    """The admission list of a module; a constant number of statements. Raises ``Absent`` for what is no module of the plan."""
    plan = plan_parts(group)
    module = plan.module(item)
    if module is None:
        raise Absent
    students = listed_students(group, actor.today)
    asked = (*module.parts, *([module.exam] if module.exam else ()))
    results = results_in(actor.college_id, [one.pk for one in students], plan, asked)
    competences = tuple(Competence.objects.of(actor.college_id).filter(module=item).order_by("position", "code"))
    unmastered = _unmastered(actor.college_id, competences)
    lines = []
    for one in students:
        given = results.get(one.pk, [])
        lines.append(
            Line(
                one.pk, one.listed, lacks(module.parts, given), tuple(_mark(part, given) for part in module.parts),
                _exam(module, given), tuple(unmastered.get(one.pk, ())), module.parts,
            )
        )  # fmt: skip
    return ModuleList(
        group, module, tuple(lines), competences, _statements(actor, group, plan, module),
        bool(module.exam) and policy.can(actor, OPEN_STATEMENT, group).allowed,
    )  # fmt: skip


def final_lines(
    actor: PersonActor, group: Group, day: date, moment: datetime | None = None
) -> tuple[tuple[FinalLine, ...], int]:
    """Everybody on the list on the day before the state attestation: everything of the plan is positive, every module mastered, no debt stands

    open; and how many parts the plan has. ``moment``: by the results that stood then, None by those of now. A constant number of statements.
    """
    plan = plan_parts(group)
    parts = tuple(part for part in plan.everything if part.due)
    now = semester_due(group, day)
    people = {one.pk: (one.surname, one.given, one.patronymic) for one in listed_students(group, day)}
    people |= names_then(actor.college_id, list(people), day)
    results = results_in(actor.college_id, people, plan, parts, moment)
    books = debts_in(actor.college_id, people, plan, None if moment is None else day)
    lines = []
    for student, name in sorted(people.items(), key=lambda one: alphabetical(*one[1])):
        missing = lacks(parts, results.get(student, []))
        missing += owing(missing, books.get(student, []))
        named = list_name(name[0], name[1])
        lines.append(FinalLine(student, named, missing, behind(missing, now), len(debts(missing))))
    return tuple(lines), len(parts)


def final_list(actor: PersonActor, group: Group) -> FinalList:
    """Admission to the state attestation as it stands today, with its statements."""
    lines, parts = final_lines(actor, group, actor.today)
    rows = tuple((row.pk, f"{row.index} {row.name}".strip()) for row in state_rows(group))
    held = policy.visible(actor, READ_STATEMENT).filter(group=group.pk, level__in=GIA).exclude(state=State.CANCELLED)
    return FinalList(
        group, lines, parts, rows, tuple(held.order_by("-dated", "pk")),
        bool(rows) and policy.can(actor, OPEN_STATEMENT, group).allowed,
    )  # fmt: skip


def _statements(actor: PersonActor, group: Group, plan: PlanParts, module: Module) -> tuple[Statement, ...]:
    """Statements of the exam that the reader may open, the newest first."""
    ids = plan.disciplines.get(module.exam.key, ()) if module.exam else ()
    rows = policy.visible(actor, READ_STATEMENT).filter(group=group.pk, discipline__in=ids, level=Level.MODULE)
    return tuple(rows.exclude(state=State.CANCELLED).order_by("-dated"))


def _mark(part: Part, given: Sequence[Given]) -> str:
    """The marks of the part as they stand, in the order of semesters: «4, КП 5»."""
    own = sorted(
        (row for row in given if row.part == part.key and row.value), key=lambda row: (row.semester, row.level)
    )
    best = [row for row in own if row.level != Level.TERM] or own
    return ", ".join(row.words for row in best)


def _exam(module: Module, given: Sequence[Given]) -> str:
    """«освоен, 4»; empty while there is no result."""
    if module.exam is None:
        return ""
    row = next((one for one in given if one.part == module.exam.key and one.value and one.level == Level.MODULE), None)
    return ", ".join(filter(None, (row.mastery, printed(row.value)))) if row else ""


def _unmastered(college_id: UUID, competences: Sequence[Competence]) -> dict[UUID, list[str]]:
    codes = {row.pk: row.code for row in competences}
    found: dict[UUID, list[str]] = {}
    rows = CompetenceMastery.objects.of(college_id).filter(competence__in=list(codes), mastered=False)
    for competence, student in rows.values_list("competence_id", "student_id"):
        found.setdefault(student, []).append(codes[competence])
    return found
