"""Hours of a row of a plan's table: read from cells, laid out over semesters."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from zhurnal.exchange.imports.readers.cells import read_number
from zhurnal.exchange.imports.readers.curricula_columns import Column
from zhurnal.exchange.imports.readers.problems import Severity, shorten

PARTS = ("lectures", "practicals", "labs", "course_project", "self_study", "consultations", "exam_hours")
WORDED = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:ч|час\w*)\.?", re.IGNORECASE)
MOST = 10_000
Tell = Callable[[str, str, Severity, str, str], None]


@dataclass
class Hours:
    """``whole``: of the row by kind; ``semesters``: by semester and kind; ``other_totals``: further sums of the same row."""

    whole: dict[str, int] = field(default_factory=dict)
    semesters: dict[int, dict[str, int]] = field(default_factory=dict)
    other_totals: set[int] = field(default_factory=set)


def read_hours(cells: Sequence[str], columns: Sequence[Column], tell: Tell) -> Hours:
    """What the row says; a cell that is no number is told and left out."""
    hours = Hours()
    for column in columns:
        text = cells[column.number].strip() if column.number < len(cells) else ""
        if column.kind in {"index", "name", "form", "control"} or not text or re.fullmatch(r"[-–—]+", text):
            continue
        number = _number(text, column, tell)
        if not number:
            continue
        if column.semester:
            kinds = hours.semesters.setdefault(column.semester, {})
            kinds[column.kind] = kinds.get(column.kind, 0) + number
        elif column.kind == "total" and "total" in hours.whole:
            hours.other_totals.add(number)
        else:
            hours.whole[column.kind] = hours.whole.get(column.kind, 0) + number
    return hours


def spread(hours: Hours, tell: Tell) -> dict[int, dict[str, int]]:
    """semester → hours by kind. Kinds that the table gives only for the whole row are divided in proportion, and it is said."""
    found = {semester: dict(kinds) for semester, kinds in hours.semesters.items()}
    for kinds in found.values():
        kinds.setdefault("total", sum(kinds.get(part, 0) for part in PARTS))
    wanted = {part: hours.whole[part] for part in PARTS if hours.whole.get(part)}
    if not wanted or any(kinds.get(part) for kinds in found.values() for part in PARTS):
        return found
    totals = {semester: kinds["total"] for semester, kinds in found.items()}
    whole = sum(totals.values())
    if sum(wanted.values()) != whole and sum(wanted.values()) - wanted.get("self_study", 0) == whole:
        wanted.pop("self_study", None)  # such plans lay out only the hours with a teacher
    if sum(wanted.values()) != whole:
        return found
    for semester, parts in divide(wanted, totals).items():
        found[semester].update(parts)
    if len(totals) > 1:
        reason = "Виды занятий указаны на всю дисциплину: по семестрам они разложены пропорционально. Проверьте."
        tell(reason, "spread", Severity.QUESTION, "", "часы")
    return found


def divide(wanted: Mapping[str, int], totals: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """Each kind over the semesters so that rows and columns both keep their sums."""
    left = dict(totals)
    found: dict[int, dict[str, int]] = {semester: {} for semester in totals}
    main = max(wanted, key=lambda part: wanted[part])
    for part, hours in wanted.items():
        if part == main:
            continue
        rest, share = hours, sum(left.values())
        for semester in sorted(left):
            given = min(left[semester], round(rest * left[semester] / share)) if share else 0
            share -= left[semester]
            rest -= given
            left[semester] -= given
            found[semester][part] = given
    for semester, hours in left.items():
        found[semester][main] = hours
    return found


def _number(text: str, column: Column, tell: Tell) -> int | None:
    worded = WORDED.fullmatch(text)
    number = read_number(worded[1] if worded else text)
    if number is None or not 0 <= number <= MOST:
        reason = f"«{shorten(text)}» — не число часов. Часы не взяты."
        tell(reason, "hours", Severity.WARNING, text, shorten(column.title))
        return None
    whole = int(number.to_integral_value())
    if worded or whole != number:
        tell(f"«{shorten(text)}» прочитано как {whole}.", "hours_words", Severity.QUESTION, text, shorten(column.title))
    return whole
