"""Нагрузка и норма: each teacher's hours of the year against the norm of his rate, and what absence takes off them (A5.10)."""

from datetime import date

from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.oversight.queries.hours import term_on
from zhurnal.oversight.queries.loads import loads
from zhurnal.oversight.queries.teaching import teacher_names
from zhurnal.oversight.rules.norms import WHOLE_RATE, Weight
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import SIGNATURES, as_recorded, on_day
from zhurnal.reports.rules.periods import month_of

WORDS = {
    Weight.UNDER: "меньше нормы", Weight.EVEN: "по норме", Weight.OVER: "больше нормы",
    Weight.BEYOND: "больше предела",
}  # fmt: skip
LOWERED = "Вычет: за полный месяц болезни, командировки или курсов — часть года, за неполный — по рабочим дням (без воскресений и выходных колледжа)."
PAID = "Сверх нагрузки: выдано больше нагрузки с вычетом, вместе с часами за других; оплачивается в конце года."
COLUMNS = (
    Column("teacher", "Преподаватель", width=24), Column("rate", "Ставка", Kind.NUMBER), Column("norm", "Норма", Kind.NUMBER),
    Column("planned", "Нагрузка на год", Kind.NUMBER), Column("difference", "Разница", Kind.NUMBER),
    Column("over", "Сверх нормы, ч", Kind.NUMBER), Column("words", "Вывод", width=20), Column("away", "Рабочих дней отсутствия", Kind.NUMBER, 14),
    Column("lowered", "Вычет, ч", Kind.NUMBER), Column("to_give", "Нагрузка с вычетом", Kind.NUMBER, 12),
    Column("given", "Выдано", Kind.NUMBER), Column("over_load", "Сверх нагрузки, ч", Kind.NUMBER, 12),
)  # fmt: skip


def load(actor: PersonActor, month: date, day: date) -> Table:
    """The year that holds the month, as of the day."""
    term = term_on(actor.college_id, month_of(month)[1])
    found = loads(actor, term, until=day) if term else []
    names = teacher_names(actor.college_id, {who for who, _load, _days in found})
    rows = [
        (
            names.get(who, ""),
            row.rate / WHOLE_RATE,
            row.due,
            row.planned,
            row.difference,
            row.over_norm or None,
            WORDS[row.weight],
            days or None,
            row.lowered or None,
            row.to_give,
            row.given,
            row.over_load or None,
        )
        for who, row, days in sorted(found, key=lambda found: names.get(found[0], ""))
    ]
    name = term.year.name if term else ""
    return Table(
        f"Нагрузка и норма, {name}",
        COLUMNS,
        rows,
        (LOWERED, PAID, as_recorded(actor, day)),
        (actor.college_name, f"Нагрузка преподавателей, {name}{on_day(actor, day)}"),
        SIGNATURES,
    )
