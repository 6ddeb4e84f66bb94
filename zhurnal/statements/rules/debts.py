"""Terms and tries of an academic debt (A4.8): two within a year, the second before a commission; illness and leave not counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhurnal.assessment.rules.values import is_unfit
from zhurnal.kernel.refusal import Refusal
from zhurnal.statements.rules.kinds import Arisen, NoShow, Outcome, Part

TRIES = 2
COMMISSION = 3  # the least number of people in it
DAY = timedelta(days=1)

NO_CHAIR = Refusal("no_chair", "В комиссии нет председателя. Отметьте, кто председатель.")
FEW = Refusal(
    "few",
    "В комиссии меньше трёх человек. Добавьте членов комиссии: она принимает вторую пересдачу и государственную аттестацию.",
)
NOBODY = Refusal("nobody", "В ведомости нет экзаменатора. Добавьте его.")
SPENT = Refusal("spent", "Обе попытки использованы. Дальше решает приказ: отчисление или продление срока.")
PLANNED = Refusal("planned", "Пересдача уже назначена. Сначала закройте её ведомость.")
LATE = "Срок ликвидации этой задолженности — %(day)s. Выберите день не позже или продлите срок."
EARLY = "Задолженность возникла %(day)s. Выберите день позже."
PAUSED = "На этот день студент болен или в отпуске: с %(since)s по %(until)s. Выберите другой."


@dataclass(frozen=True, slots=True)
class Away:
    """Days that are not counted, both included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Tried:
    """A try and how it ended."""

    number: int
    outcome: str


class Stage(StrEnum):
    """Where a debt stands."""

    FREE = "free"  # a try is to be planned
    PLANNED = "planned"
    SPENT = "spent"  # both tries failed
    OVERDUE = "overdue"
    CLOSED = "closed"


STAGE_WORDS = {
    Stage.FREE: "назначить пересдачу",
    Stage.PLANNED: "пересдача назначена",
    Stage.SPENT: "попытки исчерпаны",
    Stage.OVERDUE: "срок прошёл",
    Stage.CLOSED: "закрыта",
}


def year_later(day: date) -> date:
    """The same day of the next year; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def due(arisen_on: date, pauses: Iterable[Away] = (), personal_until: date | None = None) -> date:
    """The last day of a debt. A day that several pauses name is left out once; days outside the term move nothing.

    ``personal_until``: of who was ill the year begins when his personal term is over, which is no more left out then (A4.6, A4.8).
    """
    begin = arisen_on
    if personal_until is not None and personal_until > arisen_on:
        arisen_on, begin = personal_until, personal_until + DAY
    last = year_later(arisen_on)
    for away in sorted(pauses, key=lambda row: (row.since, row.until)):
        since = max(away.since, begin)
        if since > last or away.until < since:
            continue
        last += away.until - since + DAY
        begin = away.until + DAY
    return last


def next_try(tries: Iterable[Tried]) -> int:
    """The number of the try that comes next: 1, 2, or 0 when both were used; who was ill or not let in has used none."""
    used = sum(row.outcome in {Outcome.FAILED, Outcome.PASSED, Outcome.PLANNED} for row in tries)
    return used + 1 if used < TRIES else 0


def stage(due_on: date, closed_on: date | None, tries: Iterable[Tried], today: date) -> Stage:
    """Where a debt stands on a day."""
    rows = list(tries)
    if closed_on is not None:
        return Stage.CLOSED
    if any(row.outcome == Outcome.PLANNED for row in rows):
        return Stage.PLANNED
    if not next_try(rows):
        return Stage.SPENT
    return Stage.OVERDUE if due_on < today else Stage.FREE


def plan_refusal(
    day: date, arisen_on: date, due_on: date, tries: Iterable[Tried], pauses: Iterable[Away] = ()
) -> Refusal | None:
    """Why a try cannot be planned for the day."""
    rows = list(tries)
    if any(row.outcome == Outcome.PLANNED for row in rows):
        return PLANNED
    if not next_try(rows):
        return SPENT
    if day <= arisen_on:
        return Refusal("early", EARLY, {"day": f"{arisen_on:%d.%m.%Y}"})
    if day > due_on:
        return Refusal("late", LATE, {"day": f"{due_on:%d.%m.%Y}"})
    for away in pauses:
        if away.since <= day <= away.until:
            return Refusal("paused", PAUSED, {"since": f"{away.since:%d.%m.%Y}", "until": f"{away.until:%d.%m.%Y}"})
    return None


def staff_refusal(parts: Iterable[str], *, commission: bool) -> Refusal | None:
    """Why these people cannot take the examination."""
    rows = list(parts)
    if not rows:
        return NOBODY
    if commission and len(rows) < COMMISSION:
        return FEW
    return NO_CHAIR if commission and Part.CHAIR not in rows else None


def arises(value: str, no_show: str, *, barred: bool, mastery: str = "") -> Arisen | None:
    """What debt a line of a closed statement makes; none for a positive mark and for the ill."""
    if barred:
        return Arisen.NOT_ADMITTED
    if no_show == NoShow.INVALID:
        return Arisen.NO_SHOW
    return Arisen.UNFIT if is_unfit(value, mastery) else None


def unasked(no_show: str, decided: str, expelled: str) -> bool:
    """Whether a statement asked nothing of the student: he was ill, or expelled by its day. ``decided``: a mark, or why he was kept out."""
    return no_show == NoShow.VALID or bool(expelled and not decided and not no_show)


def outcome(value: str, no_show: str, *, barred: bool = False, mastery: str = "") -> Outcome:
    """How a retake ended: a no-show without a valid reason is a try lost; a student who was not let in was not asked."""
    if barred:
        return Outcome.BARRED
    if no_show == NoShow.VALID:
        return Outcome.EXCUSED
    if no_show == NoShow.INVALID or is_unfit(value, mastery) or not value:
        return Outcome.FAILED
    return Outcome.PASSED
