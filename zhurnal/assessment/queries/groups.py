"""Groups in reach and how far the term of each is closed; one group with its summary."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.missing import COUNTS, missing_of, places_of
from zhurnal.assessment.models import TermClosing, TermStep
from zhurnal.assessment.papers import outstanding_papers
from zhurnal.assessment.policy import CLOSE, COLLECT, COUNCIL, GROUP, REOPEN, SECOND
from zhurnal.assessment.proposed import Where, proposals_of
from zhurnal.assessment.queries.personal import PersonalTerm, personal_terms
from zhurnal.assessment.queries.results import ResultRow, results_of_group
from zhurnal.assessment.rules.explaining import share
from zhurnal.assessment.rules.levels import STATE_WORDS, Level, State
from zhurnal.assessment.rules.steps import Missing, Paper
from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name

YEAR_FORM = "год"


@dataclass(frozen=True, slots=True)
class TermTab:
    """A term to be chosen."""

    id: UUID
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list: of ``wanted`` term marks ``done`` stand."""

    id: UUID
    name: str
    department: str
    state: State
    done: int
    wanted: int

    @property
    def words(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def part(self) -> int | None:
        """Set marks per cent, in tenths; None where no mark is wanted."""
        return share(self.done, self.wanted)


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """Groups of one term."""

    term: Term | None
    tabs: tuple[TermTab, ...]
    groups: tuple[GroupLine, ...]
    closes: bool

    @property
    def ready(self) -> int:
        """How many passed the council and may be closed at once."""
        return sum(group.state is State.COUNCIL for group in self.groups)


def terms_of(actor: PersonActor, chosen: UUID | None) -> tuple[Term | None, tuple[TermTab, ...]]:
    """The chosen term (else that of today, else the newest begun) and the tabs of the newest four."""
    rows = list(
        Term.objects.of(actor.college_id).filter(starts__lte=actor.today).select_related("year").order_by("-starts")[:4]
    )
    term = next((row for row in rows if row.pk == chosen), rows[0] if rows else None)
    tabs = [TermTab(row.pk, f"{row.number} сем. {row.year.name}", row is term) for row in reversed(rows)]
    return term, tuple(tabs)


def term_of(actor: PersonActor, group: Group, wanted: UUID | None) -> Term | None:
    """The wanted term of the group's year; without a wish the one that runs or ran last, else the year's first."""
    terms = list(Term.objects.of(actor.college_id).filter(year=group.year_id).select_related("year").order_by("starts"))
    if wanted is not None:
        return next((term for term in terms if term.pk == wanted), None)
    begun = [term for term in terms if term.starts <= actor.today]
    return begun[-1] if begun else next(iter(terms), None)


def load_groups(actor: PersonActor, chosen: UUID | None) -> GroupsPage:
    """Groups within reach that keep journals in the term; the number of statements does not grow with them."""
    term, tabs = terms_of(actor, chosen)
    if term is None:
        return GroupsPage(None, tabs, (), closes=False)
    rows = policy.visible(actor, GROUP).filter(year=term.year_id)
    rows = rows.filter(pk__in=Course.objects.of(actor.college_id).filter(term=term.pk).values("group_id"))
    found = list(rows.order_by("department__name", "name").values_list("pk", "name", "department__short_name"))
    own = [pk for pk, *_rest in found]
    places = places_of(actor.college_id, own, term, actor.today, actor.parameters.year_marks)
    wanted = Counter(place.group for place in places for _student in place.students)
    done = Counter(place.group for place in places for _student in place.students - place.missing)
    states = dict(
        TermClosing.objects.of(actor.college_id).filter(term=term.pk, group__in=own).values_list("group_id", "state")
    )
    lines = [
        GroupLine(pk, name, department or "", State(states.get(pk, State.OPEN)), done[pk], wanted[pk])
        for pk, name, department in found
    ]
    return GroupsPage(term, tabs, tuple(lines), closes=policy.may(actor, CLOSE))


@dataclass(frozen=True, slots=True)
class Column:
    """A discipline of the summary; ``year``: its mark of the year."""

    discipline: UUID
    course: UUID
    short: str
    name: str
    form: str
    year: bool = False


@dataclass(frozen=True, slots=True)
class SummaryCell:
    """``value`` is set, or ``proposed``; ``studies``: whether he is on a list of this discipline at all."""

    value: str
    proposed: str
    studies: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A student with his cells in the order of the columns."""

    name: str
    cells: tuple[SummaryCell, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the trace."""

    words: str
    made_at: dt.datetime
    by: str
    reason: str
    order: str
    seconded: str
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do with the group's term now."""

    collect: bool
    council: bool
    close: bool
    back: bool
    second: bool
    withdraw: bool


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The summary of one group and term."""

    state: State
    words: str
    protocol: str
    protocol_date: dt.date | None
    columns: tuple[Column, ...]
    lines: tuple[SummaryLine, ...]
    missing: tuple[Missing, ...]
    papers: tuple[Paper, ...]
    personal: tuple[PersonalTerm, ...]
    steps: tuple[StepLine, ...]
    waiting: StepLine | None
    asked_by_me: bool
    year_closed: bool
    rights: Rights


def load_group(actor: PersonActor, group: Group, term: Term) -> GroupPage:
    """One group; the number of statements does not grow with students and disciplines."""
    told = proposals_of(actor, group, term)
    found_results = results_of_group(actor.college_id, group.pk, term.pk)
    proposals = {place: one.value for place, one in told.proposals.items()}
    shown = [
        Column(head.discipline, head.course, head.short, head.name, YEAR_FORM if year else head.form, year)
        for head in told.heads.values()
        for year in (False, True)
        if not year or head.discipline in told.years
    ]
    results = _decided(found_results)
    lines = [
        SummaryLine(name, tuple(_cell((student, head.discipline, head.year), results, proposals) for head in shown))
        for student, name in sorted(told.names.items(), key=lambda item: item[1])
    ]
    return _page(actor, group, term, tuple(shown), tuple(lines))


def _cell(place: Where, results: dict[Where, ResultRow], proposals: dict[Where, str]) -> SummaryCell:
    result = results.get(place)
    return SummaryCell(
        result.value if result else "", proposals.get(place, ""), place in proposals, result.reason if result else ""
    )


def _decided(rows: Sequence[ResultRow]) -> dict[Where, ResultRow]:
    """Place → the result that decides the term (or the year); a term mark goes before what came of a document."""
    found: dict[Where, ResultRow] = {}
    for level in (*reversed(COUNTS), Level.YEAR):
        year = level is Level.YEAR
        found.update({(row.student, row.discipline, year): row for row in rows if row.level == level and row.value})
    return found


def _page(
    actor: PersonActor, group: Group, term: Term, columns: tuple[Column, ...], lines: tuple[SummaryLine, ...]
) -> GroupPage:
    own = actor.college_id
    closing = TermClosing.objects.of(own).filter(group=group.pk, term=term.pk).first()
    state = State(closing.state) if closing else State.OPEN
    rows = list(TermStep.objects.of(own).filter(closing=closing.pk).order_by("made_at", "pk")) if closing else []
    who = {pk for row in rows for pk in (row.made_by_id, row.seconded_by_id, row.dropped_by_id) if pk}
    people = (
        Person.objects.of(own).filter(pk__in=who).values_list("pk", "surname", "given", "patronymic") if who else []
    )
    named = {pk: short_name(*name) for pk, *name in people}
    steps = tuple(_step(actor, row, named) for row in rows)
    last = rows[-1] if rows else None
    shut = term.year.closed_at is not None  # nothing of its terms moves until the year itself is opened
    waits = last is not None and last.waits and not shut
    mine = bool(waits and last and last.made_by_id == actor.person_id)
    can = {name: policy.may(actor, name) and policy.visible(actor, name).filter(pk=group.pk).exists()
           for name in (COLLECT, COUNCIL, CLOSE, REOPEN, SECOND)}  # fmt: skip
    back = {
        State.OPEN: False,
        State.COLLECTED: can[COLLECT],
        State.COUNCIL: can[COUNCIL],
        State.CLOSED: can[REOPEN] and not waits and not shut,
    }
    return GroupPage(
        state, STATE_WORDS[state], closing.council_number if closing else "", closing.council_date if closing else None,
        columns, lines, tuple(missing_of(own, [group.pk], term, actor.today, actor.parameters.year_marks).get(group.pk, [])),
        () if state is State.CLOSED else tuple(outstanding_papers(actor, group, term)),
        tuple(personal_terms(actor, group.pk)), steps,
        steps[-1] if waits else None, mine, shut,
        Rights(
            collect=state is State.OPEN and can[COLLECT], council=state is State.COLLECTED and can[COUNCIL],
            close=state is State.COUNCIL and can[CLOSE], back=back[state], second=waits and not mine and can[SECOND],
            withdraw=mine and can[REOPEN],
        ),
    )  # fmt: skip


def _step(actor: PersonActor, row: Any, names: dict[UUID, str]) -> StepLine:
    """A step in words; its moment by the college's clock."""
    words = STATE_WORDS[State(row.after)]
    if row.before == State.CLOSED:
        words = "открыт снова" if row.seconded_by_id else "просьба открыть"
        if row.dropped_at:
            words = "просьба открыть отозвана" if row.dropped_by_id == row.made_by_id else "просьба открыть отклонена"
    elif row.after == State.OPEN:
        words = "возвращён преподавателям"
    return StepLine(
        words,
        row.made_at.astimezone(actor.now.tzinfo),
        names.get(row.made_by_id, ""),
        row.reason,
        row.order_number,
        names.get(row.seconded_by_id, ""),
        f"{names.get(row.dropped_by_id, '')}: {row.dropped_why}" if row.dropped_at else "",
    )
