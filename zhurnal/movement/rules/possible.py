"""Which movement is possible from where, and what a person must be told before it is written (A7). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhurnal.kernel.dates import full, years_before
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.wording import plural
from zhurnal.movement.rules.kinds import ENTERING, FINISHED, FROM, KIND_WORDS, LEAVING, STATE_WORDS, Kind, State

YOUNGEST, OLDEST = 13, 80  # years at admission
LONGEST_NUMBER = 40
LEAVE_SIGNS = ("акад", "отпуск")


@dataclass(frozen=True, slots=True)
class Stay:
    """A student on a group's list: from ``entered`` to the day before ``left``."""

    group: object
    entered: date
    left: date | None
    note: str = ""

    def holds(self, day: date) -> bool:
        """Whether he is on the list on the day."""
        return self.entered <= day and (self.left is None or day < self.left)


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of an order: of its signing, from which it works, and today."""

    order: date
    effective: date
    today: date


def state_on(day: date, stays: Iterable[Stay], last_kind: Kind | None) -> State:
    """How the student stands on the day. ``last_kind``: what the last order in force by that day did, if one is kept."""
    known = sorted((stay for stay in stays if stay.entered <= day), key=lambda stay: stay.entered)
    if any(stay.holds(day) for stay in known):
        return State.STUDYING
    if not known:
        return State.UNKNOWN
    if last_kind is not None and last_kind in LEAVING - {Kind.TRANSFER}:
        return State.GONE if last_kind is Kind.EXPULSION else State.ON_LEAVE
    if known[-1].note == FINISHED:
        return State.GRADUATED
    said = known[-1].note.lower()
    return State.ON_LEAVE if any(sign in said for sign in LEAVE_SIGNS) else State.GONE


def impossible(kind: Kind, state: State, name: str) -> Refusal | None:
    """Why such an order cannot concern a student in this state."""
    if state in FROM[kind]:
        return None
    text = "%(name)s: %(state)s, поэтому приказ «%(kind)s» на этот день невозможен. %(way)s"
    words = {"name": name, "state": STATE_WORDS[state], "kind": KIND_WORDS[kind], "way": _way(kind, state)}
    return Refusal("impossible", text, words)


def _way(kind: Kind, state: State) -> str:
    if state is State.STUDYING and kind in ENTERING:
        return "Если нужна другая группа, выберите «Перевод в другую группу»."
    if state is State.ON_LEAVE:
        return "Сначала оформите выход из отпуска или отчисление."
    if state is State.GRADUATED:
        return "Запишите приказ «отчисление» в связи с окончанием обучения."
    if state is State.GONE:
        return "Сначала оформите восстановление."
    return "Проверьте студента и дату."


def wrong_dates(dates: Dates, first: date, last: date) -> Refusal | None:
    """Why these days cannot be right; ``first`` and ``last`` are the days of the academic year with its summer."""
    if dates.order > dates.today:
        text = "Приказ датирован %(day)s, а этот день ещё не наступил. Исправьте дату приказа."
        return Refusal("order_ahead", text, {"day": full(dates.order)})
    if not first <= dates.effective <= last:
        text = "Дата, с которой действует приказ, должна быть внутри учебного года и лета после него: с %(first)s по %(last)s."
        return Refusal("outside_year", text, {"first": full(first), "last": full(last)})
    return None


def too_early(effective: date, stay: Stay | None, name: str) -> Refusal | None:
    """Why the order cannot work before the student came to the group that it takes him from."""
    if stay is None or effective >= stay.entered:
        return None
    text = "%(name)s в группе с %(entered)s, а приказ действует раньше, с %(day)s. Исправьте дату."
    return Refusal("too_early", text, {"name": name, "entered": full(stay.entered), "day": full(effective)})


def listed_later(name: str, group: str, entered: date) -> Refusal:
    """Why an order brings nobody to a group before a day from which he already stands on another list."""
    text = "%(name)s с %(entered)s уже в списке группы %(group)s. Укажите дату не раньше этого дня или сначала отмените ту запись."
    return Refusal("listed_later", text, {"name": name, "entered": full(entered), "group": group})


def wrong_age(birth: date | None, effective: date) -> Refusal | None:
    """Why somebody of this age is not admitted: a slip in the year of birth."""
    if birth is None or years_before(effective, OLDEST) <= birth <= years_before(effective, YOUNGEST):
        return None
    text = "Дата рождения %(day)s: такого возраста у студента быть не может. Проверьте год."
    return Refusal("wrong_age", text, {"day": full(birth)})


def order_words(number: str, day: date) -> str:
    """«№ 118-с от 10.11.2026», as it stands in lists and under the grid."""
    spelled = number.removeprefix("№").strip()
    return f"№ {spelled} от {full(day)}"


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the journals already and what the order would touch."""

    marks_after: int = 0
    absences_after: int = 0
    last_entry: date | None = None
    lessons_held: int = 0


def warnings(kind: Kind, dates: Dates, written: Written, name: str) -> list[str]:
    """What a person must know before he writes the order; an empty list when nothing is unusual."""
    told = []
    if dates.effective < dates.order:
        told.append(f"Приказ действует с {full(dates.effective)}, раньше, чем подписан ({full(dates.order)}).")
    entries = written.marks_after + written.absences_after
    if kind in LEAVING and entries and written.last_entry:
        told.append(
            f"{name}: с {full(dates.effective)} в журналах прежней группы уже записано "
            f"{plural(written.marks_after, ('оценка', 'оценки', 'оценок'))} и "
            f"{plural(written.absences_after, ('пропуск', 'пропуска', 'пропусков'))}, последняя запись "
            f"{full(written.last_entry)}. Записи останутся в журнале и в истории, но в средний балл и посещаемость не войдут."
        )
    if kind in ENTERING and written.lessons_held:
        told.append(
            f"{name}: с {full(dates.effective)} в новой группе уже проведено "
            f"{plural(written.lessons_held, ('занятие', 'занятия', 'занятий'))}. Перекличка в них студента не касалась: "
            "преподаватели увидят его в списке и решат сами."
        )
    return told
