"""States of a kept finding, and how it came to them."""

from enum import StrEnum


class State(StrEnum):
    """Open; closed by itself, because its cause is gone or its journal is closed; dismissed by a checker for good («не замечание»)."""

    OPEN = "open"
    CLOSED = "closed"
    DISMISSED = "dismissed"


STATE_WORDS = {State.OPEN: "открыто", State.CLOSED: "закрыто", State.DISMISSED: "не замечание"}


class Step(StrEnum):
    """What happened to a finding."""

    OPENED = "opened"
    GONE = "gone"
    RETURNED = "returned"
    SWITCHED_OFF = "off"
    DISMISSED = "dismissed"
    FROZEN = "frozen"


STEP_WORDS = {
    Step.OPENED: "найдено проверкой",
    Step.GONE: "причины больше нет, закрыто само",
    Step.RETURNED: "причина вернулась, открыто снова",
    Step.SWITCHED_OFF: "правило выключено",
    Step.DISMISSED: "признано не замечанием",
    Step.FROZEN: "журнал закрыт, исправить уже нельзя",
}
