"""What reports share: the paper's head, columns of figures, signatures; on hours the order of lines and totals."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from typing import TypeVar
from uuid import UUID

from zhurnal.kernel.export import Cell, Column, Kind, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.queries.absences import moment_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.reports.rules.figures import Rounding

COUNTED = "Учтены занятия, в которых записаны тема и явка."
SIGNATURES = ("Заместитель директора по учебной работе", "Диспетчер учебной части")
AS_NOW = "Отметки и явка – по записям на сегодня, с исправлениями: срок закончился."
LESSONS_NOW = "Записи занятий – как они стоят сегодня, вместе с внесёнными позже."
AS_THEN = (
    "Отметки и явка – как они стояли на конец дня %s; что записано или исправлено позже, не учтено. Расписание, часы, причины "
    "пропусков и опоздания с записью – по записям на сегодня."
)
RESULTS_THEN = "Итоги – как они стояли на конец дня %s; что поставлено или исправлено позже, не учтено."
RESULTS_NOW = "Итоги – как они стоят сегодня, с пересдачами: семестр закончился."
RESULTS_TODAY = "Итоги – по записям на сегодня."
RESULTS_RUNNING = "Итоги семестра, который в этот день шёл, – как они стояли на конец дня %s; законченного – как стоят сегодня, с пересдачами."
HOURS_THEN = (
    "Посчитано на %s: выданы занятия по этот день, поправки часов – с датой не позже него. Записи занятий, расписание, отмены, замещения "
    "и отсутствия – как они стоят на %s, вместе с внесёнными позже."
)
TEACHERS_NOW = "Фамилии преподавателей – нынешние."  # orders rename students; of others no former name is kept
HEAD_SIGNS = "Заведующий отделением"
DEPUTY_SIGNS = "Заместитель директора по учебной работе"
L = TypeVar("L")


def heading(actor: PersonActor, asked: Asked, *lines: str) -> tuple[str, ...]:
    """The college, what the report is about, the period and the day of the lists."""
    return (actor.college_name, *(line for line in lines if line), f"{asked.period.words}, на {asked.until:%d.%m.%Y}")


def told_on(actor: PersonActor, asked: Asked) -> tuple[str, ...]:
    """Which records a report of a past day stands on; nothing of today's."""
    if asked.until >= actor.today:
        return ()
    if moment_of(actor, asked) is None:
        return (AS_NOW,)
    return (AS_THEN % f"{asked.day:%d.%m.%Y}",)


def results_on(actor: PersonActor, asked: Asked) -> tuple[str, ...]:
    """The same of results, for a report that counts them; nothing of today's. It goes as ``values_of`` goes."""
    if asked.until >= actor.today:
        return ()
    if moment_of(actor, asked) is not None:
        return (RESULTS_THEN % f"{asked.day:%d.%m.%Y}",)
    if asked.day >= actor.today:
        return (RESULTS_TODAY,)
    running = any(one.ends > asked.day for one in asked.calendar if one.key in asked.period.terms)
    return (RESULTS_RUNNING % f"{asked.day:%d.%m.%Y}",) if running else (RESULTS_NOW,)


def as_recorded(actor: PersonActor, day: date) -> str:
    """What a sheet of hours says of itself: a lesson recorded later stands in it from then on, also in one of a past day."""
    if day < actor.today:
        return HOURS_THEN % (f"{day:%d.%m.%Y}", f"{actor.today:%d.%m.%Y}")
    return f"По записям на {actor.today:%d.%m.%Y}, вместе с внесёнными позже срока."


def on_day(actor: PersonActor, day: date) -> str:
    """The end of a paper's heading when it is asked for a past day."""
    return f", на {day:%d.%m.%Y}" if day < actor.today else ""


def rounding_of(actor: PersonActor) -> Rounding:
    """As the college rounds."""
    return Rounding(actor.parameters.whole_percents, actor.parameters.degree_of_unattested)


def figures(titles: Iterable[tuple[str, str]], width: int = 0) -> tuple[Column, ...]:
    """Columns of numbers from (key, title)."""
    return tuple(Column(key, title, Kind.NUMBER, width) for key, title in titles)


def with_totals(
    lines: Iterable[L],
    who: Callable[[L], UUID],
    names: dict[UUID, str],
    cells: Callable[[L], tuple[Cell, ...]],
    text: int = 2,
    apart: int | None = None,
) -> Iterator[tuple[Cell, ...]]:
    """Rows by teacher, a total after each and one of all; ``cells``: after the name, ``text`` columns of words, then numbers.

    ``apart``: the place of a column of words by whose values each total is told once more, where there is more than one.
    """
    told = [(who(line), cells(line)) for line in lines]
    told.sort(key=lambda line: (names.get(line[0], ""), str(line[0]), line[1][:text]))
    whole: list[tuple[Cell, ...]] = []
    for teacher, group in groupby(told, key=lambda line: line[0]):
        rows = [row for _who, row in group]
        whole += rows
        yield from ((names.get(teacher, ""), *row) for row in rows)
        yield Total((names.get(teacher, ""), "Итого", *[""] * (text - 1), *_sums(rows, text)))
        yield from _apart(names.get(teacher, ""), rows, text, apart)
    if whole:
        yield Total(("Всего", *[""] * text, *_sums(whole, text)))
        yield from _apart("Всего", whole, text, apart)


def _sums(rows: list[tuple[Cell, ...]], text: int) -> list[int | None]:
    columns = islice(zip(*rows, strict=True), text, None)
    return [sum(value for value in column if isinstance(value, int)) or None for column in columns]


def _apart(name: str, rows: list[tuple[Cell, ...]], text: int, place: int | None) -> Iterator[tuple[Cell, ...]]:
    kinds = sorted({str(row[place]) for row in rows}) if place is not None else []
    for kind in kinds if len(kinds) > 1 else ():
        words = ["в том числе", *(kind if n == place else "" for n in range(1, text))]
        yield Total((name, *words, *_sums([row for row in rows if row[place or 0] == kind], text)))
