"""What a curriculum may not exceed, and what each row must end with (A4.1, A4.4). Findings are told, nothing is refused."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.semesters import year_of
from zhurnal.kernel.wording import plural

MOST_EXAMS, MOST_CREDITS = 8, 10  # in an academic year; credits of physical education aside (A4.4)
EXAMS, CREDITS = frozenset({"Э"}), frozenset({"З", "ДЗ"})
EXAM_FORMS, CREDIT_FORMS = ("экзамен", "экзамена", "экзаменов"), ("зачёт", "зачёта", "зачётов")
ENDS_WITH_FORM = frozenset({ItemKind.DISCIPLINE, ItemKind.MDK, ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plan in one semester. ``forms``: letters of attestation; ``joint``: the name of an attestation shared by rows."""

    item: str
    index: str
    name: str
    kind: str
    semester: int
    hours: int
    by_kind: int = 0  # the sum of lectures, practicals and so on; 0 where only a total is known
    forms: tuple[str, ...] = ()
    joint: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence; ``place`` names the year or the row that it is about."""

    code: str
    place: str
    text: str


def findings(lines: Iterable[Line]) -> tuple[Finding, ...]:
    """Everything in which the plan does not hold, years first."""
    known = tuple(lines)
    return (*_years(known), *_rows(known))


def is_physical_education(name: str) -> bool:
    """«Физическая культура», «Адаптивная физическая культура», «Физкультура»."""
    word = name.casefold()
    return ("физическ" in word and "культур" in word) or "физкультур" in word


def _years(lines: Sequence[Line]) -> list[Finding]:
    exams: dict[int, dict[tuple[str, int], str]] = defaultdict(dict)
    graded: dict[int, dict[tuple[str, int], str]] = defaultdict(dict)
    for line in lines:
        year = year_of(line.semester)
        key = (line.joint or line.item, line.semester)  # a joint attestation is taken once
        if EXAMS & set(line.forms):
            exams[year].setdefault(key, line.index)
        elif CREDITS & set(line.forms) and not is_physical_education(line.name):
            graded[year].setdefault(key, line.index)
    found = []
    for year in sorted({*exams, *graded}):
        for taken, most, forms, code in (
            (exams[year], MOST_EXAMS, EXAM_FORMS, "exams"),
            (graded[year], MOST_CREDITS, CREDIT_FORMS, "credits"),
        ):
            if len(taken) > most:
                aside = " (без физкультуры)" if code == "credits" else ""
                text = (
                    f"{plural(len(taken), forms)} в год{aside}, а можно не больше {most}: {', '.join(taken.values())}."
                )
                found.append(Finding(code, f"{year} курс", text))
    return found


def _rows(lines: Sequence[Line]) -> list[Finding]:
    own: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        own[line.item].append(line)
    examined = {line.parent for line in lines if line.kind == ItemKind.EXAM}
    found = []
    for item, semesters in own.items():
        first = semesters[0]
        place = f"{first.index} {first.name}".strip()
        if first.kind in ENDS_WITH_FORM and any(line.hours for line in semesters):
            last = max(line.semester for line in semesters if line.hours)
            if not any(line.forms and line.semester >= last for line in semesters):
                found.append(Finding("no_form", place, f"Нет формы аттестации в последнем, {last}-м семестре."))
        if first.kind == ItemKind.MODULE and item not in examined and not any(line.forms for line in semesters):
            found.append(Finding("no_module_exam", place, "У модуля нет экзамена по модулю."))
        found += [
            Finding("sum", place, f"{line.semester} семестр: всего {line.hours} ч, а по видам работ {line.by_kind} ч.")
            for line in semesters
            if line.by_kind and line.by_kind != line.hours
        ]
    return found
