"""Everything a dashboard is drawn from, read once: sums, final marks, hours, findings, forecasts. A constant number of statements."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.assessment.rules.indicators import group_figures
from zhurnal.assessment.rules.values import Outcome
from zhurnal.indicators.queries.finals import Finals, Sets, sets_of
from zhurnal.indicators.queries.findings import findings_of, looked_since
from zhurnal.indicators.queries.overlay import Overlay, overlay_of
from zhurnal.indicators.queries.places import Journal, Places, places_of, taught_places, terms_of
from zhurnal.indicators.queries.risks import Risks, risks_of
from zhurnal.indicators.queries.summing import Given, hours_of, sums_of
from zhurnal.indicators.rules.cut import Cut, Dimension
from zhurnal.indicators.rules.figures import Figures, Side
from zhurnal.indicators.rules.periods import Asked, Days, Period, Term, asked, term_on
from zhurnal.indicators.rules.sums import Sums, total
from zhurnal.oversight.rules.hours import Hours, of_students
from zhurnal.people.actor import PersonActor
from zhurnal.results.heirs import heirs_of


@dataclass(frozen=True, slots=True)
class Question:
    """What a page asks: which part of the college, which days, as of when."""

    cut: Cut
    period: Period
    day: date


@dataclass(frozen=True, slots=True)
class At:
    """What stood at the end of a day. ``journals``: of the asked part, of the semester of that day; ``checked``: those whose findings may stand;

    ``findings`` is None where nobody looked yet.
    """

    journals: dict[UUID, Journal]
    checked: dict[UUID, Journal]
    hours: dict[UUID, Hours]
    findings: dict[tuple[UUID, UUID | None], int] | None
    risks: Risks


@dataclass(slots=True)
class Gathered:
    """``journals``: of the asked part; ``sums``: for now, before, a year ago; ``at``: the same of days; ``heirs``: group of an earlier year → its group of the day."""

    question: Question
    terms: list[Term]
    term: Term | None
    days: Asked
    places: Places
    journals: dict[UUID, Journal]
    sums: list[dict[Given, Sums]]
    finals: Sets
    at: tuple[At, At | None, At | None]
    overlay: Overlay
    heirs: dict[UUID, UUID]

    @property
    def current(self) -> dict[UUID, Journal]:
        """Journals of the semester of the day."""
        return self.at[0].journals

    @property
    def hours(self) -> dict[UUID, Hours]:
        """Their hours."""
        return self.at[0].hours

    @property
    def risks(self) -> Risks:
        """Who is feared for in them."""
        return self.at[0].risks


def gather(actor: PersonActor, question: Question) -> Gathered:
    """Read it; who asks sees what is within his reach only."""
    own, day, cut = actor.college_id, question.day, question.cut
    terms, overlay = terms_of(own), overlay_of(own, actor.today)
    term, days = term_on(terms, day), asked(question.period, day, terms)
    sets, teacher = sets_of(own, terms, day, overlay), cut.teacher
    held = [(side.until, term_on(terms, side.until)) if side else (day, None) for side in (days.before, days.year_ago)]
    owing = {key for on, of in ((day, term), *held) for key in _owing(terms, of, on)}
    touched = [UUID(one.key) for one in terms if _touches(one, days) or one.key in owing or one.key in sets.terms]
    places = taught_places(actor, teacher, touched, day) if teacher and cut.own else places_of(actor, touched, day)
    past = any(one.key in sets.terms | {x.hex for x in touched} and term and one.begins < term.begins for one in terms)
    heirs = heirs_of(own, day) if past else {}
    journals = {pk: one for pk, one in places.journals.items() if _within(one, cut, heirs)}
    whole = places.whole and cut.is_whole
    narrow = None if whole else list(journals)
    if teacher:
        narrow = None if places.whole else list(places.journals)
    sums = sums_of(own, (days.now, days.before, days.year_ago), overlay, narrow, teacher)
    gathered = Gathered(
        question, terms, term, days, places, journals, sums, sets, (_NOTHING, None, None), overlay, heirs
    )
    since = looked_since(own)
    before, ago = (_at(actor, gathered, side, of, since=since) if of else None for side, of in held)
    gathered.at = _at(actor, gathered, day, term, since=None), before, ago
    return gathered


_NOTHING = At({}, {}, {}, {}, Risks())


def _at(actor: PersonActor, gathered: Gathered, day: date, term: Term | None, *, since: datetime | None) -> At:
    """``since``: of a past day, when the first finding was seen: before that there are none because nobody looked."""
    own, cut, places = actor.college_id, gathered.question.cut, gathered.places
    journals = {pk: one for pk, one in gathered.journals.items() if term and one.term.hex == term.key}
    begun = {one.key for one in gathered.terms if one.since <= day}
    reached = places.journals if cut.teacher else gathered.journals
    checked = {pk: one for pk, one in reached.items() if one.term.hex in begun}
    now, whole, end = day == gathered.question.day, places.whole and cut.is_whole, _end(actor, day)
    if not now and not journals and not checked:
        return _NOTHING
    span = Days(term.since, term.until, "") if term else gathered.days.now
    planned = {pk: one.hours for pk, one in journals.items()}
    looked = now or (since is not None and since < end)
    return At(
        journals, checked, hours_of(own, span, day, planned, gathered.overlay, whole=whole),
        findings_of(own, checked, end, now=day == actor.today, whole=whole) if looked else None,
        risks_of(own, journals, day, whole=whole),
    )  # fmt: skip


def _owing(terms: list[Term], term: Term | None, day: date) -> set[str]:
    """Semesters of the year of a day that have begun by it: what stood open in them may stand still."""
    return {one.key for one in terms if term and one.year == term.year and one.since <= day}


def _end(actor: PersonActor, day: date) -> datetime:
    """The first moment after the day, by the college's clock."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=actor.now.tzinfo)


def _touches(term: Term, days: Asked) -> bool:
    spans = (days.now, days.before, days.year_ago)
    return any(span and term.since <= span.until and span.since <= term.until for span in spans)


def _within(journal: Journal, cut: Cut, heirs: dict[UUID, UUID]) -> bool:
    group = journal.group
    return (
        cut.department in (None, group.department)
        and cut.group in (None, group.id, heirs.get(group.id))
        and cut.specialty in (None, group.specialty)
        and cut.discipline in (None, journal.discipline)
        and (cut.teacher is None or cut.teacher in journal.teachers)
    )


Keyed = Callable[[Journal], Iterable[Hashable]]
KEYS: dict[Dimension, Keyed] = {
    Dimension.WHOLE: lambda journal: ("",),
    Dimension.DEPARTMENT: lambda journal: (journal.group.department,),
    Dimension.GROUP: lambda journal: (journal.group.id,),
    Dimension.SPECIALTY: lambda journal: (journal.group.specialty,),
    Dimension.DISCIPLINE: lambda journal: (journal.discipline,),
    Dimension.JOURNAL: lambda journal: (journal.id,),
    Dimension.TEACHER: lambda journal: journal.teachers,
}


def _keys(gathered: Gathered, dimension: Dimension, journal: Journal) -> Iterable[Hashable]:
    """Under which lines a journal is counted: one of an earlier year under the group that goes on for its group."""
    if dimension is Dimension.GROUP:
        heir = gathered.heirs.get(journal.group.id)
        return (heir if heir in gathered.places.groups else journal.group.id,)
    return KEYS[dimension](journal)


def lines_of(gathered: Gathered, dimension: Dimension) -> dict[Hashable, Figures]:
    """key → figures of the line: the whole, or by departments, groups, specialties, disciplines, teachers, journals."""
    found: dict[Hashable, Figures] = defaultdict(Figures)
    _put_sums(gathered, dimension, found)
    _put_finals(gathered, dimension, found)
    for figures in found.values():
        figures.findings = 0
    for side, at in zip(Side, gathered.at, strict=True):
        if at is not None:
            _put_hours(gathered, dimension, at, found, side)
            _put_findings(gathered, dimension, at, found, side)
            _put_risks(gathered, dimension, at, found, side)
    return found


def _put_sums(gathered: Gathered, dimension: Dimension, found: dict[Hashable, Figures]) -> None:
    journals = gathered.places.journals if gathered.question.cut.teacher else gathered.journals
    for side, sums in zip(Side, gathered.sums, strict=True):
        parts: dict[Hashable, list[Sums]] = defaultdict(list)
        for (course, teacher), part in sums.items():
            journal = journals.get(course)
            if journal is not None:
                for key in (teacher,) if dimension is Dimension.TEACHER else _keys(gathered, dimension, journal):
                    parts[key].append(part)
        for key, of_key in parts.items():
            setattr(found[key], side, total(of_key))


def _put_finals(gathered: Gathered, dimension: Dimension, found: dict[Hashable, Figures]) -> None:
    sets = gathered.finals
    for name, side, finals in (
        ("finals", "now", sets.now), ("finals", "before", sets.before), ("finals", "year_ago", sets.year_ago),
        ("checkpoint", "now", sets.checkpoint), ("checkpoint", "before", sets.checkpoint_before),
    ):  # fmt: skip
        for place, counts in finals.counts.items():
            for key in _finals_keys(gathered, dimension, place):
                marked = getattr(found[key], name)
                getattr(marked, side).update(counts)
    if dimension in (Dimension.WHOLE, Dimension.DEPARTMENT, Dimension.GROUP, Dimension.SPECIALTY):
        _put_students(gathered, dimension, sets.now, found)


def _finals_keys(
    gathered: Gathered, dimension: Dimension, place: tuple[UUID, UUID, UUID | None]
) -> tuple[Hashable, ...]:
    """Under which lines results of a (group, discipline, journal) are counted; none outside of the asked part."""
    group_id, discipline, course = place
    groups, cut = gathered.places.groups, gathered.question.cut
    group = (
        groups.get(group_id)
        if cut.teacher
        else groups.get(gathered.heirs.get(group_id, group_id), groups.get(group_id))
    )
    journal = gathered.places.journals.get(course) if course else None
    if group is None or cut.discipline not in (None, discipline):
        return ()
    if not (cut.department in (None, group.department) and cut.group in (None, group.id)):
        return ()
    if cut.specialty not in (None, group.specialty):
        return ()
    if cut.teacher and not (journal and cut.teacher in journal.teachers):
        return ()
    if dimension is Dimension.DISCIPLINE:
        return (discipline,)
    if dimension in (Dimension.TEACHER, Dimension.JOURNAL):
        return tuple(KEYS[dimension](journal)) if journal else ()
    return {
        Dimension.WHOLE: ("",), Dimension.DEPARTMENT: (group.department,), Dimension.GROUP: (group.id,),
        Dimension.SPECIALTY: (group.specialty,),
    }[dimension]  # fmt: skip


def _put_students(gathered: Gathered, dimension: Dimension, finals: Finals, found: dict[Hashable, Figures]) -> None:
    """Figures by students (trap 1): of whole groups only."""
    cut = gathered.question.cut
    if cut.discipline or cut.teacher:
        return
    lists: dict[Hashable, list[list[Outcome]]] = defaultdict(list)
    for group, students in finals.students.items():
        keys = _finals_keys(gathered, dimension, (group, UUID(int=0), None))
        for counts in students.values():
            for key in keys:
                lists[key].append(list(counts.elements()))
    for key, results in lists.items():
        found[key].by_students = group_figures(results)


def _put_hours(gathered: Gathered, dimension: Dimension, at: At, found: dict[Hashable, Figures], side: Side) -> None:
    """Hours of a group's students: subgroups that sit apart are one time of theirs (A5.2); a teacher's and a journal's are its own."""
    apart = dimension in (Dimension.TEACHER, Dimension.JOURNAL)
    places: dict[Hashable, list[tuple[Hashable, Hours]]] = defaultdict(list)
    for course, hours in at.hours.items():
        journal = at.journals[course]
        place = course if apart else (journal.group.id, journal.discipline, bool(journal.subgroup))
        for key in _keys(gathered, dimension, journal):
            places[key].append((place, hours))
    for key, parts in places.items():
        found[key].stood(side).hours = of_students(parts)


def _put_findings(gathered: Gathered, dimension: Dimension, at: At, found: dict[Hashable, Figures], side: Side) -> None:
    """Only under lines that there are; a line with a journal of that day and no finding has none."""
    if at.findings is None:
        return
    asked = gathered.question.cut.teacher
    for journal in at.checked.values():
        for key in _keys(gathered, dimension, journal):
            if key in found:
                line = found[key].stood(side)
                line.findings = line.findings or 0
    for (course, teacher), number in at.findings.items():
        journal_ = at.checked.get(course)
        if journal_ is None or (asked and asked not in ((teacher,) if teacher else journal_.teachers)):
            continue
        keys = (teacher,) if dimension is Dimension.TEACHER and teacher else _keys(gathered, dimension, journal_)
        for key in keys:
            if key in found:
                line = found[key].stood(side)
                line.findings = (line.findings or 0) + number


def _put_risks(gathered: Gathered, dimension: Dimension, at: At, found: dict[Hashable, Figures], side: Side) -> None:
    """By whole students where a line is made of groups, else by student and journal."""
    risks, cut = at.risks, gathered.question.cut
    by_groups = dimension in (Dimension.WHOLE, Dimension.DEPARTMENT, Dimension.GROUP, Dimension.SPECIALTY)
    if by_groups and not cut.discipline and not cut.teacher:
        of_groups = risks.of_students(at.journals)
        parts = [
            (key, numbers)
            for group, numbers in of_groups.items()
            for key in _finals_keys(gathered, dimension, (group, UUID(int=0), None))
        ]
    else:
        parts = [
            (key, numbers)
            for course, numbers in risks.of_journals().items()
            if course in at.journals
            for key in _keys(gathered, dimension, at.journals[course])
        ]
    for key, (at_risk, told) in parts:
        found[key].stood(side).at_risk += at_risk
        found[key].stood(side).forecast += told
