"""The reports on teachers' hours: they are kept by months, and of a year by its last month. Each can be asked for as of a past day."""

from collections.abc import Callable
from datetime import date

from zhurnal.kernel.export import Table
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.disciplines import disciplines
from zhurnal.reports.catalogue.form2 import form2
from zhurnal.reports.catalogue.form3 import form3
from zhurnal.reports.catalogue.load import load
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.substituted import substituted
from zhurnal.reports.catalogue.substitutions import substitution_sheet
from zhurnal.reports.catalogue.teachers import teachers
from zhurnal.reports.policy import HOURS
from zhurnal.reports.queries.groups import term_row
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span


def _by_month(build: Callable[[PersonActor, date, date], Table]) -> Callable[[PersonActor, Asked], Table]:
    return lambda actor, asked: build(actor, asked.period.until.replace(day=1), asked.counted_on(actor.today))


def _of_term(actor: PersonActor, asked: Asked) -> Table:
    return teachers(actor, term_row(actor, asked), asked.counted_on(actor.today))


def _of_disciplines(actor: PersonActor, asked: Asked) -> Table:
    return disciplines(actor, term_row(actor, asked), asked.counted_on(actor.today))


ROWS = (
    ("teachers", "Вычитка часов по преподавателям", "План, выдано, осталось и прогноз семестра", Span.TERM, _of_term),
    (
        "disciplines", "Вычитка часов по группам и дисциплинам", "План, выдано, осталось, в расписании и прогноз семестра",
        Span.TERM, _of_disciplines,
    ),
    ("form2", "Форма 2. Учёт часов за месяц", "Выданные часы по дням месяца", Span.MONTH, _by_month(form2)),
    ("form3", "Форма 3. Учёт часов за год", "План и выданные часы по месяцам", Span.YEAR, _by_month(form3)),
    (
        "substitutions", "Ведомость учёта замещений", "Кто кого заместил за месяц и почему, что отменено", Span.MONTH,
        _by_month(substitution_sheet),
    ),
    (
        "substituted", "Замещения по дисциплинам", "Сколько часов каждой дисциплины замещено за месяц и сколько отменено",
        Span.MONTH, _by_month(substituted),
    ),
    ("load", "Нагрузка и норма", "Часы года против нормы ставки", Span.YEAR, _by_month(load)),
)  # fmt: skip
REPORTS = tuple(
    Report(slug, title, about, Shelf.HOURS, HOURS, (span,), build, (Ask.DAY,), personal=False)
    for slug, title, about, span, build in ROWS
)
