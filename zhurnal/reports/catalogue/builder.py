"""Конструктор: a table put together by hand from closed sets of rows, columns and measures (1.11 e)."""

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import TEACHERS_NOW, heading, results_on, rounding_of, told_on
from zhurnal.reports.policy import BUILD
from zhurnal.reports.queries.builder import load_heaps
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.builder import (
    AXIS_WORDS,
    MEASURES,
    MOST_COLUMNS,
    Axis,
    Family,
    Heap,
    Shape,
    cells,
    laid_out,
    together,
)
from zhurnal.reports.rules.periods import Span

_WIDE = Refusal(
    "wide", "Получилось больше %(most)s столбцов. Выберите для столбцов другое или отметьте меньше показателей.",
    {"most": MOST_COLUMNS},
)  # fmt: skip
BY_RESULTS = "Успеваемость, качество, СОУ и средний балл посчитаны по всем итогам, попавшим в клетку."


def builder(actor: PersonActor, asked: Asked) -> Table:
    """Rows and columns of the shape with a total of each kind. Raises ``Refused`` when it is wider than paper or a screen."""
    shape, rounding = asked.shape or Shape(), rounding_of(actor)
    heaps = load_heaps(actor, asked, shape)
    rows, columns = laid_out(heaps)
    if len(columns) * len(shape.measures) > MOST_COLUMNS:
        raise Refused(_WIDE)
    whole = len(columns) > 1
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        own = [heaps.get((row, column), Heap()) for column in columns]
        lines.append((row[1], *cells([*own, *([together(own)] if whole else [])], shape, rounding)))
    if len(rows) > 1:
        sums = [together(heaps.get((row, column), Heap()) for row in rows) for column in columns]
        lines.append(Total(("Всего", *cells([*sums, *([together(sums)] if whole else [])], shape, rounding))))
    titles = [column[1] for column in columns] + (["Всего"] if whole else [])
    teachers = asked.until < actor.today and Axis.TEACHER in {shape.rows, shape.columns}
    return Table(
        "Сводный отчёт", (Column("row", AXIS_WORDS[shape.rows], width=30), *_heads(titles, shape)), lines,
        (*((BY_RESULTS, *results_on(actor, asked)) if Family.RESULTS in shape.families else ()), *told_on(actor, asked), *((TEACHERS_NOW,) if teachers else ())), heading(actor, asked, _words(shape)),
    )  # fmt: skip


def _heads(titles: list[str], shape: Shape) -> tuple[Column, ...]:
    found = []
    for number, title in enumerate(titles or [""]):
        for measure in shape.measures:
            words = MEASURES[measure][0]
            shown = f"{title}: {words}" if title and len(shape.measures) > 1 else title or words
            found.append(Column(f"{measure}{number}", shown, Kind.NUMBER, 10))
    return tuple(found)


def _words(shape: Shape) -> str:
    across = f" и {AXIS_WORDS[shape.columns].casefold()}" if shape.columns else ""
    measures = ", ".join(MEASURES[one][0] for one in shape.measures)
    return f"{AXIS_WORDS[Axis(shape.rows)]}{across}: {measures}"


REPORTS = (
    Report(
        "builder", "Конструктор отчёта", "Свои строки, столбцы и показатели", Shelf.STATISTICS, BUILD,
        (Span.TERM, Span.MONTH, Span.YEAR), builder, (Ask.DEPARTMENT, Ask.GROUP, Ask.DISCIPLINE, Ask.DAY), personal=False,
        shaped=True,
    ),
)  # fmt: skip
