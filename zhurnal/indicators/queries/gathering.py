"""Everything a dashboard is drawn from, read once: sums, final marks, hours, findings, forecasts. A constant number of statements."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.assessment.rules.indicators import group_figures
from zhurnal.indicators.queries.finals import Finals, Sets, sets_of
from zhurnal.indicators.queries.findings import findings_of
from zhurnal.indicators.queries.overlay import Overlay, overlay_of
from zhurnal.indicators.queries.places import Journal, Places, places_of, taught_places, terms_of
from zhurnal.indicators.queries.risks import Risks, risks_of
from zhurnal.indicators.queries.summing import Given, hours_of, sums_of
from zhurnal.indicators.rules.cut import Cut, Dimension
from zhurnal.indicators.rules.figures import Figures
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


@dataclass(slots=True)
class Gathered:
    """``journals``: of the asked part; ``sums``: for now, before, a year ago; ``heirs``: group of an earlier year → its group of the day."""

    question: Question
    terms: list[Term]
    term: Term | None
    days: Asked
    places: Places
    journals: dict[UUID, Journal]
    sums: list[dict[Given, Sums]]
    finals: Sets
    hours: dict[UUID, Hours]
    findings: dict[tuple[UUID, UUID | None], int]
    risks: Risks
    overlay: Overlay
    heirs: dict[UUID, UUID]

    @property
    def current(self) -> dict[UUID, Journal]:
        """Journals of the semester of the day."""
        return {pk: one for pk, one in self.journals.items() if self.term and one.term.hex == self.term.key}


def gather(actor: PersonActor, question: Question) -> Gathered:
    """Read it; who asks sees what is within his reach only."""
    own, day, cut = actor.college_id, question.day, question.cut
    terms, overlay = terms_of(own), overlay_of(own, actor.today)
    term, days = term_on(terms, day), asked(question.period, day, terms)
    sets, teacher = sets_of(own, terms, day, overlay), cut.teacher
    owing = {
        one.key for one in terms if term and one.year == term.year and one.since <= day
    }  # what stood open in them may stand still
    touched = [UUID(one.key) for one in terms if _touches(one, days) or one.key in owing or one.key in sets.terms]
    places = taught_places(actor, teacher, touched, day) if teacher and cut.own else places_of(actor, touched, day)
    journals = {pk: one for pk, one in places.journals.items() if _within(one, cut)}
    whole = places.whole and cut.is_whole
    narrow = None if whole else list(journals)
    if teacher:
        narrow = None if places.whole else list(places.journals)
    sums = sums_of(own, (days.now, days.before, days.year_ago), overlay, narrow, teacher)
    current = {pk: one.hours for pk, one in journals.items() if term and one.term.hex == term.key}
    past = any(one.key in sets.terms and term and one.begins < term.begins for one in terms)
    span = Days(term.since, term.until, "") if term else days.now
    return Gathered(
        question, terms, term, days, places, journals, sums, sets, hours_of(own, span, day, current, overlay, whole=whole),
        findings_of(own, places.journals if teacher else journals, _end(actor, day), now=day == actor.today, whole=whole),
        risks_of(own, current, day, whole=whole), overlay, heirs_of(own, day) if past else {},
    )  # fmt: skip


def _end(actor: PersonActor, day: date) -> datetime:
    """The first moment after the day, by the college's clock."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=actor.now.tzinfo)


def _touches(term: Term, days: Asked) -> bool:
    spans = (days.now, days.before, days.year_ago)
    return any(span and term.since <= span.until and span.since <= term.until for span in spans)


def _within(journal: Journal, cut: Cut) -> bool:
    group = journal.group
    return (
        cut.department in (None, group.department)
        and cut.group in (None, group.id)
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


def lines_of(gathered: Gathered, dimension: Dimension) -> dict[Hashable, Figures]:
    """key → figures of the line: the whole, or by departments, groups, specialties, disciplines, teachers, journals."""
    found: dict[Hashable, Figures] = defaultdict(Figures)
    _put_sums(gathered, dimension, found)
    _put_finals(gathered, dimension, found)
    _put_hours(gathered, dimension, found)
    _put_findings(gathered, dimension, found)
    _put_risks(gathered, dimension, found)
    return found


def _put_sums(gathered: Gathered, dimension: Dimension, found: dict[Hashable, Figures]) -> None:
    journals = gathered.places.journals if gathered.question.cut.teacher else gathered.journals
    for side, sums in zip(("now", "before", "year_ago"), gathered.sums, strict=True):
        parts: dict[Hashable, list[Sums]] = defaultdict(list)
        for (course, teacher), part in sums.items():
            journal = journals.get(course)
            if journal is not None:
                for key in (teacher,) if dimension is Dimension.TEACHER else KEYS[dimension](journal):
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
    lists: dict[Hashable, list[list[str]]] = defaultdict(list)
    for group, students in finals.students.items():
        keys = _finals_keys(gathered, dimension, (group, UUID(int=0), None))
        for counts in students.values():
            for key in keys:
                lists[key].append(list(counts.elements()))
    for key, values in lists.items():
        found[key].by_students = group_figures(values)


def _put_hours(gathered: Gathered, dimension: Dimension, found: dict[Hashable, Figures]) -> None:
    """Hours of a group's students: subgroups that sit apart are one time of theirs (A5.2); a teacher's and a journal's are its own."""
    apart = dimension in (Dimension.TEACHER, Dimension.JOURNAL)
    places: dict[Hashable, list[tuple[Hashable, Hours]]] = defaultdict(list)
    for course, hours in gathered.hours.items():
        journal = gathered.journals[course]
        place = course if apart else (journal.group.id, journal.discipline, bool(journal.subgroup))
        for key in KEYS[dimension](journal):
            places[key].append((place, hours))
    for key, parts in places.items():
        found[key].hours = of_students(parts)


def _put_findings(gathered: Gathered, dimension: Dimension, found: dict[Hashable, Figures]) -> None:
    for figures in found.values():
        figures.findings = 0
    asked = gathered.question.cut.teacher
    journals = gathered.places.journals if asked else gathered.journals
    for (course, teacher), number in gathered.findings.items():
        journal = journals.get(course)
        if journal is None or (asked and asked not in ((teacher,) if teacher else journal.teachers)):
            continue
        keys = (teacher,) if dimension is Dimension.TEACHER and teacher else KEYS[dimension](journal)
        for key in keys:
            if key in found:
                found[key].findings = (found[key].findings or 0) + number


def _put_risks(gathered: Gathered, dimension: Dimension, found: dict[Hashable, Figures]) -> None:
    """By whole students where a line is made of groups, else by student and journal."""
    risks, cut = gathered.risks, gathered.question.cut
    by_groups = dimension in (Dimension.WHOLE, Dimension.DEPARTMENT, Dimension.GROUP, Dimension.SPECIALTY)
    if by_groups and not cut.discipline and not cut.teacher:
        of_groups = risks.of_students(gathered.current)
        parts = [
            (key, numbers)
            for group, numbers in of_groups.items()
            for key in _finals_keys(gathered, dimension, (group, UUID(int=0), None))
        ]
    else:
        parts = [
            (key, numbers)
            for course, numbers in risks.of_journals().items()
            if course in gathered.journals
            for key in KEYS[dimension](gathered.journals[course])
        ]
    for key, (at_risk, told) in parts:
        found[key].at_risk += at_risk
        found[key].forecast += told
