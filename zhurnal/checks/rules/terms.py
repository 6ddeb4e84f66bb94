"""Rules about results, hours and lists (A4.5, A5.8, A5.2, A10.3)."""

from collections.abc import Iterator
from datetime import timedelta

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.facts import CourseFacts, Found
from zhurnal.journal.rules.signs import MARKS
from zhurnal.kernel.dates import short
from zhurnal.kernel.wording import plural
from zhurnal.oversight.rules.missing import causes

LESSONS = ("занятие", "занятия", "занятий")


def term_unmarked(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The last lesson of the discipline was ``number`` days ago, and somebody on the list has no result.

    Of a practice the mark on its own page is the result, for which ``practice_unmarked`` asks.
    """
    held = [lesson for lesson in facts.lessons if not lesson.cancelled]
    if not held or facts.practices or not facts.settles or facts.today < held[-1].day + timedelta(days=number):
        return
    listed = [student.id for student in facts.students if student.listed(held[-1].day)]
    without = sum(not facts.results.get(student, ("", ""))[0] for student in listed)
    if without:
        said = f"Последнее занятие {short(held[-1].day)}, итога нет у {without} из {len(listed)}."
        yield Found(Rule.TERM_UNMARKED, facts.id, said, facts.teacher)


def term_off_average(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The result differs from what the average gives by ``number`` marks or more, and no reason is written."""
    if not facts.settles:
        return
    for student, (value, reason) in facts.results.items():
        gives = facts.expected.get(student, "")
        if value in MARKS and gives in MARKS and not reason and abs(int(value) - int(gives)) >= number:
            said = f"Итог «{value}», средний даёт «{gives}», причины нет."
            yield Found(Rule.TERM_OFF_AVERAGE, facts.id, said, facts.teacher, student=student)


def hours_off_plan(facts: CourseFacts, number: int) -> Iterator[Found]:
    """What the term comes to differs from the plan by ``number`` hours or more."""
    hours = facts.hours
    if hours is None or abs(hours.outcome) < number:
        return
    comes = hours.plan + hours.outcome
    what = "не хватит" if hours.outcome < 0 else "лишних"
    told = causes(hours, facts.missing)
    why = f": {told}" if told else ""
    said = f"По плану {hours.plan}\u00a0ч, выйдет {comes}\u00a0ч, {what} {abs(hours.outcome)}\u00a0ч{why}."
    yield Found(Rule.HOURS_OFF_PLAN, facts.id, said)


def subgroups_mixed(facts: CourseFacts, _number: int) -> Iterator[Found]:
    """In two subgroups of the discipline, in none, or written of in a foreign one."""
    said = dict.fromkeys(facts.elsewhere, "Записан сразу в двух подгруппах этой дисциплины.")
    said |= dict.fromkeys(facts.nowhere, "Не записан ни в одной подгруппе этой дисциплины.")
    said |= {
        student: f"Записан на {plural(count, ('занятии', 'занятиях', 'занятиях'))}, когда в этой подгруппе его не было."
        for student, count in facts.strangers.items()
    }
    for student, words in said.items():
        yield Found(Rule.SUBGROUPS_MIXED, facts.id, words, student=student)
