"""What was changed beside a journal while its closed term stood open: days of its practice, causes of its students' absences.

They stand in records of their own, of the page of practice and of the student, so an act names each by its record and number
(A3.7, A6.3; clause 1.11 a).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course, Membership
from zhurnal.inspection.reopened import Reopened
from zhurnal.inspection.rules import values
from zhurnal.journal.models import Entry, Excuse
from zhurnal.journal.queries.place_names import names_of
from zhurnal.journal.rules.signs import ABSENT, RequestState
from zhurnal.kernel.dates import full
from zhurnal.kernel.models import Change
from zhurnal.modules.models import PracticePage
from zhurnal.modules.rules.corrections import DAY, day_of, done_words
from zhurnal.modules.rules.practice import STRIKE, WRITE
from zhurnal.oversight.actions.excuses import ANSWER, SET, YIELD
from zhurnal.people.actor import PersonActor

CAUSE = "excuse:"
_COLUMNS = ("chain", "seq", "action", "target", "before", "after", "at", "actor_name", "actor_id", "reason", "hash")


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of an act about another record: which (``chain``, ``seq``), where in words, what was and what became."""

    chain: UUID
    seq: int
    place: str
    before: str
    after: str
    at: datetime
    reason: str
    author: str
    author_id: UUID | None
    digest: str


@dataclass(frozen=True, slots=True)
class _Cause:
    """A cause as a change tells it: of which days, accepted as which kind."""

    since: date
    until: date
    kind: str

    @property
    def words(self) -> str:
        """«уважительная, 03.09.2026–07.09.2026»: an act names no illness (A6.5)."""
        return f"{values.cause_words(self.kind)}, {full(self.since)}–{full(self.until)}"


def changed_beside(actor: PersonActor, ones: Sequence[Reopened]) -> list[list[Beside]]:
    """Of each that has ended: days of its practice up to the day of the reopening, causes of days on which its students were absent in it.

    Four statements for any number of them; one more where causes were touched, where a family was answered, for names.
    """
    ended = [one for one in ones if one.until and one.closed_at]
    if not ended:
        return [[] for _one in ones]
    own = actor.college_id
    pages = _pages(own, ended)
    chains = {page for of in pages.values() for page in of} | _students(own, ended)
    since = min(one.step.seconded_at or one.step.made_at for one in ended)
    until = max(one.closed_at for one in ended if one.closed_at)
    rows = Change.objects.of(own).filter(chain__in=chains, at__gt=since, at__lt=until)
    told = list(rows.filter(action__in=_ACTIONS).order_by("at", "chain", "seq").values_list(*_COLUMNS))
    causes = _causes(own, told)
    missed, names = _missed(own, ended, {row[0] for row in told if row[2] not in _DAYS}), _names(own, told)
    found = []
    for one in ones:
        mine = [row for row in told if _in_time(one, row[6]) and _concerns(actor, one, row, pages, missed, causes)]
        found.append(_said(mine, names, causes))
    return found


def beside_by_numbers(college_id: UUID, wanted: Iterable[Sequence[Any]]) -> list[Beside]:
    """The lines of an act by (record, number) as it keeps them. Three statements at most, none for none."""
    known = {(UUID(chain), int(seq)) for chain, seq in wanted}
    if not known:
        return []
    chains, numbers = {chain for chain, _seq in known}, {seq for _chain, seq in known}
    rows = Change.objects.of(college_id).filter(chain__in=chains, seq__in=numbers)
    told = [row for row in rows.order_by("at", "chain", "seq").values_list(*_COLUMNS) if (row[0], row[1]) in known]
    return _said(told, _names(college_id, told), _causes(college_id, told))


_DAYS = (WRITE, STRIKE)
_ACTIONS = (*_DAYS, SET, YIELD, ANSWER)


def _pages(college_id: UUID, ones: Sequence[Reopened]) -> dict[UUID, set[UUID]]:
    """Journal → pages of its practice. Two statements."""
    rows = Course.objects.of(college_id).filter(pk__in={one.course for one in ones})
    places = {pk: tuple(place) for pk, *place in rows.values_list("pk", "group_id", "discipline_id", "term_id")}
    pages = PracticePage.objects.of(college_id).filter(group__in={place[0] for place in places.values()})
    by_place: dict[tuple[UUID, ...], set[UUID]] = defaultdict(set)
    for pk, *place in pages.values_list("pk", "group_id", "discipline_id", "term_id"):
        by_place[tuple(place)].add(pk)
    return {course: by_place[place] for course, place in places.items()}


def _students(college_id: UUID, ones: Sequence[Reopened]) -> set[UUID]:
    """Everybody who was ever on the lists of their groups. One statement."""
    groups = {one.step.closing.group_id for one in ones}
    return set(Membership.objects.of(college_id).filter(group__in=groups).values_list("student_id", flat=True))


def _missed(college_id: UUID, ones: Sequence[Reopened], students: set[UUID]) -> dict[UUID, dict[UUID, set[date]]]:
    """Journal → student → days on which he was absent in it. One statement, none for nobody."""
    found: dict[UUID, dict[UUID, set[date]]] = defaultdict(lambda: defaultdict(set))
    if not students:
        return found
    courses = {one.course for one in ones}
    rows = Entry.objects.of(college_id).filter(course__in=courses, student__in=students, value=ABSENT)
    for course, student, day in rows.values_list("course_id", "student_id", "lesson__date"):
        found[course][student].add(day)
    return found


def _causes(college_id: UUID, told: Iterable[tuple[Any, ...]]) -> dict[UUID, _Cause]:
    """Cause → as it stands: an answer to a family's message does not say the days. One statement, none for no answers."""
    asked = {UUID(row[3].removeprefix(CAUSE)) for row in told if row[2] == ANSWER}
    if not asked:
        return {}
    rows = Excuse.objects.of(college_id).filter(pk__in=asked)
    return {pk: _Cause(*said) for pk, *said in rows.values_list("pk", "since", "until", "kind")}


def _in_time(one: Reopened, at: datetime) -> bool:
    opened = one.step.seconded_at or one.step.made_at
    return one.closed_at is not None and opened < at < one.closed_at


def _concerns(
    actor: PersonActor,
    one: Reopened,
    row: tuple[Any, ...],
    pages: Mapping[UUID, set[UUID]],
    missed: Mapping[UUID, Mapping[UUID, set[date]]],
    causes: Mapping[UUID, _Cause],
) -> bool:
    chain, target = row[0], row[3]
    if row[2] in _DAYS:
        opened = (one.step.seconded_at or one.step.made_at).astimezone(actor.now.tzinfo).date()
        return chain in pages.get(one.course, ()) and len(target.rpartition(":")[2]) == DAY and day_of(target) <= opened
    days = missed.get(one.course, {}).get(chain, set())
    return any(cause.since <= day <= cause.until for cause in _both(row, causes) if cause for day in days)


def _both(row: tuple[Any, ...], causes: Mapping[UUID, _Cause]) -> tuple[_Cause | None, _Cause | None]:
    """(what was accepted before, what after) by a change of a cause."""
    _chain, _seq, action, target, before, after, *_rest = row
    if action == ANSWER:
        accepted = after == RequestState.APPROVED
        return None, causes.get(UUID(target.removeprefix(CAUSE))) if accepted else None
    return _cause(before), _cause(after)


def _cause(told: Any) -> _Cause | None:
    if not isinstance(told, dict):
        return None
    return _Cause(date.fromisoformat(told["since"]), date.fromisoformat(told["until"]), told["kind"])


def _names(college_id: UUID, told: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    """Names of the students of these changes by 32 digits. One statement, none for nobody."""
    students: set[UUID] = set()
    for row in told:
        students |= {UUID(who) for side in row[4:6] for who in side or ()} if row[2] in _DAYS else {row[0]}
    return names_of(college_id, students) if students else {}


def _said(told: list[tuple[Any, ...]], names: Mapping[str, str], causes: Mapping[UUID, _Cause]) -> list[Beside]:
    return [line for row in told for line in (_days(row, names) if row[2] in _DAYS else _excused(row, names, causes))]


def _days(row: tuple[Any, ...], names: Mapping[str, str]) -> list[Beside]:
    """A line for all students of whom the day says the same."""
    before, after, alike = row[4] or {}, row[5] or {}, defaultdict(list)
    for who in dict.fromkeys((*before, *after)):
        pair = tuple(done_words(side.get(who)) or values.NOTHING for side in (before, after))
        if pair[0] != pair[1]:
            alike[pair].append(names.get(who, "студент"))
    day = full(day_of(row[3]))
    return [
        _line(row, f"день практики {day}: {', '.join(sorted(who))}", was, became, row[9])
        for (was, became), who in alike.items()
    ]


def _excused(row: tuple[Any, ...], names: Mapping[str, str], causes: Mapping[UUID, _Cause]) -> list[Beside]:
    """A cause; the paper that it rests on is not repeated: it may tell of health."""
    was, became = (cause.words if cause else values.NO_CAUSE for cause in _both(row, causes))
    return (
        [_line(row, f"причина пропусков: {names.get(row[0].hex, 'студент')}", was, became, "")] if was != became else []
    )


def _line(row: tuple[Any, ...], place: str, before: str, after: str, reason: str) -> Beside:
    return Beside(row[0], row[1], place, before, after, row[6], reason, row[7], row[8], bytes(row[10]).hex())
