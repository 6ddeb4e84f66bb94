"""How a group's term is closed, step by step, with a way back (``State``)."""

from dataclasses import dataclass
from datetime import date

from zhurnal.assessment.rules.levels import STATE_WORDS, State
from zhurnal.kernel.refusal import Refusal

FORWARD = {State.OPEN: State.COLLECTED, State.COLLECTED: State.COUNCIL, State.COUNCIL: State.CLOSED}
BACK = {State.COLLECTED: State.OPEN, State.COUNCIL: State.OPEN, State.CLOSED: State.OPEN}
SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """A page on which some students have no term mark: who leads it, of which discipline, how many of them."""

    discipline: str
    teacher: str
    students: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A statement that the plan asks for and that is not closed: «ОП.02 Электротехника», «Э»; ``state`` "": there is none yet."""

    name: str
    form: str
    state: str = ""
    number: int | None = None

    @property
    def words(self) -> str:
        """«Э: ведомость № 14 открыта», «ДЗ: ведомости нет»."""
        number = f" № {self.number}" if self.number else ""
        return f"{self.form}: ведомость{number} {self.state}" if self.state else f"{self.form}: ведомости нет"


@dataclass(frozen=True, slots=True)
class Departure:
    """A result that departs from what the journal proposes now, without a reason: of which discipline and whose, both as on paper."""

    discipline: str
    student: str
    value: str
    proposed: str

    @property
    def words(self) -> str:
        """«Физика, Абрамов Кирилл: стоит 5, предложено 4»."""
        return f"{self.discipline}, {self.student}: стоит {self.value}, предложено {self.proposed}"


@dataclass(frozen=True, slots=True)
class Step:
    """What a person asks for. ``number``, ``dated``: of the council's protocol; ``order``: of the order to reopen."""

    target: State
    reason: str = ""
    number: str = ""
    dated: date | None = None
    order: str = ""


def step_refusal(state: State, step: Step, missing: list[Missing], today: date) -> Refusal | None:
    """Why the step is not made now, or None. A reopening is only asked for by it; the second person's word makes it."""
    if step.target not in (FORWARD.get(state), BACK.get(state)):
        words = {"state": STATE_WORDS[state]}
        return Refusal("other_state", "Семестр группы уже %(state)s. Обновите страницу.", words)
    if step.target is State.OPEN:
        return _back_refusal(state, step)
    if missing:
        return Refusal("missing", "Итоговые отметки поставлены не всем: %(who)s.", {"who": missing_words(missing)})
    if step.target is State.COUNCIL:
        return _council_refusal(step, today)
    return None


def papers_refusal(step: Step, papers: list[Paper]) -> Refusal | None:
    """Why the term is not closed while statements are missing or open; who writes the reason goes on without them (A4.12)."""
    if step.target is not State.CLOSED or not papers or step.reason:
        return None
    text = "По плану нужны закрытые ведомости: %(which)s. Закройте их или напишите, почему семестр закрывается без них."
    said = "; ".join(f"{one.name} — {one.words}" for one in papers[:SHOWN_NAMES])
    more = len(papers) - SHOWN_NAMES
    return Refusal("papers", text, {"which": said + (f" и ещё {more}" if more > 0 else "")}, needs="papers")


def departures_refusal(step: Step, departures: list[Departure]) -> Refusal | None:
    """Why marks are not collected: some depart by a mark from what is proposed by now, and nobody was asked why (A4.5).

    The reason was asked when the mark was set; a mark of the journal or a weight that came later has moved the proposal since.
    """
    if step.target is not State.COLLECTED or not departures:
        return None
    text = (
        "Журнал с тех пор изменился, и отметки расходятся с предложенными: %(which)s. "
        "Пусть преподаватель исправит отметку или напишет причину."
    )
    more = len(departures) - SHOWN_NAMES
    said = "; ".join(one.words for one in departures[:SHOWN_NAMES])
    return Refusal("departs", text, {"which": said + (f" и ещё {more}" if more > 0 else "")})


def _back_refusal(state: State, step: Step) -> Refusal | None:
    if not step.reason:
        return Refusal("reason_needed", "Напишите, почему семестр возвращается.", needs="reason")
    if state is State.CLOSED and not step.order:
        return Refusal("order_needed", "Закрытый семестр открывают по приказу. Напишите его номер.", needs="order")
    return None


def _council_refusal(step: Step, today: date) -> Refusal | None:
    if not step.number or step.dated is None:
        return Refusal("protocol_needed", "Напишите номер и дату протокола педсовета.", needs="protocol")
    if step.dated > today:
        return Refusal("protocol_ahead", "Дата протокола ещё не наступила. Проверьте её.", needs="protocol")
    return None


def missing_words(missing: list[Missing]) -> str:
    """«Физика — Кравцова О. С. (3), … и ещё 2 журнала»."""
    said = [
        f"{one.discipline} — {one.teacher or 'преподаватель не назначен'} ({one.students})"
        for one in missing[:SHOWN_NAMES]
    ]
    more = len(missing) - SHOWN_NAMES
    return ", ".join(said) + (f" и ещё журналов: {more}" if more > 0 else "")


def drop_refusal(asked_by: object, actor: object, why: str, *, declines: bool) -> Refusal | None:
    """Why a request to reopen a term is not declined, or not taken back: only another person declines, only whoever asked takes back."""
    if declines and asked_by == actor:
        return Refusal("own_request", "Это ваша просьба: отклонить её нельзя, её можно отозвать.")
    if not declines and asked_by != actor:
        return Refusal("not_own", "Отозвать просьбу может тот, кто просил. Вы можете её отклонить.")
    if not why:
        said = "Напишите, почему семестр не откроется: ответ увидит тот, кто просил."
        return Refusal("why_needed", said if declines else "Напишите, почему просьба больше не нужна.", needs="why")
    return None


def second_refusal(first: object, second: object) -> Refusal | None:
    """Whoever asked to reopen a term does not agree to it himself."""
    if first is None or first == second:
        text = "Открыть закрытый семестр должен другой человек, не тот, кто попросил."
        return Refusal("same_person", text)
    return None
