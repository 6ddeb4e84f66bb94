"""СПО-Мониторинг: what of it follows from the journal, on any day (A9)."""

from datetime import date

from django.db.models import QuerySet

from zhurnal.curriculum.models import Group
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import DEPUTY_SIGNS
from zhurnal.reports.policy import COLLEGE
from zhurnal.reports.queries.groups import reached_groups
from zhurnal.reports.queries.monitoring import figures_on
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span

COLUMNS = (
    Column("indicator", "Показатель", width=44), Column("part", "Разрез", width=60), Column("value", "Число", Kind.NUMBER, 10),
)  # fmt: skip
UNKNOWN = "Показатели, которых журнал не знает (кадры, финансы, имущество), в таблицу не входят."

THEN = "Пол и дата рождения – нынешние; отменённые позже приказы не учтены."


def monitoring_of(actor: PersonActor, groups: QuerySet[Group], day: date) -> Table:
    """The table of these groups on the day."""
    return Table(
        "СПО-Мониторинг", COLUMNS, list(figures_on(actor, groups, day)), (UNKNOWN, *((THEN,) if day < actor.today else ())),
        (actor.college_name, f"На {day:%d.%m.%Y}"), (DEPUTY_SIGNS, "Директор"), landscape=False,
    )  # fmt: skip


def monitoring(actor: PersonActor, asked: Asked) -> Table:
    """The college of the year, on the day asked about."""
    return monitoring_of(actor, reached_groups(actor, COLLEGE, asked.period.year_key), asked.until)


REPORTS = (
    Report(
        "monitoring", "СПО-Мониторинг", "Студенты по курсам, специальностям, основе, полу и возрасту; движение с начала года",
        Shelf.STATISTICS, COLLEGE, (Span.YEAR,), monitoring, (Ask.DAY,), personal=False,
    ),
)  # fmt: skip
