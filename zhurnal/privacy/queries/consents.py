"""Consents: of one subject for his own page, of all for the officer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person
from zhurnal.privacy.models import Consent
from zhurnal.privacy.policy import REGISTER
from zhurnal.privacy.rules.purposes import PAPERS, Purpose, text_of
from zhurnal.privacy.rules.signing import Side, Signatures, in_force, sign_refusal, signers, words

MOST = 500  # lines of the register on a page
PARENT = "Доступ родителя к журналу после 18 лет"


@dataclass(frozen=True, slots=True)
class Paper:
    """One purpose for one subject: the text, where it stands, and what the reader may do."""

    purpose: str
    title: str
    text: str
    words: str
    holds: bool
    may_sign: bool
    may_withdraw: bool
    why_not: str = ""


def papers_of(actor: PersonActor, subject: Person) -> list[Paper]:
    """All purposes for one subject. One statement."""
    rows = Consent.objects.of(actor.college_id).filter(subject=subject.pk).order_by("pk")
    last = {Purpose(row.purpose): row for row in rows}  # a later one stands after the withdrawn
    side = Side.OWN if subject.pk == actor.person_id else Side.GUARDIAN
    born, today = subject.birth_date, actor.today
    found = []
    for purpose, paper in PAPERS.items():
        row = last.get(purpose)
        said = Signatures(row.own_at, row.guardian_at, row.withdrawn_at) if row else Signatures()
        refusal = sign_refusal(side, said, born, today)
        still = row is not None and row.withdrawn_at is None
        found.append(
            Paper(
                purpose.value, paper.title, row.text if row and still else text_of(purpose, str(subject)),
                words(said, born, today), in_force(said, born, today), refusal is None,
                still and side in (signers(born, today) or {Side.OWN}), str(refusal) if refusal else "",
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A consent in the register."""

    subject: UUID
    who: str
    title: str
    words: str
    version: str
    signed: tuple[str, ...]
    last: datetime | None


def register(actor: PersonActor) -> tuple[list[Line], int]:
    """The register: signed papers, the newest first, and what adults said about their parents (``people`` keeps that); how many more
    there are than a page bears. Four statements."""
    rows = visible(actor, REGISTER)
    lines = [_line(actor, row) for row in rows.select_related("subject", "guardian").order_by("-pk")[:MOST]]
    bonds = Guardianship.objects.of(actor.college_id).filter(
        Q(until=None) | Q(until__gte=actor.today), consent=True, student__birth_date__lte=actor.adult_since
    )
    lines += [
        Line(one.student_id, str(one.student), PARENT, "действует", "в журнале", (f"{one.parent}: видит журнал",), None)
        for one in bonds.select_related("student", "parent").order_by("student__surname", "pk")[:MOST]
    ]
    tell(actor, REGISTER, people={one.subject for one in lines})
    return lines, rows.count() + bonds.count() - len(lines)


def _line(actor: PersonActor, row: Consent) -> Line:
    zone = actor.now.tzinfo
    signed = []
    if row.own_at:
        signed.append(f"сам, {row.own_at.astimezone(zone):%d.%m.%Y}")
    if row.guardian_at:
        signed.append(f"{row.guardian.short if row.guardian else ''}, {row.guardian_at.astimezone(zone):%d.%m.%Y}")
    if row.withdrawn_at:
        signed.append(f"отозвано {row.withdrawn_at.astimezone(zone):%d.%m.%Y}")
    said = Signatures(row.own_at, row.guardian_at, row.withdrawn_at)
    moments = [one for one in (row.own_at, row.guardian_at, row.withdrawn_at) if one]
    return Line(
        row.subject_id, str(row.subject), PAPERS[Purpose(row.purpose)].title, words(said, row.subject.birth_date, actor.today),
        f"текст {row.version}", tuple(signed), max(moments) if moments else None,
    )  # fmt: skip


def subjects_of(actor: PersonActor, action: str) -> list[Person]:
    """For whom the reader acts: himself first. One statement."""
    rows = list(visible(actor, action).order_by("surname", "given", "pk"))
    return sorted(rows, key=lambda one: one.pk != actor.person_id)
