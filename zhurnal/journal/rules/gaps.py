"""What exactly is missing in a lesson, in words, and which one step mends it (design § 5, «Сегодня»)."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhurnal.journal.rules.squares import Facts, Fill, Squares

# Each part: the place on the lesson's page, and the step that fills it.
PLACES = ("topic", "roll", "marks", "homework")
NAMES = ("Тема", "Явка", "Отметки", "Задание")
STEPS = ("Записать тему", "Отметить явку", "Поставить отметки", "Записать задание")
FILL = "Заполнить"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: one sentence, the step, and the part of the lesson's page where it is done."""

    words: str
    step: str
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """One square with its fact: «Явка 21 из 24»."""

    fill: Fill
    name: str
    fact: str

    @property
    def missing(self) -> str:
        """«Задание ещё не записано»; nothing when it is there or begun."""
        return _NOT_YET[self.name] if self.fill in (Fill.NONE, Fill.OVERDUE) else ""

    @property
    def begun(self) -> bool:
        """Whether it is there in part."""
        return self.fill is Fill.BEGUN


_NOT_YET = {
    "Тема": "Тема ещё не записана",
    "Явка": "Явка ещё не отмечена",
    "Отметки": "Отметок ещё нет",
    "Задание": "Задание ещё не записано",
}


def missing_parts(states: Squares) -> tuple[str, ...]:
    """The parts of the lesson's page where something is missing."""
    return tuple(PLACES[part] for part in _missing(states))


def _missing(states: Squares) -> list[int]:
    return [part for part, state in enumerate(states) if state not in (Fill.DONE, Fill.NOT_DUE)]


def gap(facts: Facts, states: Squares, kinds: Sequence[str]) -> Gap | None:
    """The gap of a lesson, or None when nothing is missing. ``kinds``: short names of its kinds of work, by column."""
    missing = _missing(states)
    if not missing:
        return None
    words = ", ".join(_words(part, facts, kinds) for part in missing)
    step = STEPS[missing[0]] if len(missing) == 1 else FILL
    return Gap(words[:1].upper() + words[1:], step, PLACES[missing[0]])


def name_of(place: str) -> str:
    """«тема»."""
    return NAMES[PLACES.index(place)].lower()


def step_of(place: str) -> str:
    """The step that fills one part."""
    return STEPS[PLACES.index(place)]


def _words(part: int, facts: Facts, kinds: Sequence[str]) -> str:
    if part == 1 and facts.marked_attendance:
        return "явка отмечена не у всех"
    if part == 2:
        return _marks_words(facts, kinds)
    return ("нет темы", "не отмечена явка", "", "нет задания")[part]


def _marks_words(facts: Facts, kinds: Sequence[str]) -> str:
    """«нет отметок за ПР», «отметки за ПР не у всех», «нет отметок за ПР и УО»."""
    present = max(facts.expected - facts.absent, 0)
    open_columns = [
        (kind, column.marks)
        for kind, column in zip(kinds, facts.columns, strict=False)
        if column.marks < (present if column.marks_everyone else min(1, present))
    ]
    names = " и ".join(dict.fromkeys(kind for kind, _marks in open_columns if kind))
    tail = f" за {names}" if names else ""
    return f"отметки{tail} не у всех" if any(marks for _kind, marks in open_columns) else f"нет отметок{tail}"


def parts(facts: Facts, states: Squares, *, planned: bool, offered: bool, ahead: bool, excused: str = "") -> list[Part]:
    """The squares with their facts. ``planned``: the topic is from the programme; ``offered``: one is offered.

    ``ahead``: the lesson has not begun, so only what can be prepared is told. ``excused``: what the leader marked before.
    """
    topic = ("по плану" if planned else "записана") if facts.topic else "предложена из плана" if offered else ""
    found = [
        Part(states[0], NAMES[0], topic or ("нужно выбрать" if ahead else "ещё нет")),
        Part(states[1], NAMES[1], _roll_fact(facts, states[1], ahead=ahead) or excused),
    ]
    if states[2] != Fill.NOT_DUE and not (ahead and states[2] == Fill.NONE):
        found.append(Part(states[2], NAMES[2], _marks_fact(facts)))
    if facts.homework or not ahead:
        found.append(Part(states[3], NAMES[3], "записано" if facts.homework else "ещё нет"))
    return found


def _roll_fact(facts: Facts, state: Fill, *, ahead: bool) -> str:
    if state == Fill.DONE:
        return f"{facts.expected - facts.absent} из {facts.expected}"
    if facts.marked_attendance:
        return f"отмечено {facts.marked_attendance} из {facts.expected}"
    return "" if ahead else "ещё нет"


def _marks_fact(facts: Facts) -> str:
    present = max(facts.expected - facts.absent, 0)
    return f"{max(column.marks for column in facts.columns)} из {present}"
