"""A teacher's own journals, judged at the moment he looks: what he has just repaired is gone (3.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.checks.gather import gather, pages_of
from zhurnal.checks.homework import hours_of_homework
from zhurnal.checks.models import Finding
from zhurnal.checks.policy import OWN
from zhurnal.checks.queries.counts import own_by_term
from zhurnal.checks.queries.heads import Head, heads_of
from zhurnal.checks.queries.lines import Line
from zhurnal.checks.rules.catalogue import RULES, Rule, Severity
from zhurnal.checks.rules.facts import Found
from zhurnal.checks.rules.judging import judge
from zhurnal.checks.rules.keeping import Place, place_of
from zhurnal.checks.rules.states import State
from zhurnal.checks.stored import settings
from zhurnal.checks.terms import checked_terms, chosen_term
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.oversight.queries.hours import term_name
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import list_name

_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class OwnJournal:
    """One journal with what is found in it."""

    head: Head
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """``journals``: those with findings; ``clean``: how many have none; ``dismissed``: how many findings a checker has dismissed.

    ``terms``: where there is more than one to choose: (32 digits, name, findings of the last check, whether it is this one).
    """

    term: str
    terms: tuple[tuple[str, str, int, bool], ...] = ()
    journals: tuple[OwnJournal, ...] = ()
    clean: int = 0
    dismissed: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return sum(len(journal.lines) for journal in self.journals)


def load_own(actor: PersonActor, asked: str = "") -> OwnPage:
    """Everything in the teacher's journals of the term that is asked for, or of the latest one in which something waits.

    A constant number of statements.
    """
    owing = own_by_term(actor)
    terms = checked_terms(actor.college_id, actor.today, owing)
    term = chosen_term(terms, owing, asked)
    if term is None:
        return OwnPage(term_name(term))
    others = tuple((one.pk.hex, term_name(one), owing.get(one.pk, 0), one == term) for one in terms)
    heads = heads_of(policy.visible(actor, OWN).filter(term=term.pk))
    own = _led(actor)
    found = _found(actor, term, heads, own)
    kept = _kept(actor, heads)
    tell(actor, OWN, people={one.student for one, _day, _slot in found if one.student})
    names = _names(actor, {one.student for one, _day, _slot in found if one.student})
    lines: dict[UUID, list[Line]] = {head: [] for head in heads}
    dismissed = 0
    for one, day, slot in found:
        pk, state = kept.get(place_of(one), (None, State.OPEN.value))
        dismissed += state == State.DISMISSED
        if state != State.DISMISSED:
            lines[one.course].append(
                Line(
                    pk, one.rule.value, heads[one.course], one.evidence, student=names.get(one.student, ""),
                    lesson=one.lesson, day=day, practice=one.practice, student_id=one.student, slot=slot, reads=one.course in own,
                )
            )  # fmt: skip
    journals = tuple(OwnJournal(heads[pk], tuple(there)) for pk, there in lines.items() if there)
    return OwnPage(
        term_name(term), others if len(others) > 1 else (), journals, len(heads) - len(journals), dismissed
    )  # fmt: skip


def _found(
    actor: PersonActor, term: Term, heads: dict[UUID, Head], own: set[UUID]
) -> list[tuple[Found, date | None, int]]:
    """What stands now, on which day and in which column, what weighs most first; in a journal of somebody else only of lessons given there."""
    pages = pages_of(actor.college_id, term, heads) if heads else []
    rules = settings(actor.college_id, actor.parameters)
    found: list[tuple[Found, date | None, int]] = []
    asked = [page.id for page in pages] if rules[Rule.HOMEWORK_LATE].on else None
    homework = None if asked is None else hours_of_homework(actor.college_id, term, asked, actor.now.tzinfo)
    for page in gather(actor.college_id, pages, term, actor.today, actor.parameters, homework):
        if page.id in heads:
            days: dict[UUID | None, date] = {lesson.id: lesson.day for lesson in page.lessons}
            slots = {work.id: work.slot for lesson in page.lessons for work in lesson.works}
            found += [
                (one, days.get(one.lesson, one.day), slots.get(one.work, 0) if one.work else 0)
                for one in judge(page, rules)
                if page.id in own or one.teacher == actor.person_id
            ]
    found.sort(key=lambda pair: (_ORDER[RULES[pair[0].rule].severity], -(pair[1] or date.min).toordinal()))
    return found


def _led(actor: PersonActor) -> set[UUID]:
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), teacher=actor.person_id)
    return set(rows.values_list("course_id", flat=True))


def _kept(actor: PersonActor, courses: Iterable[UUID]) -> dict[Place, tuple[UUID, str]]:
    rows = Finding.objects.of(actor.college_id).filter(course__in=list(courses))
    columns = ("course_id", "rule", "place", "pk", "state")
    return {(course, rule, place): (pk, state) for course, rule, place, pk, state in rows.values_list(*columns)}


def _names(actor: PersonActor, students: Iterable[UUID]) -> dict[UUID | None, str]:
    rows = Person.objects.of(actor.college_id).filter(pk__in=list(students))
    return {pk: list_name(surname, given) for pk, surname, given in rows.values_list("pk", "surname", "given")}
