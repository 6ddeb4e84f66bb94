"""What a student or parent sees of the record, and what became of his corrections (1.9, 2.7, 2.8, 3.5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import list_name
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import Proposal
from zhurnal.registers.policy import READ_OWN
from zhurnal.registers.rules.fields import BY_KEY, SECTION_TITLES, Field, Kind, Section
from zhurnal.registers.rules.proposals import STATE_WORDS, ProposalState
from zhurnal.registers.rules.reading import shown_value
from zhurnal.registers.rules.staleness import Updated, updated
from zhurnal.registers.sheet import read_sheet

SHOWN = 30  # proposals


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A field as the family sees it."""

    key: str
    title: str
    value: str
    proposable: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal of this person and what became of it."""

    title: str
    was: str
    value: str
    note: str
    state: str
    words: str
    answer: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One's own record or a child's. ``children``: (id, name) where there are several."""

    sections: list[tuple[str, list[OwnLine], Updated]]
    asked: list[Asked]
    children: list[tuple[UUID, str]]
    special: bool


def reached(actor: PersonActor) -> list[tuple[UUID, str]]:
    """Whose records the actor sees: his own, his children's. One statement."""
    rows = policy.visible(actor, READ_OWN).order_by("surname", "given", "pk").values_list("pk", "surname", "given")
    return [(pk, list_name(surname, given)) for pk, surname, given in rows]


def load_own(actor: PersonActor, student: Person) -> OwnPage:
    """Six statements. Of parents one sees only himself: the other parent's contacts are not shown (152-ФЗ)."""
    chosen = chosen_fields(actor.college_id)
    sheet = read_sheet(actor, [student.pk], [one.key for one in chosen.usual])
    hidden = actor.person_id == student.pk or sheet.students[0].adult  # of a student of age only his own is kept
    shown = [one for one in chosen.usual if one.kind is not Kind.FAMILY and not (one.of_parent and hidden)]

    def line(one: Field) -> OwnLine:
        person = actor.person_id if one.of_parent and actor.person_id else student.pk
        return OwnLine(one.key, one.title, shown_value(one, sheet.value(person, one)), one.proposable)

    def written(section: Section) -> Updated:
        people = {actor.person_id or student.pk} if section is Section.PARENTS else {student.pk}
        at = sheet.updated(people, [one.key for one in shown if one.section is section])
        return updated(at.astimezone(actor.now.tzinfo).date() if at else None, actor.today)

    sections = [
        (
            "О вас" if section is Section.PARENTS else SECTION_TITLES[section],
            [line(one) for one in shown if one.section is section],
            written(section),
        )
        for section in Section
        if any(one.section is section for one in shown)
    ]
    return OwnPage(sections, _asked(actor, student), reached(actor), bool(chosen.special))


def _asked(actor: PersonActor, student: Person) -> list[Asked]:
    rows = Proposal.objects.of(actor.college_id).filter(student=student.pk, made_by=actor.person_id)
    columns = rows.order_by("-made_at", "-pk").values_list(
        "field", "was", "value", "note", "state", "answer", "made_at"
    )
    found = []
    for key, was, value, note, state, answer, made_at in columns[:SHOWN]:
        one = BY_KEY[key]
        words = STATE_WORDS[ProposalState(state)]
        moment = made_at.astimezone(actor.now.tzinfo)
        found.append(
            Asked(one.title, shown_value(one, was), shown_value(one, value), note, state, words, answer, moment)
        )
    return found


def own_value(actor: PersonActor, student: Person, one: Field) -> str:
    """What is written now, in words. Three statements."""
    person = actor.person_id if one.of_parent and actor.person_id else student.pk
    return shown_value(one, read_sheet(actor, [student.pk], [one.key]).value(person, one))
