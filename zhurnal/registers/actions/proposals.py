"""Corrections that a student or parent proposes and the group leader answers (1.9, 3.5)."""

from dataclasses import dataclass

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.age import is_adult
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import Proposal
from zhurnal.registers.policy import DECIDE, DECIDED, PROPOSE
from zhurnal.registers.rules.cells import Place, Typed
from zhurnal.registers.rules.fields import BY_KEY, Field
from zhurnal.registers.rules.news import Answered, Asked
from zhurnal.registers.rules.proposals import ProposalState
from zhurnal.registers.rules.reading import read_value, shown_value
from zhurnal.registers.sheet import read_sheet
from zhurnal.registers.signals import proposal_answered, proposal_made

SAME = Refusal("same", "Так и записано. Исправлять нечего.")
EMPTY = Refusal("empty", "Напишите, как правильно.")
NO_WORD = Refusal("no_word", "Напишите, почему исправление не принято: студент и родители увидят ответ.")
CHANGED = Refusal("changed", "%(words)s")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person proposes: the field, how it should read, and a word to the leader."""

    field: Field
    text: str
    note: str = ""


def propose(actor: PersonActor, student: Person, wish: Wish) -> Proposal:
    """Write the proposal down; an unanswered one of the same person about the same field gives way. Raises ``Refused``."""
    policy.require(actor, PROPOSE, student)
    own, field = actor.college_id, wish.field
    subject = actor.person_id if field.of_parent else student.pk
    read = read_value(field, wish.text, actor.today)
    if read.trouble:
        raise Refused(Refusal("unreadable", "%(words)s", {"words": read.trouble}))
    if not read.value:
        raise Refused(EMPTY)
    with transaction.atomic():
        head = audit.lock(own, student.pk)
        was = read_sheet(actor, [student.pk], [field.key]).value(subject, field) if subject else ""
        if was == read.value:
            raise Refused(SAME)
        rows = Proposal.objects.of(own).filter(
            student=student, subject=subject, field=field.key, made_by=actor.person_id
        )
        rows.filter(state=ProposalState.OPEN).update(state=ProposalState.REPLACED)
        made: Proposal = Proposal.objects.create(
            college_id=own, student=student, subject_id=subject, field=field.key, was=was, value=read.value, note=wish.note,
            made_by_id=actor.person_id, made_at=actor.now,
        )  # fmt: skip
        audit.append(head, actor, [audit.Event(PROPOSE, f"proposal:{made.pk.hex}", None, {"field": field.key})])
        proposal_made.send(Proposal, actor=actor, news=Asked(made.pk, student.pk, field.title))
    return made


def decide(actor: PersonActor, proposal: Proposal, word: str, *, accept: bool) -> None:
    """Accept (the value is written as if the leader had typed it) or decline with a word. Raises ``Refused``."""
    policy.require(actor, DECIDE, proposal)
    if not accept and not word:
        raise Refused(NO_WORD)
    own, state = actor.college_id, ProposalState.ACCEPTED if accept else ProposalState.DECLINED
    with transaction.atomic():
        head = audit.lock(own, proposal.student_id)
        rows = Proposal.objects.of(own).filter(pk=proposal.pk, state=ProposalState.OPEN)
        if not rows.update(state=state, decided_by=actor.person_id, decided_at=actor.now, answer=word):
            raise Refused(DECIDED)
        audit.append(head, actor, [audit.Event(DECIDE, f"proposal:{proposal.pk.hex}", None, {"state": state.value})])
        if accept:
            _write(actor, proposal)
        title = BY_KEY[proposal.field].title
        news = Answered(proposal.pk, proposal.student_id, proposal.made_by_id, title, accept, word)
        proposal_answered.send(Proposal, actor=actor, news=news)


def _write(actor: PersonActor, proposal: Proposal) -> None:
    """The proposed value over whatever stands there now: the leader has seen both."""
    field = BY_KEY[proposal.field]
    place = Place(proposal.student_id, proposal.subject_id, proposal.field)
    now = read_sheet(actor, [proposal.student_id], [field.key]).value(proposal.subject_id, field)
    cell = Typed(place, shown_value(field, proposal.value), shown_value(field, now))
    trouble = save_values(actor, [cell], reason="по просьбе семьи").troubles.get(place)
    if trouble:
        raise Refused(Refusal(CHANGED.code, CHANGED.text, {"words": trouble}))


def proposable(actor: PersonActor, key: str) -> Field | None:
    """The field, when the college keeps it and this person may propose a correction of it."""
    field = chosen_fields(actor.college_id).usable(key, special=False)
    return field if field is not None and field.proposable else None


def asked_of_parent(actor: PersonActor, student: Person) -> bool:
    """Whether the actor's own contacts are asked of him here: he is a parent, and the student is not of age."""
    return actor.person_id != student.pk and not is_adult(student.birth_date, actor.adult_since)
