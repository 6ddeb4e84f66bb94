"""Steps that are a table: what stands above it, how a line looks, where it is read from and how it is saved."""

from collections.abc import Callable
from dataclasses import dataclass

from zhurnal.academic_year.models import AcademicYear
from zhurnal.opening import tables
from zhurnal.opening.actions import calendar, groups, load, study
from zhurnal.opening.rules.bells import USUAL_TEXT
from zhurnal.opening.rules.holidays import holidays_text, statutory
from zhurnal.opening.rules.tables import Problem
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class Table:
    """A step that is a table; ``offer`` is what stands in it while the college has nothing."""

    columns: str
    hint: str
    now: Callable[[AcademicYear], str]
    write: Callable[[PersonActor, AcademicYear, str], list[Problem]]
    offer: Callable[[AcademicYear], str] = lambda _year: ""
    listed: str = ""  # the list of «Списки» that speaks of the same and more, and its words
    listed_words: str = ""


TABLES = {
    "bells": Table(
        "дни; смена; корпус; пара; начало; конец",
        "Дни пишите так: пн-сб или пн, ср. Пустой корпус — звонки всех корпусов, у которых нет своих. "
        "Пары второй смены продолжают счёт или начинаются с 1.",
        tables.bells_now, calendar.save_bells, lambda _year: USUAL_TEXT,
    ),
    "holidays": Table(
        "дата; название; по расписанию дня",
        "Здесь праздники статьи 112 Трудового кодекса. Переносы правительства добавьте файлом или впишите; лишнее сотрите. "
        "Третья ячейка — только у рабочей субботы: «пн», если она идёт по расписанию понедельника.",
        tables.holidays_now, calendar.save_holidays, lambda year: holidays_text(statutory(year.starts, year.ends)),
    ),
    "groups": Table(
        "группа; отделение; курс",
        "Отделение, которого ещё нет, журнал заведёт. Группы, которые уже есть, останутся как были.",
        tables.groups_now, groups.save_groups, listed="groups", listed_words="группы с куратором и планом",
    ),
    "leaders": Table(
        "группа; фамилия имя отчество",
        "Кого среди сотрудников нет, того журнал заведёт по полному имени.",
        tables.leaders_now, groups.save_leaders, listed="staff", listed_words="сотрудники",
    ),
    "practice": Table(
        "группа; вид практики; с; по; дни",
        "Вид: учебная, производственная, преддипломная. Дни пустые — группа вне расписания целиком; «пн» — один день недели.",
        tables.practice_now, study.save_practice,
    ),
    "subgroups": Table(
        "группа; сколько подгрупп",
        "Список группы делится по алфавиту на равные части. Поделённые группы останутся как были.",
        tables.subgroups_now, study.save_subgroups, listed="subgroups", listed_words="подгруппы поимённо",
    ),
    "load": Table(
        "группа; семестр; дисциплина; подгруппа; преподаватель",
        "Дисциплину можно назвать индексом. Чтобы вести её по подгруппам, напишите строку для каждой: 1 и 2; "
        "если лекции у группы общие, оставьте и строку без подгруппы. "
        "Нескольких преподавателей пишите через запятую.",
        tables.load_now, load.save_load,
    ),
    "streams": Table(
        "поток; семестр; дисциплина; группы",
        "Группы через запятую. Занятие встанет в журнал каждой группы, часы преподавателя зачтутся один раз.",
        tables.streams_now, load.save_streams,
    ),
}  # fmt: skip
