"""One remark: its place in the journal, its steps, and what the teacher changed there since."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.inspection.corrections import corrections
from zhurnal.inspection.models import Remark
from zhurnal.inspection.policy import ANSWER, PAGE, READ, SETTLE
from zhurnal.inspection.queries.excerpt import Excerpt, load_excerpt
from zhurnal.inspection.queries.findings import closed_by_itself
from zhurnal.inspection.queries.lines import Line, lines
from zhurnal.inspection.queries.practice_excerpt import PracticeExcerpt, load_practice_excerpt
from zhurnal.inspection.rules.states import OPEN, STEP_WORDS, State, Step, allows
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.queries.place_names import columns_of, names_of
from zhurnal.kernel import policy
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.models import Change
from zhurnal.kernel.wording import plural
from zhurnal.people.actor import PersonActor

EVENING = time(23, 59)


@dataclass(frozen=True, slots=True)
class Said:
    """A step in words."""

    step: Step
    words: str
    by: str
    at: datetime
    text: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Repaired:
    """A change made in the remark's place since it was opened."""

    at: datetime
    by: str
    place: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the road at the top: done, now, or ahead."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """A remark with everything about it."""

    line: Line
    discipline: str
    said: tuple[Said, ...]
    repaired: tuple[Repaired, ...]
    excerpt: Excerpt | None
    opened_until: datetime | None
    answers: bool
    settles: bool
    gone: bool
    cell: str = ""
    practice: PracticeExcerpt | None = None

    @property
    def owed(self) -> bool:
        """Whether the teacher has something to do."""
        return allows(self.line.state, Step.DONE)

    @property
    def answerable(self) -> bool:
        """Whether the teacher may still add words: after «исполнено» the checker speaks."""
        return allows(self.line.state, Step.ANSWERED)

    @property
    def returnable(self) -> bool:
        """Whether the checker may send it back."""
        return allows(self.line.state, Step.RETURNED)

    @property
    def is_proposal(self) -> bool:
        """Words without a term."""
        return self.line.state is State.NOTED

    @property
    def stages(self) -> tuple[Stage, ...]:
        """«Выписано 18.11 — Ответ 24.11 — Проверка — Закрыто»."""
        state, answered = self.line.state, self._last(Step.ANSWERED, Step.DONE)
        done = state in (State.DONE, State.ANSWERED)
        closed = state in (State.CLOSED, State.WITHDRAWN)
        return (
            Stage(f"Выписано {self.line.issued_on:%d.%m}", "done"),
            Stage(f"Ответ {answered:%d.%m}" if answered else "Ответ", "done" if done or closed else "now"),
            Stage("Проверка", "done" if closed else "now" if done else ""),
            Stage(
                f"Закрыто {self.line.closed_on:%d.%m}" if self.line.closed_on else "Закрыто", "done" if closed else ""
            ),
        )

    def _last(self, *steps: Step) -> date | None:
        return max((one.at.date() for one in self.said if one.step in steps), default=None)


def remark_page(actor: PersonActor, remark: Remark) -> RemarkPage:
    """The remark's page; a constant number of statements."""
    own = actor.college_id
    line = lines(actor, policy.visible(actor, READ).filter(pk=remark.pk))[0]
    course = Course.objects.of(own).select_related("discipline", "group", "subgroup", "term").get(pk=remark.course_id)
    openings = list(OpenRequest.objects.of(own).filter(remark=remark.pk).order_by("asked_at", "pk"))
    return RemarkPage(
        line, course.discipline.name, tuple(_said(actor, remark)), tuple(_repaired(actor, openings) or _rewritten(actor, remark)),
        load_excerpt(actor, course, remark), _until(actor, openings) or _practice_until(actor, remark),
        answers=policy.can(actor, ANSWER, remark).allowed, settles=policy.can(actor, SETTLE, remark).allowed,
        gone=closed_by_itself(actor, remark.finding), cell=_cell(actor, course, remark),
        practice=load_practice_excerpt(actor, remark),
    )  # fmt: skip


def _cell(actor: PersonActor, course: Course, remark: Remark) -> str:
    """«lesson:student:column» of a remark about one cell (of a student's lesson: the first one), as the grid is asked for it.

    Empty for whoever does not open the page itself.
    """
    if not remark.lesson_id or not remark.student_id or not policy.can(actor, PAGE, course):
        return ""
    said = next((place.rpartition(":")[2] for place in remark.places.split() if place.startswith("cell:")), "")
    return f"{remark.lesson_id.hex}:{remark.student_id.hex}:{said if said.isdecimal() else 0}"


def _until(actor: PersonActor, openings: list[OpenRequest]) -> datetime | None:
    until = max((one.open_until for one in openings if one.open_until and one.open_until > actor.now), default=None)
    return until.astimezone(actor.now.tzinfo).replace(tzinfo=None) if until else None


def _practice_until(actor: PersonActor, remark: Remark) -> datetime | None:
    """Until when a day of practice is open, by the college's clock."""
    if remark.day is None or remark.due is None or remark.due < actor.today or remark.state not in OPEN:
        return None
    return datetime.combine(remark.due, EVENING)


def _rewritten(actor: PersonActor, remark: Remark) -> list[Repaired]:
    """What was changed in the day of practice since the remark was written, till it was closed. One statement."""
    if remark.practice_id is None or remark.day is None:
        return []
    rows = Change.objects.of(actor.college_id).filter(
        chain=remark.practice_id,
        target=f"practice:{remark.practice_id.hex}:{remark.day.isoformat()}",
        at__gte=remark.issued_at,
    )
    if remark.closed_at is not None:
        rows = rows.filter(at__lte=remark.closed_at)
    place = f"день практики {day_month(remark.day)}"
    return [
        Repaired(at.astimezone(actor.now.tzinfo).replace(tzinfo=None), by, place, _hours(before), _hours(after), why)
        for at, by, before, after, why in rows.order_by("seq").values_list("at", "actor_name", "before", "after", "reason")
    ]  # fmt: skip


def _hours(said: dict[str, list[Any] | None] | None) -> str:
    """«18 ч у 3 студентов», of those whose rows were changed."""
    rows = [row for row in (said or {}).values() if row]
    if not rows:
        return "записи не было"
    return f"{sum(row[0] for row in rows)}\u00a0ч у {plural(len(rows), ('студента', 'студентов', 'студентов'))}"


def _said(actor: PersonActor, remark: Remark) -> list[Said]:
    rows = Change.objects.of(actor.college_id).filter(target=f"remark:{remark.pk.hex}", chain=remark.course_id)
    return [_one(actor, row) for row in rows.order_by("seq").values_list("actor_name", "at", "after", "reason")]


def _one(actor: PersonActor, row: tuple[str, datetime, Any, str]) -> Said:
    by, at, after, text = row
    step = Step(after["step"])
    due = date.fromisoformat(after["due"]) if after.get("due") else None
    return Said(step, STEP_WORDS[step], by, at.astimezone(actor.now.tzinfo).replace(tzinfo=None), text, due)


def _repaired(actor: PersonActor, openings: list[OpenRequest]) -> list[Repaired]:
    if not openings:
        return []
    by_opening = corrections(actor.college_id, openings)
    found = [one for opening in openings for one in by_opening[opening.pk]]
    names = names_of(actor.college_id, {UUID(one.student) for one in found if one.student})
    lesson = openings[0].lesson_id
    columns = columns_of(actor.college_id, [lesson]).get(lesson, {})
    return [
        Repaired(
            one.at.astimezone(actor.now.tzinfo).replace(tzinfo=None), one.author, one.where(names, columns),
            one.before, one.after, one.reason,
        )
        for one in found
    ]  # fmt: skip
