"""What waits for somebody's decision: lessons to be opened, causes told by parents."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from zhurnal.demo.entries import Journal
from zhurnal.demo.rows import ExcuseRow, GuardianRow, LessonRow, OpenRequestRow

GRACE_DAYS = 7
REASONS = (
    "Был на больничном, не успел записать занятие", "Не работала сеть в аудитории", "Внести отметки за контрольную работу",
    "Исправить тему: перепутаны номера практических работ",
)  # fmt: skip


def open_requests(
    rng: Random, now: datetime, lessons: list[LessonRow], journal: Journal, deputy: str, spared: str
) -> list[OpenRequestRow]:
    """Requests for lessons that closed with something missing: two wait, one was allowed, one was not."""
    complete = {row.lesson for row in journal.records if row.topic and row.homework and row.roll}
    closed = [
        row
        for row in lessons
        if row.state == "planned" and GRACE_DAYS < (now.date() - row.date).days < 21
        and row.key not in complete and row.teacher != spared
    ]  # fmt: skip
    rng.shuffle(closed)
    found = []
    states = ("open", "open", "approved", "rejected")
    answers = {"approved": "Открыто до конца дня", "rejected": "Срок прошёл давно, оформите акт"}
    midnight = datetime.combine(now.date(), time(23, 59))
    for state, lesson, reason in zip(states, closed, REASONS, strict=False):
        asked = now - timedelta(hours=rng.randint(3, 30))
        decided = None if state == "open" else asked + timedelta(hours=2)
        row = OpenRequestRow(lesson.key, lesson.course, lesson.teacher, reason, state, asked)
        if decided:
            until = midnight if state == "approved" else None
            row = replace(row, decided_by=deputy, decided_at=decided, answer=answers[state], open_until=until)
        found.append(row)
    return found


def told_causes(
    rng: Random, now: datetime, journal: Journal, guardians: list[GuardianRow], pictured: Collection[str]
) -> list[ExcuseRow]:
    """Causes that parents told: a few wait for the leader of the group, one was not accepted.

    The first, with a paper, is of the ``pictured`` group: its leader is who a new user signs in as.
    """
    today = now.date()
    parents: dict[str, list[str]] = defaultdict(list)
    for row in guardians:
        if row.until is None:
            parents[row.student].append(row.parent)
    recent = list(dict.fromkeys(row.student for row in journal.entries[-4000:] if row.value == "н"))
    rng.shuffle(recent)
    first = next((student for student in recent if student in pictured and student in parents), None)
    if first is not None:
        recent.remove(first)
        recent.insert(0, first)
    found: list[ExcuseRow] = []
    states = ("open", "open", "open", "rejected")
    for state, student in zip(states, [row for row in recent if row in parents], strict=False):
        paper = not found  # the first parent photographed it
        note = "Поездка, документа нет" if state != "open" else "Запись к врачу" if paper else "Справку принесёт"
        since = today - timedelta(days=0 if state == "open" else 9)
        found.append(ExcuseRow(student, since, since + timedelta(days=1), "у", note, parents[student][0], state, paper))
    return found
