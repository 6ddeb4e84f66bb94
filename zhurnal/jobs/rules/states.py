"""Where a job stands."""

from datetime import date, datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """The life of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.WAITING, State.RUNNING)
STOPPED = (State.FAILED, State.CANCELLED)
STATE_NAMES = {
    State.WAITING: "ждёт очереди",
    State.RUNNING: "делается",
    State.DONE: "готово",
    State.FAILED: "не вышло",
    State.CANCELLED: "остановлено",
}
MOST_OPEN = 5  # jobs of one person at a time
MOST_ATTEMPTS = 3  # beginnings after which a job that kills its worker is left alone
KEPT_DAYS = 7  # the file of a finished job, and the pieces of one that stopped, lie so long


def kept_until(ended: datetime) -> date:
    """The last day on which what a job made lies on the disk."""
    return ended.date() + timedelta(days=KEPT_DAYS)


def share(done: int, total: int) -> int:
    """How far, in thousandths."""
    return done * 1000 // total if total else 0
