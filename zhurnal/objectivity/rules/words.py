"""What was counted, in calm Russian sentences; intervals as «от … до …»."""

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.rounding import nearest
from zhurnal.kernel.wording import EMPTY, NBSP, plural, plural_word
from zhurnal.objectivity.rules.exams import Gap
from zhurnal.objectivity.rules.heaps import Heap, Sitting
from zhurnal.objectivity.rules.improvements import Improvements
from zhurnal.objectivity.rules.intervals import Estimate
from zhurnal.objectivity.rules.proposals import Departures
from zhurnal.objectivity.rules.strictness import Strictness

NO_END_YET = "До конца семестра и рубежной аттестации ещё далеко: считать рано."
NO_MARKS = "Отметок в журнале ещё нет."
STUDENTS = ("студент", "студента", "студентов")
OF_STUDENTS = ("студента", "студентов", "студентов")
MARKS = ("отметка", "отметки", "отметок")
NAMED = 3  # people beside a count


def percent(part: float) -> str:
    """«36 %»."""
    return f"{nearest(part * 100)}{NBSP}%"


def tenths(number: float) -> str:
    """«0,5», «−0,4»; without a minus for what rounds to nothing."""
    shown = nearest(abs(number) * 10)
    sign = "−" if number < 0 and shown else ""
    return f"{sign}{shown // 10},{shown % 10}"


def shares(found: Estimate) -> tuple[str, str, str]:
    """A share with its ends."""
    return percent(found.value), percent(found.low), percent(found.high)


def differences(found: Estimate) -> tuple[str, str, str]:
    """A difference in marks with its ends."""
    return tenths(found.value), tenths(found.low), tenths(found.high)


def _ends(found: Estimate) -> str:
    return f"от {nearest(found.low * 100)} до {percent(found.high)}"


def proposals(of: Departures) -> str:
    """Term marks against the proposed ones."""
    if not of.total:
        return "Семестровых отметок рядом с предложенными ещё нет."
    text = (
        f"У {of.raised} из {plural(of.total, OF_STUDENTS)} семестровая отметка выше предложенной: {percent(of.share.value)}, "
        f"{_ends(of.share)}; ниже — у {of.lowered}."
    )
    return text + (
        f" Без причины — {of.unexplained}."
        if of.unexplained
        else " У всех отступлений есть причина."
        if of.raised + of.lowered
        else ""
    )


def heap(of: Heap) -> str:
    """Marks of the last days of a period."""
    held = plural(of.lessons, ("занятия", "занятий", "занятий"))
    return (
        f"{of.period.name}: с {day_month(of.begins)} по {day_month(of.period.until)} стоит {of.late} из "
        f"{plural(of.marks, ('отметки', 'отметок', 'отметок'))}: {percent(of.share.value)}, {_ends(of.share)}. "
        f"Занятий в эти дни {of.late_lessons} из {held}, {percent(of.even)}."
    )


def sitting(of: Sitting, old_days: int) -> str:
    """Marks of past lessons entered on one day."""
    if of.day is None:
        return f"Отметок, внесённых позже чем через {plural(old_days, ('день', 'дня', 'дней'))} после занятия, нет."
    put = plural_word(of.marks, ("внесена", "внесены", "внесено"))
    lessons = plural(of.lessons, ("занятии, которое прошло", "занятиях, которые прошли", "занятиях, которые прошли"))
    days = plural(old_days, ("дня", "дней", "дней"))
    return (
        f"{day_month(of.day).capitalize()} {put} {plural(of.marks, MARKS)} о {lessons} больше {days} назад: "
        f"{percent(of.share)} всех отметок журнала."
    )


def exams(of: Gap) -> str:
    """Term marks beside exams."""
    if not of.students:
        return "Студентов с семестровой и экзаменационной отметками ещё нет."
    have = plural_word(of.students, ("есть", "есть", "есть"))
    text = f"У {plural(of.students, OF_STUDENTS)} {have} обе отметки. "
    if of.students < 2:
        return text + f"Выше семестровая — у {of.above}, ниже — у {of.below}."
    side, low, high = ("выше", of.difference.low, of.difference.high)
    if of.difference.value < 0:
        side, low, high = "ниже", -of.difference.high, -of.difference.low
    return text + (
        f"Семестровая {side} в среднем на {tenths(abs(of.difference.value))}, от {tenths(low)} до {tenths(high)}; "
        f"выше она у {of.above}, ниже у {of.below}."
    )


def _side(number: float) -> str:
    return "выше" if number > 0 else "ниже"


def strict(of: Strictness, alike: float | None, journals: int) -> str:
    """A journal against the same students elsewhere, and whether the discipline is so everywhere."""
    base = f"{plural(of.students, STUDENTS)}, {plural(of.marks, MARKS)}"
    if not of.others:
        return f"У группы нет других журналов с отметками, сравнить не с чем ({base})."
    found, elsewhere = of.difference, "тех же студентов в других журналах группы"
    if found.low <= 0 <= found.high:
        ends = f"разница {tenths(found.value)}, от {tenths(found.low)} до {tenths(found.high)}"
        text = f"Отметки не отличаются от отметок {elsewhere}: {ends}; {base}."
    else:
        low, high = (found.low, found.high) if found.value > 0 else (-found.high, -found.low)
        text = (
            f"Отметки в среднем {_side(found.value)} на {tenths(abs(found.value))} (от {tenths(low)} до {tenths(high)}), чем у "
            f"{elsewhere}: {base}."
        )
    if alike is None:
        return text
    others = plural(journals, ("журнале", "журналах", "журналах"))
    if tenths(abs(alike)) == "0,0":
        return f"{text} В {others} той же дисциплины у других групп разницы нет."
    return f"{text} В {others} той же дисциплины у других групп — {_side(alike)} на {tenths(abs(alike))}."


def improvements(of: Improvements, old_days: int, end_days: int) -> str:
    """Old marks that became higher."""
    days = plural(old_days, ("день", "дня", "дней"))
    if not of.count:
        return f"Отметок, исправленных на более высокие позже чем через {days} после занятия, нет."
    people = ", ".join(f"{name} {EMPTY} {count}" for name, count in of.by[:NAMED])
    more = f" и ещё {len(of.by) - NAMED}" if len(of.by) > NAMED else ""
    text = (
        f"{plural(of.count, MARKS)} {plural_word(of.count, ('стала', 'стали', 'стали'))} выше позже чем через {days} после занятия: "
        f"{percent(of.share.value)} отметок журнала, {_ends(of.share)}. Исправили: {people}{more}."
    )
    if of.unexplained:
        text += f" Без причины — {of.unexplained}."
    if of.at_end is not None:
        text += f" В последние {plural(end_days, ('день', 'дня', 'дней'))} семестра — {of.at_end}."
    return text
