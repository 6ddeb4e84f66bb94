"""Rules about the record of a lesson (A10.3; 2.4, 3.7; A5.4, A5.12)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.facts import CourseFacts, Found, LessonFacts
from zhurnal.kernel.dates import short

SHORTEST = 3  # letters of a word that is compared


def _found(facts: CourseFacts, rule: Rule, lesson: LessonFacts, evidence: str) -> Found:
    return Found(rule, facts.id, evidence, lesson.teacher, lesson.id)


def _when(lesson: LessonFacts) -> str:
    """Without «… дней назад»: the words of a finding that stands must not change every night."""
    return f"{short(lesson.day)}, {lesson.pair}-я пара"


def no_record(facts: CourseFacts, number: int) -> Iterator[Found]:
    """Nothing is written of a lesson that stood in the timetable; a group on practice had none."""
    for lesson in facts.past(number):
        if not lesson.recorded and not lesson.away:
            yield _found(facts, Rule.NO_RECORD, lesson, f"Занятие {_when(lesson)}: записи нет.")


def no_topic(facts: CourseFacts, number: int) -> Iterator[Found]:
    """Something is written, the topic is not."""
    for lesson in facts.past(number):
        if lesson.recorded and not lesson.topic:
            yield _found(facts, Rule.NO_TOPIC, lesson, f"Занятие {_when(lesson)}: тема не записана.")


def no_homework(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The topic is written, the homework is not."""
    for lesson in facts.past(number):
        if lesson.topic and not lesson.homework:
            yield _found(facts, Rule.NO_HOMEWORK, lesson, f"Занятие {_when(lesson)}: задание не записано.")


def homework_late(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The homework appeared more than ``number`` hours after the group's last lesson of the day (A3.9)."""
    for lesson in facts.past(0):
        if not lesson.homework or lesson.set_at is None or lesson.over is None:
            continue
        if lesson.set_at > lesson.over + timedelta(hours=number):
            day = "" if lesson.set_at.date() == lesson.day else f" {short(lesson.set_at.date())}"
            said = f"{_when(lesson)}: задание записано{day} в {lesson.set_at:%H:%M}, занятия группы кончились в {lesson.over:%H:%M}."
            yield _found(facts, Rule.HOMEWORK_LATE, lesson, said)


def topic_off_plan(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The written topic shares too few words with every topic of the programme."""
    if not facts.topics:
        return
    for lesson in facts.past(0):
        if not lesson.topic or lesson.topic in facts.topics:
            continue
        share = max(likeness(lesson.topic, title) for title in facts.topics)
        if share < number:
            said = f"общих слов {share}\u00a0%" if share else "общих слов нет"
            yield _found(
                facts, Rule.TOPIC_OFF_PLAN, lesson, f"«{_cut(lesson.topic)}» {short(lesson.day)}: с темами программы {said}."
            )  # fmt: skip


def off_timetable(facts: CourseFacts, _number: int) -> Iterator[Found]:
    """A record where the timetable has no lesson."""
    for lesson in facts.lessons:
        if not lesson.recorded or lesson.day > facts.today:
            continue
        why = (
            "занятие отменено, а запись осталась" if lesson.cancelled
            else "занятие добавлено вручную" if lesson.manual and not lesson.shown
            else "день нерабочий" if lesson.day_off and not lesson.shown
            else ""
        )  # fmt: skip
        if why:
            yield _found(
                facts, Rule.OFF_TIMETABLE, lesson, f"{_when(lesson)}, {lesson.hours}\u00a0ч: {why}."
            )  # fmt: skip


def substitution_hidden(facts: CourseFacts, _number: int) -> Iterator[Found]:
    """Somebody else gave the lesson, or its teacher was away, and no substitution says so."""
    for lesson in facts.past(0):
        if not lesson.recorded:
            continue
        why = (
            "преподаватель в этот день отсутствовал" if lesson.absent
            else "" if lesson.shown
            else "отмечена замена, а кого заменяли, не записано" if lesson.substituted
            else "" if lesson.leads
            else "преподаватель не ведёт эту дисциплину в группе"
        )  # fmt: skip
        if why:
            yield _found(
                facts, Rule.SUBSTITUTION_HIDDEN, lesson, f"{_when(lesson)}: {why}, замены нет."
            )  # fmt: skip


def likeness(topic: str, title: str) -> int:
    """How many per cent of the title's words stand in the topic."""
    wanted = _words(title)
    return 100 * len(wanted & _words(topic)) // len(wanted) if wanted else 100


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(
        word for word in re.findall(r"\w+", text.lower().replace("ё", "е")) if len(word) >= SHORTEST
    ) or frozenset(text.lower().split())  # fmt: skip


def _cut(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
