"""Exams by module and consultations of projects, a page each (A1.7, A1.9)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import IN_WORDS, printed
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.modules.models import Consultation, Project
from zhurnal.modules.rules.admission import Given, Part
from zhurnal.modules.rules.projects import PROJECT_WORDS, ProjectKind
from zhurnal.modules.standing import Module, PlanParts, plan_parts, results_in
from zhurnal.people.rules.names import short_name
from zhurnal.printing.queries.rows import Rows
from zhurnal.printing.queries.tables import CENTRE, Head, Ruled, numbered
from zhurnal.printing.rules import words
from zhurnal.printing.rules.selection import PART_WORDS
from zhurnal.printing.rules.selection import Part as Section

Held = dict[tuple[UUID, str], tuple[date | None, str]]
"""(discipline, student) → when and by which statement the result of the exam was set."""


def exam_sections(rows: Rows, group: Group, zone: tzinfo) -> list[tuple[str, dict[str, Any]]]:
    """(title of the module, its page) of modules whose exam falls into the year, or was held; days by the college's clock. Six statements."""
    plan = plan_parts(group)
    numbers = Term.objects.of(group.college_id).filter(year=group.year_id).values_list("number", flat=True)
    semesters = {semester_of(group.course_year, number) for number in numbers}
    asked = [part for one in plan.modules for part in (*one.parts, *([one.exam] if one.exam else ()))]
    results = results_in(group.college_id, [row.id for row in rows.stays], plan, asked)
    held = _held(group, plan, zone)
    found = []
    for module in plan.modules:
        exam = module.exam
        if exam is None:
            continue
        due = any(one.semester in semesters for one in exam.due)
        had = any(given.part == exam.key and given.value for own in results.values() for given in own)
        if due or had:
            found.append((f"{module.item.index} {module.item.name}", _exam(rows, plan, module, exam, results, held)))
    return found


def _held(group: Group, plan: PlanParts, zone: tzinfo) -> Held:
    ids = [pk for one in plan.modules if one.exam for pk in plan.disciplines.get(one.exam.key, ())]
    rows = Result.objects.of(group.college_id).filter(level=Level.MODULE, discipline__in=ids).exclude(value="")
    return {
        (discipline, student.hex): (at.astimezone(zone).date(), ground)
        for discipline, student, at, ground in rows.values_list("discipline_id", "student_id", "set_at", "ground")
    }


def _exam(
    rows: Rows, plan: PlanParts, module: Module, exam: Part, results: dict[UUID, list[Given]], held: Held
) -> dict[str, Any]:  # fmt: skip
    lines, seen = [], set()
    for row in rows.stays:
        if row.id in seen:
            continue
        seen.add(row.id)
        given = results.get(row.id, [])
        last = next((one for one in given if one.part == exam.key and one.value), None)
        when = next(
            (held[pk, row.id.hex] for pk in plan.disciplines.get(exam.key, ()) if (pk, row.id.hex) in held), (None, "")
        )
        name = words.surname_first(row.surname, row.given, row.patronymic)
        mark = f"{printed(last.value)} ({IN_WORDS.get(last.value, '')})" if last else ""
        lines.append([
            str(rows.numbers[row.id.hex]), name, *(_mark(part, given) for part in module.parts),
            f"вид деятельности {last.mastery}" if last and last.mastery else "", mark,
            f"{when[0]:%d.%m.%Y}" if when[0] else "", when[1],
        ])  # fmt: skip
    heads = (
        Head("№", 8, CENTRE), Head("Фамилия и инициалы", 42), *(Head(part.index or part.name, 0, CENTRE) for part in module.parts),
        Head("Результат", 48), Head("Отметка", 34, CENTRE), Head("Дата", 21, CENTRE), Head("Основание", 34),
    )  # fmt: skip
    title = f"Экзамен по модулю · {module.item.index} {module.item.name}"
    signs = (("Председатель комиссии", ""), ("Члены комиссии", ""))
    return Ruled(title, heads, lines, signs=signs, size=8, height=max(4.2, min(6, 150 / max(len(lines), 1)))).section


def _mark(part: Part, given: Sequence[Given]) -> str:
    """Marks of a part in the order of semesters: «4, КП 5»; term marks only where nothing else was held."""
    own = sorted(
        (one for one in given if one.part == part.key and one.value), key=lambda one: (one.semester, one.level)
    )
    best = [one for one in own if one.level != Level.TERM] or own
    return ", ".join(one.words for one in best)


def consultation_sections(rows: Rows, group: Group, *, modules: bool) -> list[tuple[str, dict[str, Any]]]:
    """(title, page) of projects of a kind and discipline with their consultations. Two statements."""
    projects = Project.objects.of(group.college_id).filter(group=group.pk).select_related("discipline", "supervisor")
    shelves: dict[str, list[Project]] = defaultdict(list)
    for row in projects.order_by("kind", "discipline__index", "student__surname", "student__given"):
        if (row.discipline is None or row.discipline.kind == "module") == modules:
            of = f" · {row.discipline.index} {row.discipline.name}" if row.discipline else ""
            shelves[f"{PROJECT_WORDS[ProjectKind(row.kind)].capitalize()}{of}"].append(row)
    given: dict[UUID, list[Consultation]] = defaultdict(list)
    consulted = Consultation.objects.of(group.college_id).filter(project__group=group.pk, struck_at__isnull=True)
    for one in consulted.order_by("date", "made_at"):
        given[one.project_id].append(one)
    return [(title, _consulted(rows, title, some, given)) for title, some in shelves.items()]


def _consulted(
    rows: Rows, title: str, projects: list[Project], given: dict[UUID, list[Consultation]]
) -> dict[str, Any]:
    names = {row.id: words.surname_first(row.surname, row.given, row.patronymic) for row in rows.stays}
    lines = []
    for row in projects:
        own = given.get(row.pk, [])
        who = row.supervisor
        leader = short_name(who.surname, who.given, who.patronymic) if who else ""
        said = "; ".join(f"{one.date:%d.%m} ({one.hours} ч) {one.work}" for one in own)
        lines.append([names.get(row.student_id, ""), row.topic, leader, said, str(sum(one.hours for one in own) or "")])
    heads = (
        Head("№", 8, CENTRE), Head("Фамилия и инициалы", 40), Head("Тема", 75), Head("Руководитель", 32),
        Head("Консультации: дата, часы, содержание"), Head("Всего, ч", 15, CENTRE),
    )  # fmt: skip
    return Ruled(f"{PART_WORDS[Section.CONSULTATIONS]} · {title}", heads, numbered(lines), size=8).section
