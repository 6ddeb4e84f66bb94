"""The summary of a group as a typed table."""

from collections.abc import Iterator

from zhurnal.assessment.rules.indicators import Standing, missed_each, percent, rounded
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.people.actor import PersonActor
from zhurnal.results.queries.summary import Head, Summary

TOTALS = (
    "Средний балл",
    "5",
    "4",
    "3",
    "2",
    "н/а",
    "Пропущено, ч",
    "по уваж. причине",
    "без уваж. причины",
    "Категория",
)
MARKS_TO_NUMBER = frozenset("5432")


def summary_table(actor: PersonActor, summary: Summary) -> Table:
    """Rows of students, then figures of each discipline, below them those of the group."""
    columns = (
        Column("number", "№", Kind.NUMBER),
        Column("name", "Студент"),
        *(Column(f"d{n}", f"{head.index} {head.name}".strip(), width=9) for n, head in enumerate(summary.heads)),
        *(Column(f"t{n}", title, Kind.NUMBER if n < len(TOTALS) - 1 else Kind.TEXT) for n, title in enumerate(TOTALS)),
    )
    return Table(
        f"Сводная ведомость успеваемости {summary.group.name}", columns, _rows(actor.parameters, summary),
        heading=(
            actor.college_name, f"Группа {summary.group.name}, {summary.title}, по списку на {summary.day:%d.%m.%Y}",
        ),
        notes=notes(actor.parameters, summary), signatures=(actor.parameters.leader_signs, "Заведующий отделением"),
    )  # fmt: skip


def notes(parameters: Parameters, summary: Summary) -> tuple[str, ...]:
    """Figures of the group in words."""
    figures, whole = summary.figures, parameters.whole_percents
    words = ", ".join(f"{line}: {count}" for line, count in standings(summary) if count)
    absolute, quality = percent(figures.absolute, whole=whole), percent(figures.quality, whole=whole)
    found = [f"По группе: абсолютная успеваемость {absolute} %, качественная {quality} %. {words}.".replace(" .", "")]
    if summary.hours_kept:
        each = missed_each(summary.missed, summary.number)
        found.append(
            f"Пропущено {summary.missed} ч, на одного студента {percent(each)} ч. Посещаемость "
            f"{percent(summary.attendance, whole=whole)} %."
        )
    if not summary.settled:
        found.append("Числа с двумя знаками после запятой – текущие средние: итоговая отметка ещё не выставлена.")
    return tuple(found)


def standings(summary: Summary) -> list[tuple[str, int]]:
    """«отличников» → how many."""
    named = (
        (Standing.EXCELLENT, "отличников"), (Standing.GOOD, "хорошистов"), (Standing.PASSING, "успевающих"),
        (Standing.FAILING, "неуспевающих"),
    )  # fmt: skip
    return [(words, summary.figures.of(which)) for which, words in named]


def figures_of(head: Head, parameters: Parameters) -> tuple[tuple[str, str], ...]:
    """The rows below a column: what they are called and what stands there."""
    tally, whole = head.tally, parameters.whole_percents
    counted = (("5", "5"), ("4", "4"), ("3", "3"), ("2", "2"), ("н/а", "на"), ("осв.", "осв"))
    mean = rounded(tally.mean, 2)
    return (
        *((title, str(tally.of(value) or "")) for title, value in counted),
        ("Успеваемость, %", percent(tally.absolute, whole=whole)),
        ("Качество, %", percent(tally.quality, whole=whole)),
        ("СОУ, %", percent(tally.degree(parameters.degree_of_unattested), whole=whole)),
        ("Средний балл", "–" if mean is None else f"{mean}".replace(".", ",")),
    )


def _rows(parameters: Parameters, summary: Summary) -> Iterator[tuple[Cell, ...]]:
    for number, line in enumerate(summary.lines, 1):
        cells: list[Cell] = [int(cell.words) if cell.words in MARKS_TO_NUMBER else cell.words for cell in line.cells]
        missed = line.missed
        hours: tuple[Cell, ...] = (missed.total, missed.valid, missed.unexcused) if summary.hours_kept else (None,) * 3
        yield number, line.name, *cells, rounded(line.mean, 2), *line.counts, *hours, line.words
    columns = [figures_of(head, parameters) for head in summary.heads]
    for place, (title, _text) in enumerate(columns[0] if columns else ()):
        yield Total((None, title, *(column[place][1] for column in columns), *(None,) * len(TOTALS)))
