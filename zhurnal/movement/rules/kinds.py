"""Kinds of orders about students, and the states between which they lead (A7.1)."""

from enum import StrEnum


class Kind(StrEnum):
    """What an order does with a student."""

    ADMISSION = "admission"
    TRANSFER_IN = "transfer_in"
    RESTORATION = "restoration"
    TRANSFER = "transfer"
    NEXT_COURSE = "next_course"
    LEAVE = "leave"
    CHILD_LEAVE = "child_leave"
    RETURN = "return"
    RENAME = "rename"
    EXPULSION = "expulsion"
    CONDITIONAL = "conditional"
    INDIVIDUAL_PLAN = "individual_plan"
    FUNDING = "funding"
    PRACTICE = "practice"


class State(StrEnum):
    """How a student stands to the college on a day."""

    UNKNOWN = "unknown"
    STUDYING = "studying"
    ON_LEAVE = "on_leave"
    GRADUATED = "graduated"
    GONE = "gone"


KIND_WORDS = {
    Kind.ADMISSION: "зачисление",
    Kind.TRANSFER_IN: "зачисление переводом из другого колледжа",
    Kind.RESTORATION: "восстановление",
    Kind.TRANSFER: "перевод в другую группу",
    Kind.NEXT_COURSE: "перевод на следующий курс",
    Kind.LEAVE: "академический отпуск",
    Kind.CHILD_LEAVE: "отпуск по беременности, родам, уходу за ребёнком",
    Kind.RETURN: "выход из отпуска",
    Kind.RENAME: "смена фамилии, имени, отчества",
    Kind.EXPULSION: "отчисление",
    Kind.CONDITIONAL: "условный перевод на следующий курс",
    Kind.INDIVIDUAL_PLAN: "индивидуальный учебный план",
    Kind.FUNDING: "перевод между бюджетом и договором",
    Kind.PRACTICE: "направление на практику",
}
STATE_WORDS = {
    State.UNKNOWN: "ещё не зачислен",
    State.STUDYING: "учится",
    State.ON_LEAVE: "в отпуске",
    State.GRADUATED: "окончил обучение",
    State.GONE: "отчислен",
}
EXPULSION_REASONS = {
    "own_wish": "по собственному желанию",
    "debt": "за академическую задолженность",
    "discipline": "за нарушение устава",
    "transfer_out": "в связи с переводом в другой колледж",
    "finished": "в связи с окончанием обучения",
    "death": "в связи со смертью",
    "other": "по другой причине",
}

FINISHED = "окончил обучение, приказ ещё не записан"
"""The note of a stay that the turn of the year closed: an order of expulsion is still to be written (A7.1)."""

EXTERN = "экстерном"
"""How an admission says that its student only sits the exams (A7.1)."""

BASIS_WORDS = {"budget": "на бюджет", "paid": "на договор"}
"""Where an order of ``FUNDING`` leads, as its details say it."""

# From which states each kind leads away.
FROM: dict[Kind, frozenset[State]] = {
    Kind.ADMISSION: frozenset({State.UNKNOWN, State.GRADUATED, State.GONE}),
    Kind.TRANSFER_IN: frozenset({State.UNKNOWN, State.GRADUATED, State.GONE}),
    Kind.RESTORATION: frozenset({State.GRADUATED, State.GONE}),
    Kind.TRANSFER: frozenset({State.STUDYING}),
    Kind.NEXT_COURSE: frozenset({State.STUDYING}),
    Kind.LEAVE: frozenset({State.STUDYING}),
    Kind.CHILD_LEAVE: frozenset({State.STUDYING}),
    Kind.RETURN: frozenset({State.ON_LEAVE}),
    Kind.RENAME: frozenset({State.STUDYING, State.ON_LEAVE}),
    Kind.EXPULSION: frozenset({State.STUDYING, State.ON_LEAVE, State.GRADUATED}),
    Kind.CONDITIONAL: frozenset({State.STUDYING}),
    Kind.INDIVIDUAL_PLAN: frozenset({State.STUDYING}),
    Kind.FUNDING: frozenset({State.STUDYING, State.ON_LEAVE}),
    Kind.PRACTICE: frozenset({State.STUDYING}),
}
NEWCOMING = frozenset({Kind.ADMISSION, Kind.TRANSFER_IN})
ENTERING = frozenset({Kind.ADMISSION, Kind.TRANSFER_IN, Kind.RESTORATION, Kind.TRANSFER, Kind.RETURN})
REGROUPING = frozenset({Kind.TRANSFER, Kind.RESTORATION, Kind.RETURN})
"""Orders that bring somebody from one group to another, perhaps of another form of study."""
LEAVING = frozenset({Kind.TRANSFER, Kind.LEAVE, Kind.CHILD_LEAVE, Kind.EXPULSION})
ON_PAPER = frozenset({Kind.NEXT_COURSE, Kind.CONDITIONAL, Kind.INDIVIDUAL_PLAN, Kind.FUNDING, Kind.PRACTICE})
"""Orders that are kept and shown, and change nobody's place: to the next course the turn of the year leads, its order is named by lists."""
