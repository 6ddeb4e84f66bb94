"""All rules over the facts of a page, as the college has set them."""

from collections.abc import Callable, Iterator, Mapping

from zhurnal.checks.rules import lessons, marks, practice, terms
from zhurnal.checks.rules.catalogue import Rule, Settings
from zhurnal.checks.rules.facts import CourseFacts, Found

Check = Callable[[CourseFacts, int], Iterator[Found]]
CHECKS: Mapping[Rule, Check] = {
    Rule.NO_RECORD: lessons.no_record,
    Rule.NO_TOPIC: lessons.no_topic,
    Rule.TOPIC_OFF_PLAN: lessons.topic_off_plan,
    Rule.NO_HOMEWORK: lessons.no_homework,
    Rule.HOMEWORK_LATE: lessons.homework_late,
    Rule.OFF_TIMETABLE: lessons.off_timetable,
    Rule.SUBSTITUTION_HIDDEN: lessons.substitution_hidden,
    Rule.ABSENT_MARKED: marks.absent_marked,
    Rule.CONTROL_UNMARKED: marks.control_unmarked,
    Rule.FEW_MARKS: marks.few_marks,
    Rule.FEW_IN_LESSON: marks.few_in_lesson,
    Rule.TWO_UNREPAIRED: marks.two_unrepaired,
    Rule.TWO_AFTER_ABSENCE: marks.two_after_absence,
    Rule.TWO_AT_EDGE: marks.two_at_edge,
    Rule.CORRECTIONS: marks.corrections,
    Rule.TERM_UNMARKED: terms.term_unmarked,
    Rule.TERM_OFF_AVERAGE: terms.term_off_average,
    Rule.HOURS_OFF_PLAN: terms.hours_off_plan,
    Rule.SUBGROUPS_MIXED: terms.subgroups_mixed,
    Rule.MISSED_LESSONS: marks.missed_lessons,
    Rule.PRACTICE_UNRECORDED: practice.practice_unrecorded,
    Rule.PRACTICE_UNMARKED: practice.practice_unmarked,
}


def judge(facts: CourseFacts, settings: Settings) -> Iterator[Found]:
    """What the rules that are on find on one page."""
    for rule, check in CHECKS.items():
        if settings[rule].on:
            yield from check(facts, settings[rule].number)
