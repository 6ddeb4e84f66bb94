"""Нагрузка и норма: each teacher's hours of the year against the norm of his rate (A5.10)."""

from datetime import date

from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.oversight.queries.hours import term_on
from zhurnal.oversight.queries.teaching import loads, teacher_names
from zhurnal.oversight.rules.norms import WHOLE_RATE, Weight
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import SIGNATURES, month_of

WORDS = {
    Weight.UNDER: "меньше нормы", Weight.EVEN: "по норме", Weight.OVER: "больше нормы",
    Weight.BEYOND: "больше предела",
}  # fmt: skip
COLUMNS = (
    Column("teacher", "Преподаватель", width=24), Column("rate", "Ставка", Kind.NUMBER), Column("norm", "Норма", Kind.NUMBER),
    Column("planned", "Нагрузка на год", Kind.NUMBER), Column("difference", "Разница", Kind.NUMBER),
    Column("words", "Вывод", width=20),
)  # fmt: skip


def load(actor: PersonActor, month: date) -> Table:
    """The year that holds the month."""
    term = term_on(actor.college_id, month_of(month)[1])
    found = loads(actor, term) if term else []
    names = teacher_names(actor.college_id, {who for who, _load in found})
    rows = [
        (names.get(who, ""), row.rate / WHOLE_RATE, row.due, row.planned, row.difference, WORDS[row.weight])
        for who, row in sorted(found, key=lambda pair: names.get(pair[0], ""))
    ]
    name = term.year.name if term else ""
    return Table(
        f"Нагрузка и норма, {name}",
        COLUMNS,
        rows,
        (),
        (actor.college_name, f"Нагрузка преподавателей, {name}"),
        SIGNATURES,
    )
