"""What becomes of a task with each of those to whom it was given (1.3). Pure."""

from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a task stands with one of its assignees."""

    GIVEN = "given"
    TAKEN = "taken"
    REPORTED = "reported"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What is done with a task; each leaves a line of its trace."""

    GIVE = "give"
    TAKE = "take"
    REPORT = "report"
    ACCEPT = "accept"
    RETURN = "return"
    WITHDRAW = "withdraw"
    POSTPONE = "postpone"
    STOP = "stop"
    COMMENT = "comment"


STATE_WORDS = {
    State.GIVEN: "не начато",
    State.TAKEN: "в работе",
    State.REPORTED: "ждёт приёмки",
    State.RETURNED: "возвращено",
    State.ACCEPTED: "принято",
    State.WITHDRAWN: "отозвано",
}
MOVE_WORDS = {
    Move.GIVE: "дано поручение",
    Move.TAKE: "взято в работу",
    Move.REPORT: "отчёт об исполнении",
    Move.ACCEPT: "принято",
    Move.RETURN: "возвращено",
    Move.WITHDRAW: "отозвано",
    Move.POSTPONE: "срок перенесён",
    Move.STOP: "повторение остановлено",
    Move.COMMENT: "сказано",
}

OPEN = (State.GIVEN, State.TAKEN, State.RETURNED)
"""The assignee has to do something."""
STANDING = (*OPEN, State.REPORTED)
"""Somebody has to do something."""
CLOSED = (State.ACCEPTED, State.WITHDRAWN)

_AFTER = {
    Move.TAKE: ((State.GIVEN,), State.TAKEN),
    Move.REPORT: (OPEN, State.REPORTED),
    Move.ACCEPT: ((State.REPORTED,), State.ACCEPTED),
    Move.RETURN: ((State.REPORTED,), State.RETURNED),
    Move.WITHDRAW: (STANDING, State.WITHDRAWN),
}


def after(state: State, move: Move) -> State | None:
    """The state after a move; None where the move is not possible from here."""
    sources, target = _AFTER[move]
    return target if state in sources else None


def is_overdue(state: State, due: date, today: date) -> bool:
    """The deadline has passed and the assignee has not reported."""
    return state in OPEN and due < today
