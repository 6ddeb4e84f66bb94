"""Aims of checks through the year (A10.2), offered as the plan's template; the college changes words and days as it likes."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Aim:
    """A check of the template: its month, title and aim. ``term``: whose journals it looks at, 0 for the one that goes on."""

    month: int
    title: str
    aim: str
    term: int = 0


TEMPLATE = (
    Aim(9, "Сентябрьская проверка", "Оформление журналов, списки групп и подгрупп, темы по программе"),
    Aim(10, "Октябрьская проверка", "Накопляемость отметок, посещаемость"),
    Aim(11, "Ноябрьская проверка", "Накопляемость и текущий контроль"),
    Aim(12, "Проверка перед концом семестра", "Выполнение программы и часов, готовность к закрытию семестра"),
    Aim(1, "Проверка по итогам семестра", "Отметки семестра, ведомости, выданные часы", term=1),
    Aim(3, "Мартовская проверка", "Работа с неуспевающими, пересдачи"),
    Aim(4, "Апрельская проверка", "Работа с неуспевающими, накопляемость"),
    Aim(6, "Итоговая проверка", "Выполнение программ, итоговые отметки, сдача журналов в архив"),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A round as the template would plan it."""

    title: str
    aim: str
    since: date
    until: date
    term: int = 0


def year_plan(starts: date, ends: date) -> list[Planned]:
    """The template's checks inside a year, each in the second half of its month, the last ones on the days that are left."""
    found = []
    for aim in TEMPLATE:
        year = starts.year if aim.month >= starts.month else ends.year
        since = date(year, aim.month, 16)
        until = min(date(year, aim.month, monthrange(year, aim.month)[1]), ends)
        if starts <= since <= until:
            found.append(Planned(aim.title, aim.aim, since, until, aim.term))
    return found
