"""The policy as it is shown."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.models import Acceptance, PolicyText
from zhurnal.privacy.rules.policy_text import usual
from zhurnal.privacy.standing import accepted


@dataclass(frozen=True, slots=True)
class Shown:
    """The text in force; ``number`` 0 is a draft that nobody has put in force. ``asks``: the reader has not accepted it."""

    college: str
    number: int
    text: str
    since: date | None
    due: date | None
    asks: bool = False

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """(heading, words) of each paragraph; a paragraph without a short first sentence has no heading."""
        found = []
        for part in self.text.split("\n"):
            head, _dot, rest = part.strip().partition(". ")
            if head:
                found.append((f"{head}.", rest) if rest and len(head) <= 60 else ("", part.strip()))
        return found


def shown_to(actor: PersonActor) -> Shown:
    """The policy of the reader's college. Up to two statements."""
    return _shown(actor.college_id, actor.college_name, asks=not accepted(actor))


def shown_to_strangers(college: College) -> Shown:
    """The same for whoever is not signed in: the operator must publish it (ст. 18.1 152-ФЗ)."""
    return _shown(college.id, college.name)


def _shown(college_id: UUID, name: str, *, asks: bool = False) -> Shown:
    row = PolicyText.objects.of(college_id).order_by("-number").first()
    if row is None:
        return Shown(name, 0, usual(name), None, None)
    return Shown(name, row.number, row.text, row.made_at.date(), row.due, asks)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of those with an open account have accepted the version in force."""

    number: int
    accepted: int
    people: int


def progress(actor: PersonActor) -> Progress:
    """For the officer. Two statements."""
    from zhurnal.people.models import Account

    own, number = actor.college_id, actor.parameters.policy
    people = Account.objects.of(own).filter(is_active=True)
    done = Acceptance.objects.of(own).filter(number=number, person__in=people.values("person_id")) if number else None
    return Progress(number, done.count() if done is not None else 0, people.count())
