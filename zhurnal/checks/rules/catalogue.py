"""The rules of the automatic check (A10.3): code, title and text in Russian, severity, the number each depends on.

What one college decides of a rule (on or off, its number) is data: ``models.RuleSetting``; what stands here is where it begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhurnal.organisation.rules.parameters import Parameters


class Severity(StrEnum):
    """How much a finding weighs: a breach of the regulation, something to look at, advice."""

    BREACH = "breach"
    ATTENTION = "attention"
    ADVICE = "advice"


SEVERITY_WORDS = {Severity.BREACH: "нарушение", Severity.ATTENTION: "внимание", Severity.ADVICE: "совет"}
TONES = {Severity.BREACH: "bad", Severity.ATTENTION: "warn", Severity.ADVICE: ""}


class Rule(StrEnum):
    """Codes of the rules; they are kept with findings, so they never change."""

    NO_RECORD = "no_record"
    NO_TOPIC = "no_topic"
    TOPIC_OFF_PLAN = "topic_off_plan"
    NO_HOMEWORK = "no_homework"
    OFF_TIMETABLE = "off_timetable"
    SUBSTITUTION_HIDDEN = "substitution_hidden"
    ABSENT_MARKED = "absent_marked"
    CONTROL_UNMARKED = "control_unmarked"
    FEW_MARKS = "few_marks"
    FEW_IN_LESSON = "few_in_lesson"
    TWO_UNREPAIRED = "two_unrepaired"
    TWO_AFTER_ABSENCE = "two_after_absence"
    TWO_AT_EDGE = "two_at_edge"
    CORRECTIONS = "corrections"
    TERM_UNMARKED = "term_unmarked"
    TERM_OFF_AVERAGE = "term_off_average"
    HOURS_OFF_PLAN = "hours_off_plan"
    SUBGROUPS_MIXED = "subgroups_mixed"
    MISSED_LESSONS = "missed_lessons"
    PRACTICE_UNRECORDED = "practice_unrecorded"
    PRACTICE_UNMARKED = "practice_unmarked"
    HOMEWORK_LATE = "homework_late"


class Area(StrEnum):
    """Under which heading a rule stands on the page of settings."""

    LESSON = "Записи о занятиях"
    MARKS = "Отметки"
    TERM = "Итоги, часы и списки"
    PRACTICE = "Практика"


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a rule: what it says, where it begins, and its bounds (both allowed).

    ``parameter``: the college's parameter it follows until the rule has a number of its own, so that one norm stands once.
    """

    words: str
    usual: int
    least: int = 1
    most: int = 60
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A rule in words. ``text``: when it finds something; ``remedy``: what makes the finding close by itself."""

    rule: Rule
    area: Area
    severity: Severity
    title: str
    text: str
    remedy: str
    number: Number | None = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class Set:
    """A rule as a college has set it."""

    on: bool
    number: int


Settings = Mapping[Rule, Set]

_DAYS = "Через сколько дней после занятия"
_LESSON = (
    Named(
        Rule.NO_RECORD, Area.LESSON, Severity.BREACH, "Нет записи о занятии",
        "Занятие стоит в расписании и прошло, а в журнале о нём нет ничего: ни темы, ни явки, ни отметок, ни задания.",
        "Запишите занятие или попросите диспетчера отменить его, если его не было.", Number(_DAYS, 1, 1, 30),
    ),
    Named(
        Rule.NO_TOPIC, Area.LESSON, Severity.BREACH, "Нет темы занятия",
        "О занятии записано что-то ещё, а тема пуста. Занятие без темы не идёт в часы.",
        "Впишите тему.", Number(_DAYS, 1, 1, 30),
    ),
    Named(
        Rule.TOPIC_OFF_PLAN, Area.LESSON, Severity.ATTENTION, "Тема не по программе",
        "Записанная тема не похожа ни на одну тему рабочей программы.",
        "Выберите тему из программы или внесите её в программу.",
        Number("Сколько слов темы программы должны быть в записанной теме, %", 50, 10, 100),
    ),
    Named(
        Rule.NO_HOMEWORK, Area.LESSON, Severity.BREACH, "Не задано домашнее задание",
        "Тема записана, а общее домашнее задание пусто.", "Впишите задание или то, что его нет: «не задано».",
        Number(_DAYS, 1, 1, 30),
    ),
    Named(
        Rule.HOMEWORK_LATE, Area.LESSON, Severity.ADVICE, "Задание записано поздно",
        "Общее домашнее задание появилось, когда группа давно ушла с последнего занятия дня: семья видит его вечером.",
        "На этот день уже не поправить: записывайте задание на занятии или сразу после него.",
        Number("Через сколько часов после последнего занятия группы", 1, 1, 12), on=False,
    ),
    Named(
        Rule.OFF_TIMETABLE, Area.LESSON, Severity.ATTENTION, "Запись без занятия в расписании",
        "Занятие записано, но в расписании его нет: оно добавлено вручную, отменено или стоит на нерабочем дне.",
        "Уберите запись с отменённого занятия; для добавленного проверяющий подтверждает основание.",
    ),
    Named(
        Rule.SUBSTITUTION_HIDDEN, Area.LESSON, Severity.BREACH, "Замена не показана",
        "Занятие записано за преподавателем, который эту дисциплину в группе не ведёт или в этот день отсутствовал, а замены нет.",
        "Попросите диспетчера оформить замену.",
    ),
)  # fmt: skip
_MARKS = (
    Named(
        Rule.ABSENT_MARKED, Area.MARKS, Severity.BREACH, "«н» и отметка вместе",
        "На одном занятии у студента стоят и «н», и отметка. Отработка записывается отдельно.",
        "Уберите «н» или запишите отметку отработкой.",
    ),
    Named(
        Rule.CONTROL_UNMARKED, Area.MARKS, Severity.BREACH, "Нет отметок за работу",
        "За контрольную, лабораторную или практическую работу отметки стоят не у всех, кто был на занятии.",
        "Поставьте отметки всем, кто был.", Number(_DAYS, 7, 1, 60),
    ),
    Named(
        Rule.FEW_MARKS, Area.MARKS, Severity.ATTENTION, "Мало отметок у студента",
        "Отметок меньше, чем просит норма: одна на столько часов, на которых он был.",
        "Спросите студента.", Number("На сколько часов одна отметка", 8, 2, 60, parameter="hours_per_mark"),
    ),
    Named(
        Rule.FEW_IN_LESSON, Area.MARKS, Severity.ADVICE, "На занятии мало отметок",
        "Отметки на занятии ставили, но меньше, чем принято.", "На это занятие уже не добавить: учтите дальше.",
        Number("Сколько отметок на занятии не мало", 3, 2, 20), on=False,
    ),
    Named(
        Rule.TWO_UNREPAIRED, Area.MARKS, Severity.ATTENTION, "«2» не исправлена",
        "После «2» студент был на занятиях, и ни на одном его не спросили.", "Спросите студента.",
        Number("За сколько занятий", 3, 1, 20, parameter="repaired_within"),
    ),
    Named(
        Rule.TWO_AFTER_ABSENCE, Area.MARKS, Severity.ADVICE, "«2» сразу после пропуска",
        "«2» поставлена на первом занятии после пропуска.", "Дайте студенту исправить: когда «2» исправлена, замечание уходит.",
        Number("После скольких пропущенных занятий подряд", 1, 1, 20),
    ),
    Named(
        Rule.TWO_AT_EDGE, Area.MARKS, Severity.ADVICE, "«2» на первом или последнем занятии",
        "«2» стоит у края семестра.", "Дайте студенту исправить: когда «2» исправлена, замечание уходит.",
        Number("Сколько занятий с края", 1, 1, 5),
    ),
    Named(
        Rule.MISSED_LESSONS, Area.MARKS, Severity.ATTENTION, "Пропускает дисциплину",
        "Студент подряд пропускает последние занятия дисциплины: уважительной причины нет, пропуски не отработаны. Это видит и куратор группы.",
        "Сообщите куратору и назначьте отработку: замечание уходит с отметкой за пропущенное, с причиной от куратора или когда студент пришёл.",
        Number("Сколько занятий подряд", 3, 2, 30),
    ),
    Named(
        Rule.CORRECTIONS, Area.MARKS, Severity.ADVICE, "Много исправлений",
        "На одном занятии исправлено много отметок.", "Проверяющий смотрит причины исправлений.",
        Number("Сколько исправленных клеток на занятии много", 4, 1, 30),
    ),
)  # fmt: skip
_TERM = (
    Named(
        Rule.TERM_UNMARKED, Area.TERM, Severity.BREACH, "Нет итога за семестр",
        "Занятия дисциплины в семестре кончились, а итоги стоят не у всех.", "Поставьте итоги.",
        Number("Через сколько дней после последнего занятия", 3, 0, 60),
    ),
    Named(
        Rule.TERM_OFF_AVERAGE, Area.TERM, Severity.BREACH, "Итог не по среднему",
        "Итог семестра отличается от того, что даёт средний по порогам колледжа, и причина не записана.",
        "Запишите причину на странице «Итоги» или исправьте итог.",
        Number("На сколько отметок отличается", 1, 1, 3),
    ),
    Named(
        Rule.HOURS_OFF_PLAN, Area.TERM, Severity.ATTENTION, "Часы не по плану",
        "Если расписание не изменится, за семестр выйдет больше или меньше часов, чем в плане.",
        "Решает диспетчер: добавить или снять занятия.", Number("На сколько часов отличается", 4, 2, 60),
    ),
    Named(
        Rule.SUBGROUPS_MIXED, Area.TERM, Severity.BREACH, "Списки подгрупп смешаны",
        "Студент записан в двух подгруппах одной дисциплины, ни в одной, или о нём пишут в журнале чужой подгруппы.",
        "Попросите заведующего отделением поправить подгруппы.",
    ),
)  # fmt: skip
_PRACTICE = (
    Named(
        Rule.PRACTICE_UNRECORDED, Area.PRACTICE, Severity.BREACH, "Нет записи дня практики",
        "День учебной или производственной практики прошёл, а на её странице за этот день нет ничего.",
        "Запишите день на странице практики.", Number("Через сколько дней после дня практики", 1, 1, 30),
    ),
    Named(
        Rule.PRACTICE_UNMARKED, Area.PRACTICE, Severity.BREACH, "Практика кончилась, отметки нет",
        "Последний день практики прошёл, а отметки стоят не у всех.",
        "Отметьте полученные документы и поставьте отметки на странице практики.",
        Number("Через сколько дней после последнего дня практики", 5, 0, 60),
    ),
)  # fmt: skip
RULES = {named.rule: named for named in (*_LESSON, *_MARKS, *_TERM, *_PRACTICE)}


def usual(rule: Rule, parameters: Parameters) -> Set:
    """A rule as it is before the college says anything of it."""
    named = RULES[rule]
    if named.number is None:
        return Set(named.on, 0)
    number = getattr(parameters, named.number.parameter) if named.number.parameter else named.number.usual
    if number < named.number.least:  # the college has no such norm
        return Set(on=False, number=named.number.usual)
    return Set(named.on, min(number, named.number.most))


def settings_of(stored: Mapping[str, tuple[bool, int | None]], parameters: Parameters) -> dict[Rule, Set]:
    """All rules with what the college has set; a rule without a number of its own follows the parameter."""
    found = {}
    for rule in Rule:
        base = usual(rule, parameters)
        on, number = stored.get(rule.value, (base.on, None))
        found[rule] = Set(on, base.number if number is None else number)
    return found
