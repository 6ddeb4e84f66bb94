"""When a teacher may ask to open a closed lesson, and what he must say (A3.7)."""

from datetime import datetime

from zhurnal.journal.rules.locks import LessonTime, lesson_refusal
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.rules.parameters import Parameters

REASON_LEAST, REASON_LIMIT = 10, 500


def reason_refusal(reason: str) -> Refusal | None:
    """Whether the reason says anything."""
    if len(reason) < REASON_LEAST:
        return Refusal("reason_short", "Напишите чуть подробнее, от %(least)s знаков.", {"least": REASON_LEAST})
    if len(reason) > REASON_LIMIT:
        return Refusal("reason_long", "Причина — до %(limit)s знаков.", {"limit": REASON_LIMIT})
    return None


def asking_refusal(lesson: LessonTime, now: datetime, own: Parameters, *, waiting: bool) -> Refusal | None:
    """Why there is nothing to ask for: the lesson is open, cannot be opened at all, or was already asked for."""
    lock = lesson_refusal(lesson, now, own)
    if lock is None:
        return Refusal("open_already", "Занятие открыто: записывать можно уже сейчас.")
    if not lock.ask:
        return lock
    if waiting:
        return Refusal("asked_already", "Просьба уже отправлена и ждёт решения заместителя директора.")
    return None
