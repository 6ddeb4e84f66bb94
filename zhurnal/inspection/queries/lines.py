"""Remarks as lines of a list."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.models import Remark
from zhurnal.inspection.policy import READ
from zhurnal.inspection.queries.stood import Stood
from zhurnal.inspection.rules.states import (
    OWED,
    State,
    Totals,
    is_overdue,
    standing_words,
    term_words,
    totals,
)
from zhurnal.journal.queries.place_names import named_places
from zhurnal.kernel import policy
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

COLUMNS = (
    "pk", "number", "round_id", "course_id", "course__group__name", "course__discipline__index", "course__discipline__name",
    "course__discipline__short_name", "kind", "lesson_id", "lesson__date", "places", "student_id", "text", "demand",
    "teacher__surname", "teacher__given", "teacher__patronymic", "author__surname", "author__given", "author__patronymic",
    "issued_at", "due", "state", "closed_at", "finding", "teacher_id", "practice_id", "day",
)  # fmt: skip
TONES = {
    State.WAITING: "", State.ANSWERED: "accent", State.DONE: "accent", State.RETURNED: "warn", State.CLOSED: "ok",
    State.WITHDRAWN: "", State.NOTED: "",
}  # fmt: skip
ICONS = {
    State.WAITING: "clock", State.ANSWERED: "speech", State.DONE: "speech", State.RETURNED: "refresh", State.CLOSED: "check",
    State.WITHDRAWN: "close", State.NOTED: "speech",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A remark in words; moments by the college's clock."""

    id: UUID
    number: int
    round: UUID | None
    course: UUID
    group: str
    index: str
    discipline: str
    kind: str
    lesson: UUID | None
    day: date | None
    places: str
    student: UUID | None
    text: str
    demand: str
    teacher: str
    author: str
    issued_on: date
    due: date | None
    state: State
    closed_on: date | None
    found: bool
    overdue: bool
    words: str
    practice: UUID | None = None
    practice_day: date | None = None

    @property
    def journal(self) -> str:
        """«Э-21 · ОП.02»."""
        return f"{self.group} · {self.index or self.discipline}"

    @property
    def place(self) -> str:
        """«занятие 10 ноября; УО: Калугин Степан», «день практики 12 ноября», or «вся страница»."""
        if self.practice is not None:
            return f"день практики {day_month(self.practice_day)}" if self.practice_day else "страница практики"
        if self.day is None:
            return "вся страница"
        return f"занятие {day_month(self.day)}" + (f"; {self.places}" if self.places else "")

    @property
    def tone(self) -> str:
        """The tag's tone."""
        return "bad" if self.overdue else TONES[self.state]

    @property
    def icon(self) -> str:
        """The sign before the line."""
        return "triangle" if self.overdue else ICONS[self.state]

    @property
    def term(self) -> str:
        """«до 27 ноября»."""
        return term_words(self.due)

    @property
    def executed(self) -> str:
        """The mark of execution as it stands on paper."""
        return self.words if self.state is not State.CLOSED else self._executed

    @property
    def _executed(self) -> str:
        return f"исполнено {self.closed_on:%d.%m.%Y}" if self.closed_on else self.words

    def on(self, day: date, stood: Stood | None) -> "Line":
        """The line as it was on the evening of the day; ``stood``: its state and term then, where a step was taken since."""
        state, due = stood or Stood(self.state, self.due)
        words = standing_words(state, due, day)
        return replace(self, state=state, due=due, words=words, overdue=is_overdue(state, due, day))

    @property
    def kind_words(self) -> str:
        """Which journal it is."""
        return "профессиональный модуль" if self.kind == JournalKind.MODULE else "теория"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be done."""
        return self.state in (State.CLOSED, State.WITHDRAWN, State.NOTED)


def lines(actor: PersonActor, rows: QuerySet[Remark]) -> list[Line]:
    """The remarks as lines, in the order of the rows. One statement, three when places are named."""
    found = list(rows.values_list(*COLUMNS))
    named = named_places(actor.college_id, ((row[9], row[11]) for row in found))
    tell(actor, READ, people={who for row in found for who in (row[12], row[26]) if who})
    return [_line(actor, row, named.get((row[9], row[11]), "")) for row in found]


def practice_lines(actor: PersonActor, group: UUID) -> list[Line]:
    """Remarks about the practice of a group that the actor reads, the latest first. One statement."""
    rows = policy.visible(actor, READ).filter(practice__group=group)
    return lines(actor, rows.order_by("-issued_at", "-number"))


def _line(actor: PersonActor, row: tuple, places: str) -> Line:  # type: ignore[type-arg]
    (pk, number, round_, course, group, index, name, short, kind, lesson, day, _places, student, text, demand) = row[
        :15
    ]
    teacher, author = row[15:18], row[18:21]
    issued_at, due, state, closed_at, finding, _teacher, practice, practice_day = row[21:29]
    standing = State(state)
    return Line(
        pk, number, round_, course, group, index, short or name, kind, lesson, day, places, student, text, demand,
        short_name(*teacher), short_name(*author), _day(actor, issued_at), due, standing,
        _day(actor, closed_at) if closed_at else None, finding is not None,
        is_overdue(standing, due, actor.today), standing_words(standing, due, actor.today), practice, practice_day,
    )  # fmt: skip


def _day(actor: PersonActor, moment: datetime) -> date:
    return moment.astimezone(actor.now.tzinfo).date()


def totals_of(actor: PersonActor, found: list[Line]) -> Totals:
    """How many there are of each."""
    return totals(((one.state, one.due) for one in found), actor.today)


FILTERS = {
    "": "Все",
    "check": "Проверить",
    "waiting": "Ждут",
    "overdue": "Просрочены",
    "closed": "Исполнены",
}


def filtered(found: list[Line], wanted: str) -> list[Line]:
    """Those of a filter; an unknown one is all."""
    if wanted == "check":
        return [one for one in found if one.state in (State.DONE, State.ANSWERED)]
    if wanted == "waiting":
        return [one for one in found if one.state in OWED and not one.overdue]
    if wanted == "overdue":
        return [one for one in found if one.overdue]
    if wanted == "closed":
        return [one for one in found if one.state is State.CLOSED]
    return found
