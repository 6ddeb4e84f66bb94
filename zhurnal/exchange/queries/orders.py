"""What the screen of orders from a file tells: its columns, and a sample to fill in."""

from dataclasses import dataclass
from datetime import date

from zhurnal.exchange.imports.plan.orders import SAMPLE
from zhurnal.exchange.lists import TABLES, Sort
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.movement.rules.kinds import KIND_WORDS
from zhurnal.movement.rules.kinds import Kind as OrderKind


@dataclass(frozen=True, slots=True)
class ToldColumn:
    """A column and what stands in it."""

    title: str
    words: str
    required: bool


WORDS = {
    "kind": "; ".join(KIND_WORDS.values()),
    "number": "как на бумаге: 118-с",
    "dated": "день подписания",
    "effective": "если пусто, с дня подписания",
    "birth_date": "различает однофамильцев",
    "group": "где студент сейчас; при зачислении можно оставить пустой",
    "target": "для зачисления, восстановления, перевода, выхода из отпуска",
    "subgroups": "через точку с запятой, названием или номером",
    "new_surname": "для смены фамилии, имени, отчества; пустое остаётся прежним",
    "ground": "заявление, решение комиссии; диагноз не записывается",
    "details": "причина отчисления и другие подробности",
}
_EXAMPLES: tuple[dict[str, str], ...] = (
    {"kind": KIND_WORDS[OrderKind.ADMISSION], "surname": "Образцова", "given": "Анна", "patronymic": "Петровна",
     "birth_date": "14.05.2010", "sex": "женский", "target": "Э-11", "subgroups": "1", "ground": "протокол приёмной комиссии"},
    {"kind": KIND_WORDS[OrderKind.TRANSFER], "surname": "Образцов", "given": "Иван", "group": "Э-11", "target": "Э-12",
     "ground": "заявление"},
    {"kind": KIND_WORDS[OrderKind.EXPULSION], "surname": "Примеров", "given": "Олег", "group": "Э-11",
     "ground": "заявление", "details": "по собственному желанию"},
    {"kind": KIND_WORDS[OrderKind.RENAME], "surname": "Примерова", "given": "Ольга", "group": "Э-11",
     "new_surname": "Новая", "ground": "свидетельство о браке"},
)  # fmt: skip


def columns_told() -> list[ToldColumn]:
    """The columns of the file, without the one that only goes out."""
    columns = [column for column in TABLES["orders"].columns if column.key != "undone"]
    return [ToldColumn(one.title, WORDS.get(one.key, ""), one.required) for one in columns]


def sample_table(today: date) -> Table:
    """Titles and rows numbered «образец»."""
    columns = [column for column in TABLES["orders"].columns if column.key != "undone"]
    kinds = {Sort.DATE: Kind.DATE}
    rows: list[tuple[Cell, ...]] = []
    for example in _EXAMPLES:
        texts = {**example, "number": SAMPLE}
        rows.append(tuple(today if one.key in ("dated", "effective") else texts.get(one.key, "") for one in columns))
    made = tuple(Column(one.key, one.title, kinds.get(one.sort, Kind.TEXT)) for one in columns)
    return Table("Приказы о движении, образец", made, rows)
