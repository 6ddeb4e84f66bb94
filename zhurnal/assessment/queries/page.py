"""The page «Итоги» of a course: everybody with what the journal says of him, what it proposes, what is set."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from zhurnal.assessment import study
from zhurnal.assessment.models import Checkpoint, TermClosing
from zhurnal.assessment.plan_forms import form_of
from zhurnal.assessment.policy import MARK, PAGE, WEIGH
from zhurnal.assessment.queries.results import ResultRow, results_of_page
from zhurnal.assessment.rules import accumulation, setting
from zhurnal.assessment.rules.accumulation import Standing
from zhurnal.assessment.rules.explaining import Explanation, explain
from zhurnal.assessment.rules.levels import SOURCE_WORDS, Source, State
from zhurnal.assessment.rules.proposing import ALLOWED, Evidence, Proposal, Scale, propose, scale_of
from zhurnal.assessment.rules.values import printed
from zhurnal.assessment.rules.yearly import propose_year
from zhurnal.assessment.span import span
from zhurnal.assessment.yearly import YearOf, marks_of_terms, year_of
from zhurnal.curriculum.models import Course
from zhurnal.curriculum.queries import teaches
from zhurnal.curriculum.rules.semesters import PER_YEAR
from zhurnal.kernel import policy, together
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

RELATED = ("group", "subgroup", "discipline", "term", "year")


@dataclass(frozen=True, slots=True)
class StudentLine:
    """A student on the page; ``result``: what stands, None for nothing yet; ``terms``: marks of the terms on the page of the year."""

    id: UUID
    number: int
    name: str
    evidence: Evidence
    proposal: Proposal
    standing: Standing
    result: ResultRow | None
    terms: tuple[tuple[int, str], ...] = ()

    @property
    def value(self) -> str:
        """What stands, "" for nothing."""
        return self.result.value if self.result else ""

    @property
    def version(self) -> int:
        """Of what stands, 0 for nothing."""
        return self.result.version if self.result else 0

    @property
    def decided(self) -> str:
        """The document that decides the mark, "" where the teacher does."""
        if self.result is None or self.result.source == Source.TEACHER:
            return ""
        return self.result.ground or SOURCE_WORDS[Source(self.result.source)]


@dataclass(frozen=True, slots=True)
class CheckpointTab:
    """A checkpoint of the term, to be chosen."""

    id: UUID
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class MarksPage:
    """One page. ``lock``: why nothing can be set now; ``allowed``: what may be typed, as printed.

    ``shared``: the page of the whole group on which the discipline's results are set, where it is another one. ``yearly``: its mark of
    the year, None where it gets none; ``terms``: its terms, on the page of the year.
    """

    lines: tuple[StudentLine, ...]
    scale: Scale
    form: str
    since: dt.date
    until: dt.date
    state: State
    lock: Refusal | None
    sets: bool
    weighs: bool
    tabs: tuple[CheckpointTab, ...]
    allowed: tuple[str, ...]
    shared: UUID | None
    yearly: YearOf | None
    terms: tuple[int, ...]

    @property
    def left(self) -> int:
        """How many have no mark yet."""
        return sum(not line.value for line in self.lines)

    @property
    def troubled(self) -> int:
        """How many want the teacher's attention (накопляемость)."""
        return sum(bool(line.standing.troubles) for line in self.lines)


def load_marks(actor: PersonActor, course: Course, checkpoint: Checkpoint | None, *, year: bool = False) -> MarksPage:
    """The page of a course that came with ``RELATED``; the number of statements does not grow with the group."""
    since, until = span(course, checkpoint, actor.today)
    pages = study.pages_of_discipline(actor.college_id, course)
    answers = together.ask(*study.reading(actor.college_id, pages, since, until))
    both = study.together_of(course.id, study.studied(pages, until, answers))
    students = [row for row in both if row.listed]
    found = results_of_page(
        actor.college_id,
        course,
        [row.id for row in students],
        checkpoint=checkpoint.pk if checkpoint else None,
        year=year,
    )
    results = {row.student: row for row in found}
    form = "" if checkpoint else form_of(actor.college_id, course)
    scale = Scale.ATTESTED if checkpoint else scale_of(form)
    terms = _terms(actor, course, [row.id for row in students]) if year else {}
    state = _state(actor, course)
    shared = study.shared_page(course, pages)
    lock = setting.SHARED if shared else _lock(actor, course, checkpoint, state)
    leads = policy.may(actor, MARK) and teaches(actor.college_id, course.id, actor.person_id, actor.today)
    return MarksPage(
        lines=tuple(
            StudentLine(
                row.id, number, row.name, row.evidence,
                propose_year(terms[row.id], scale, actor.parameters) if year else propose(row.evidence, scale, actor.parameters),
                accumulation.standing(row.history, actor.parameters, actor.today), results.get(row.id), terms.get(row.id, ()),
            )
            for number, row in enumerate(students, 1)
        ),
        scale=scale, form=form, since=since, until=until, state=state, lock=lock, sets=leads and lock is None,
        weighs=policy.may(actor, WEIGH) and (leads or not policy.may(actor, MARK)), tabs=_tabs(actor, course, checkpoint),
        allowed=tuple(printed(value) for value in ALLOWED[scale]), shared=shared,
        yearly=year_of(actor.college_id, course, actor.parameters.year_marks),
        terms=tuple(range(1, PER_YEAR + 1)) if year else (),
    )  # fmt: skip


def _terms(actor: PersonActor, course: Course, students: list[UUID]) -> dict[UUID, tuple[tuple[int, str], ...]]:
    """student → his marks of the terms of the year, "" where none stands."""
    found = marks_of_terms(actor.college_id, course.year_id, [course.discipline_id], students)
    none = [(number, "") for number in range(1, PER_YEAR + 1)]
    return {pk: tuple(found.get((pk, course.discipline_id), none)) for pk in students}


def opened_page(actor: PersonActor, wanted: UUID | None) -> UUID | None:
    """The page, if the actor may open it; None for none and for one he may not."""
    found = Course.objects.of(actor.college_id).filter(pk=wanted).first() if wanted else None
    return found.pk if found is not None and policy.can(actor, PAGE, found) else None


def checkpoint_of(actor: PersonActor, course: Course, wanted: UUID | None) -> Checkpoint | None:
    """The checkpoint of the course's term, None where there is no such one."""
    found: Checkpoint | None = Checkpoint.objects.of(actor.college_id).filter(pk=wanted, term=course.term_id).first()
    return found


def _state(actor: PersonActor, course: Course) -> State:
    rows = TermClosing.objects.of(actor.college_id).filter(group=course.group_id, term=course.term_id)
    return State(rows.values_list("state", flat=True).first() or State.OPEN)


def _lock(actor: PersonActor, course: Course, checkpoint: Checkpoint | None, state: State) -> Refusal | None:
    if checkpoint is not None:
        if checkpoint.published_at is not None:
            return setting.PUBLISHED
        if checkpoint.since > actor.today:
            return setting.AHEAD
        state = State.CLOSED if state is State.CLOSED else State.OPEN
    return setting.page_refusal(state, frozen=course.frozen_at is not None)


def _tabs(actor: PersonActor, course: Course, chosen: Checkpoint | None) -> tuple[CheckpointTab, ...]:
    rows = Checkpoint.objects.of(actor.college_id).filter(term=course.term_id).order_by("since", "name")
    return tuple(
        CheckpointTab(pk, name, chosen is not None and chosen.pk == pk) for pk, name in rows.values_list("pk", "name")
    )


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one student's average came about, and what is proposed from it."""

    name: str
    explanation: Explanation
    proposal: Proposal
    evidence: Evidence


def load_derivation(actor: PersonActor, course: Course, student: UUID | None) -> Derivation | None:
    """The derivation of one student of the page (without a wish of the first), None where he is not on its list."""
    since, until = span(course, None, actor.today)
    pages = study.pages_of_discipline(actor.college_id, course)
    answers = together.ask(*study.reading(actor.college_id, pages, since, until))
    rows = study.together_of(course.id, study.studied(pages, until, answers))
    row = next((row for row in rows if student in (None, row.id)), None)
    if row is None:
        return None
    scale = scale_of(form_of(actor.college_id, course))
    return Derivation(row.name, explain(row.marks), propose(row.evidence, scale, actor.parameters), row.evidence)
