"""The reports, one file each; ``REPORTS`` is the menu, the addresses and the files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhurnal.kernel.export import Table
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.form2 import form2
from zhurnal.reports.catalogue.form3 import form3
from zhurnal.reports.catalogue.load import load
from zhurnal.reports.catalogue.substituted import substituted
from zhurnal.reports.catalogue.substitutions import substitution_sheet
from zhurnal.reports.catalogue.teachers import teachers


class Span(StrEnum):
    """What a report is about: a month, or the term and year that hold it."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Report:
    """A report: ``build`` gets the actor and the first day of a month."""

    slug: str
    title: str
    about: str
    span: Span
    build: Callable[[PersonActor, date], Table]


REPORTS = {
    report.slug: report
    for report in (
        Report(
            "teachers",
            "Вычитка часов по преподавателям",
            "План, выдано, осталось и прогноз семестра",
            Span.YEAR,
            teachers,
        ),
        Report("form2", "Форма 2. Учёт часов за месяц", "Выданные часы по дням месяца", Span.MONTH, form2),
        Report("form3", "Форма 3. Учёт часов за год", "План и выданные часы по месяцам", Span.YEAR, form3),
        Report(
            "substitutions",
            "Ведомость учёта замещений",
            "Кто кого заместил за месяц и почему, что отменено",
            Span.MONTH,
            substitution_sheet,
        ),
        Report(
            "substituted",
            "Замещения по дисциплинам",
            "Сколько часов каждой дисциплины замещено за месяц и сколько отменено",
            Span.MONTH,
            substituted,
        ),
        Report("load", "Нагрузка и норма", "Часы года против нормы ставки", Span.YEAR, load),
    )
}
