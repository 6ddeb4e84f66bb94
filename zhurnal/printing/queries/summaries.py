"""The summary of results (сводная ведомость) as paper: a page for each semester that has begun (A1.10, A9)."""

from typing import Any

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.indicators import missed_each, percent
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.people.actor import PersonActor
from zhurnal.printing.queries.rows import Rows
from zhurnal.printing.queries.tables import CENTRE, Head, Ruled
from zhurnal.printing.rules.selection import PART_WORDS, Part
from zhurnal.results.queries.summary import Asked, Summary, Value, load_summary
from zhurnal.results.queries.summary_table import figures_of, standings

ROOM = 128.0  # mm of a page for its rows
EMPTY = ("", "–")
STAR = "*"
UNMASTERED = f"{STAR} Модуль не освоен: это долг, какой бы ни была отметка."
AFTER = ("ср. балл", "5", "4", "3", "2", "н/а", "пропущено, ч", "по уваж.", "без уваж.")


def summary_pages(actor: PersonActor, rows: Rows, group: Group) -> list[dict[str, Any]]:
    """A page for each semester of the year that has begun. A constant number of statements each."""
    terms = Term.objects.of(actor.college_id).filter(year=group.year_id, starts__lte=actor.today).order_by("starts")
    semesters = [semester_of(group.course_year, term.number) for term in terms]
    return [_page(actor, rows, load_summary(actor, group, Asked(semester=semester))) for semester in semesters]


def _page(actor: PersonActor, rows: Rows, summary: Summary) -> dict[str, Any]:
    lines = [
        [
            str(rows.numbers.get(line.id.hex, "")), line.name, *(_cell(cell) for cell in line.cells), "" if line.mean is None else line.mean_words,
            *(str(count or "") for count in line.counts),
            *(str(hours or "") for hours in (line.missed.total, line.missed.valid, line.missed.unexcused)), line.words,
        ]
        for line in summary.lines
    ]  # fmt: skip
    columns = [figures_of(head, actor.parameters) for head in summary.heads]
    blank = [""] * (len(AFTER) + 1)
    totals = [
        ["", titles[0][0], *(text for _title, text in titles), *blank]
        for titles in zip(*columns, strict=True)
        if any(text not in EMPTY for _title, text in titles)
    ]
    heads = (
        Head("№", 7, CENTRE), Head("Фамилия, имя", 40),
        *(Head(f"{head.index} {head.name}".strip(), 0, CENTRE, upright=True) for head in summary.heads),
        *(Head(title, 9.5 if place in {0, 6, 7, 8} else 6.5, CENTRE, upright=True) for place, title in enumerate(AFTER)),
        Head("Итог", 21),
    )  # fmt: skip
    title = PART_WORDS[Part.SUMMARY]
    signs = ((actor.parameters.leader_signs, ""), ("Заведующий отделением", ""))
    return Ruled(
        title, heads, lines, about=f"{summary.title}, список на {summary.day:%d.%m.%Y} · ", totals=totals,
        notes=_notes(actor, summary), signs=signs, size=7.5,
        height=round(max(3.6, min(5.5, ROOM / max(len(lines) + len(totals), 1))), 2), entry=title,
    ).section  # fmt: skip


def _cell(cell: Value) -> str:
    """Averages are no marks and do not go on paper (design, Print)."""
    return "" if cell.average else f"{cell.text}{STAR}" if cell.note else cell.text


def _notes(actor: PersonActor, summary: Summary) -> list[str]:
    """Figures of the group, and what a star says."""
    starred = any(cell.note for line in summary.lines for cell in line.cells)
    return [_figures(actor, summary), *([UNMASTERED] if starred else [])]


def _figures(actor: PersonActor, summary: Summary) -> str:
    whole = actor.parameters.whole_percents
    said = []
    if summary.figures.absolute is not None:
        absolute, quality = (percent(one, whole=whole) for one in (summary.figures.absolute, summary.figures.quality))
        found = ", ".join(f"{line}: {count}" for line, count in standings(summary) if count)
        said.append(f"По группе: абсолютная успеваемость {absolute} %, качественная {quality} %; {found}.")
    if summary.hours_kept:
        each = percent(missed_each(summary.missed, summary.number))
        said.append(f"Пропущено {summary.missed} ч, на одного студента {each} ч.")
    return " ".join(said)
