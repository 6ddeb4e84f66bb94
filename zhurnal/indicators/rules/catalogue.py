"""The published indicators: what each says, of what it is counted, from where, with what bounds (1.10 d). Pure.

One list for pages, help and tests: a figure that does not stand here stands on no dashboard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhurnal.assessment.rules import indicators
from zhurnal.assessment.rules.indicators import UNATTESTED_DEGREE
from zhurnal.indicators.rules.figures import Figures, Marked, Side, tally_of
from zhurnal.indicators.rules.sums import Sums


class Key(StrEnum):
    """Names of the indicators, as addresses have them."""

    SUCCESS = "success"
    QUALITY = "quality"
    DEGREE = "degree"
    MEAN = "mean"
    CHECKPOINT = "checkpoint"
    MARKS = "marks"
    GOOD = "good"
    ATTENDANCE = "attendance"
    HOURS = "hours"
    FILLED = "filled"
    LATE = "late"
    FINDINGS = "findings"
    RISK = "risk"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class Told:
    """A value with the number it rests on; None of nothing."""

    value: Fraction | None
    of: int


Count = Callable[[Figures, Side], Told]


@dataclass(frozen=True, slots=True)
class Indicator:
    """``unit``: «%», «балл» or «шт.»; ``least``: resting on fewer the value is shown as «мало данных»; ``of``: what it rests on, in words.

    ``better``: +1 more is better, −1 less is, 0 neither.
    """

    key: Key
    title: str
    short: str
    unit: str
    says: str
    formula: str
    source: str
    bounds: str
    of: str
    least: int
    better: int
    count: Count

    @property
    def of_cases(self) -> bool:
        """Whether it is a share of single cases, so that an interval can be told of few of them."""
        return self.unit == "%" and self.key not in (Key.DEGREE, Key.ATTENDANCE, Key.HOURS)


def _finals(part: Callable[[Marked, Side], Told]) -> Count:
    return lambda figures, side: part(figures.finals, side)


def _success(marked: Marked, side: Side) -> Told:
    tally = tally_of(getattr(marked, side))
    done = sum(tally.of(value) for value in ("зач", "незач"))
    return Told(tally.absolute, tally.marked + tally.of("на") + done)


def _quality(marked: Marked, side: Side) -> Told:
    tally = tally_of(getattr(marked, side))
    return Told(tally.quality, tally.base)


def _mean(marked: Marked, side: Side) -> Told:
    tally = tally_of(getattr(marked, side))
    return Told(tally.mean, tally.marked)


def degree_with(unattested: int) -> Count:
    """СОУ where «н/а» is worth so much: a setting of the college."""

    def count(figures: Figures, side: Side) -> Told:
        tally = tally_of(getattr(figures.finals, side))
        return Told(tally.degree(unattested), tally.base)

    return count


def _checkpoint(figures: Figures, side: Side) -> Told:
    return _success(figures.checkpoint, side)


def _sums(part: Callable[[Sums], tuple[Fraction | None, int]]) -> Count:
    return lambda figures, side: Told(*part(getattr(figures, side)))


def _hours(figures: Figures, side: Side) -> Told:
    hours = figures.stood(side).hours
    return Told(indicators.fulfilment(hours.given, hours.plan), hours.plan)


def _findings(figures: Figures, side: Side) -> Told:
    found = figures.stood(side).findings
    return Told(None, 0) if found is None else Told(Fraction(found), found)


def _risk(figures: Figures, side: Side) -> Told:
    stood = figures.stood(side)
    return Told(indicators.share(stood.at_risk, stood.forecast), stood.forecast)


def _tasks(figures: Figures, side: Side) -> Told:
    if side is not Side.NOW:
        return Told(None, 0)
    return Told(indicators.share(*figures.tasks), figures.tasks[1])


MARKS_OF = "итоговых отметок"
CATALOGUE = (
    Indicator(
        Key.SUCCESS, "Абсолютная успеваемость", "Успеваемость", "%",
        "Какая часть итогов — не долг.",
        "(«5» + «4» + «3» + зачёты) / (все итоги, «н/а» и незачёты тоже) × 100",
        "Итоги последнего завершённого семестра (идущего – когда они есть у половины студентов): отметка по ведомости, а где её нет, семестровая. Список на последний день семестра, у идущего – на этот день.",
        "Освобождённые и студенты без итога не входят ни в числитель, ни в знаменатель. Модуль, который не освоен, — долг при любой отметке. Итоги законченного семестра — как стоят сейчас, с пересдачами.",
        MARKS_OF, 10, 1, _finals(_success),
    ),
    Indicator(
        Key.QUALITY, "Качественная успеваемость", "Качество", "%",
        "Какая часть отметок — «4» и «5».",
        "(«5» + «4») / («5» + «4» + «3» + «2» + «н/а») × 100",
        "Те же итоги. По студентам (только «4» и «5» у одного человека) — другое число, оно стоит рядом у групп.",
        "Дисциплины, где бывает только зачёт, не входят. «4» и «5» за модуль, который не освоен, — в знаменателе, но не в числителе.",
        MARKS_OF, 10, 1, _finals(_quality),
    ),
    Indicator(
        Key.DEGREE, "Степень обученности (СОУ)", "СОУ", "%",
        "Насколько уверенно усвоено, с весом каждой отметки.",
        "(«5» × 100 + «4» × 64 + «3» × 36 + «2» × 16 + «н/а» × 7) / число отметок и «н/а»",
        "Те же итоги.",
        "Сколько стоит «н/а» (7 или 0), решает колледж в настройках.",
        MARKS_OF, 10, 1, degree_with(UNATTESTED_DEGREE),
    ),
    Indicator(
        Key.MEAN, "Средний балл", "Средний балл", "балл",
        "Среднее итоговых отметок.",
        "сумма отметок / число отметок",
        "Те же итоги.",
        "Зачёты и «н/а» не входят.",
        MARKS_OF, 10, 1, _finals(_mean),
    ),
    Indicator(
        Key.CHECKPOINT, "Рубежная аттестация", "Аттестованы", "%",
        "Какая часть студентов аттестована по дисциплинам на последнем рубеже.",
        "(аттестованы + «5» + «4» + «3») / (все, кому поставлено) × 100",
        "Последняя рубежная аттестация, которая кончилась до этого дня.",
        "Рубеж — не итог: он говорит, кому ещё можно помочь.",
        "решений об аттестации", 10, 1, _checkpoint,
    ),
    Indicator(
        Key.MARKS, "Текущие отметки, среднее", "Текущие", "балл",
        "Среднее отметок, поставленных на занятиях этих дней.",
        "сумма отметок «5», «4», «3», «2» / их число, без весов работ",
        "Отметки журналов за дни периода, с отработками; снятые работы не входят.",
        "Зависит от строгости и от вида работ; сравнивайте с прошлым периодом той же группы, а не людей между собой.",
        "отметок", 30, 1, _sums(lambda sums: (sums.mean, sums.marks)),
    ),
    Indicator(
        Key.GOOD, "Текущие отметки, доля «4» и «5»", "«4» и «5»", "%",
        "Какая часть отметок за занятия этих дней — «4» и «5».",
        "(«5» + «4») / все отметки × 100",
        "Те же отметки журналов.",
        "То же, что у среднего.",
        "отметок", 30, 1, _sums(lambda sums: (sums.good, sums.marks)),
    ),
    Indicator(
        Key.ATTENDANCE, "Посещаемость", "Посещаемость", "%",
        "Какая часть часов занятий посещена.",
        "(плановые человеко-часы − пропущенные) / плановые × 100",
        "Занятия дней периода; плановые = студентов в списке в тот день × часы занятия; пропущенные — по «н» с любой причиной.",
        "Отменённые занятия и дни практики не входят. Опоздания — не пропуск.",
        "человеко-часов", 200, 1, _sums(lambda sums: (sums.attendance, sums.planned)),
    ),
    Indicator(
        Key.HOURS, "Выполнение программы", "Часы", "%",
        "Какая часть часов семестра уже дана.",
        "дано часов / часов по плану семестра × 100",
        "Занятие дано, когда записаны тема и явка. Часы — те же, что в разделе «Часы».",
        "Подгруппы дисциплины идут в одно время и считаются один раз, по отстающей. До конца семестра доля и не должна быть 100 %.",
        "часов плана", 1, 1, _hours,
    ),
    Indicator(
        Key.FILLED, "Заполнение журналов", "Заполнено", "%",
        "Какая часть занятий записана: тема и явка.",
        "занятия с темой и явкой / все занятия × 100",
        "Занятия дней периода, кроме отменённых и дней практики.",
        "Сегодняшние занятия входят и до звонка.",
        "занятий", 10, 1, _sums(lambda sums: (sums.filled, sums.lessons)),
    ),
    Indicator(
        Key.LATE, "Поздние записи", "Поздние", "%",
        "В какой части занятий что-то записано позже своего дня.",
        "занятия с поздней записью / все занятия × 100",
        "Счётчик поздних записей занятия; занятия дней периода.",
        "Поздняя запись разрешена и не нарушение: это повод спросить, чем помочь.",
        "занятий", 10, -1, _sums(lambda sums: (sums.late_share, sums.lessons)),
    ),
    Indicator(
        Key.FINDINGS, "Замечания проверки", "Замечания", "шт.",
        "Сколько замечаний открыто на этот день.",
        "число открытых замечаний",
        "Автоматические проверки журналов и замечания проверяющих.",
        "Замечание автоматической проверки закрывается само, когда исчезает причина, замечание проверяющего закрывает он сам. Число зависит от нагрузки преподавателя.",
        "замечаний", 0, -1, _findings,
    ),
    Indicator(
        Key.RISK, "Риск долга", "Риск", "%",
        "У какой части студентов долг вероятнее, чем нет.",
        "студенты, у которых вероятность хотя бы одного долга не ниже 50 % / все, о ком есть прогноз × 100",
        "Последний сохранённый прогноз не позже этого дня (он сохраняется раз в неделю).",
        "Прогноз — не отметка. По дисциплине и преподавателю считаются пары «студент — журнал».",
        "студентов", 5, -1, _risk,
    ),
    Indicator(
        Key.TASKS, "Поручения в срок", "Поручения", "%",
        "Какую часть поручений исполнили к их сроку.",
        "исполненные не позже срока / все, чей срок наступил в эти дни × 100",
        "Поручения заведующему отделением со сроком в дни периода.",
        "Исполнено — когда об этом доложено. Снятые поручения не входят.",
        "поручений", 5, 1, _tasks,
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in CATALOGUE}
