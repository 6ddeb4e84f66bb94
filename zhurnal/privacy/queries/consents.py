"""Consents: of one subject for his own page, of all for the officer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person
from zhurnal.privacy.models import Consent, ConsentScan, PolicyText
from zhurnal.privacy.policy import REGISTER
from zhurnal.privacy.rules.purposes import ASKED, PAPERS, Purpose, text_of
from zhurnal.privacy.rules.signing import Side, Signatures, in_force, sign_refusal, signers, words

AHEAD = timedelta(days=30)
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
        said = Signatures(row.own_at, row.guardian_at, row.withdrawn_at, row.until) if row else Signatures()
        refusal = sign_refusal(side, said, born, today)
        still = row is not None and row.withdrawn_at is None
        if purpose not in ASKED and not still:
            continue
        found.append(
            Paper(
                purpose.value, paper.title, row.text if row and still else text_of(purpose, str(subject)),
                words(said, born, today), in_force(said, born, today), refusal is None and purpose in ASKED,
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
    id: UUID | None = None
    paper: str = ""
    scan: UUID | None = None
    ends: date | None = None
    still: bool = False


def register(actor: PersonActor) -> tuple[list[Line], int]:
    """The register: signed papers, the newest first, and what adults said about their parents (``people`` keeps that); how many more
    there are than a page bears. Five statements."""
    rows = visible(actor, REGISTER)
    shown = list(rows.select_related("subject", "guardian").order_by("-pk")[:MOST])
    scans = ConsentScan.objects.of(actor.college_id).filter(consent__in=[row.pk for row in shown])
    pictures = dict(scans.values_list("consent_id", "pk"))
    lines = [_line(actor, row, pictures.get(row.pk)) for row in shown]
    bonds = Guardianship.objects.of(actor.college_id).filter(
        Q(until=None) | Q(until__gte=actor.today), consent=True, student__birth_date__lte=actor.adult_since
    )
    lines += [
        Line(one.student_id, str(one.student), PARENT, "действует", "в журнале", (f"{one.parent}: видит журнал",), None)
        for one in bonds.select_related("student", "parent").order_by("student__surname", "pk")[:MOST]
    ]
    tell(actor, REGISTER, people={one.subject for one in lines})
    return lines, rows.count() + bonds.count() - len(lines)


def ending(actor: PersonActor) -> list[tuple[str, str, date]]:
    """(who, what, last day) of consents given for a time that are over within a month. One statement."""
    rows = visible(actor, REGISTER).filter(withdrawn_at=None, until__gte=actor.today, until__lte=actor.today + AHEAD)
    found = list(rows.select_related("subject").order_by("until", "pk")[:MOST])
    tell(actor, REGISTER, people={row.subject_id for row in found})
    return [(str(row.subject), PAPERS[Purpose(row.purpose)].title, row.until) for row in found]


def policies(actor: PersonActor) -> list[tuple[int, date]]:
    """(number, day) of the versions of the policy, the newest first. One statement."""
    rows = PolicyText.objects.of(actor.college_id).order_by("-number")
    return [(number, at.date()) for number, at in rows.values_list("number", "made_at")]


def _line(actor: PersonActor, row: Consent, scan: UUID | None = None) -> Line:
    zone = actor.now.tzinfo
    signed = []
    if row.own_at:
        signed.append(f"сам, {row.own_at.astimezone(zone):%d.%m.%Y}")
    if row.guardian_at:
        signed.append(
            f"{row.guardian.short if row.guardian else 'представитель'}, {row.guardian_at.astimezone(zone):%d.%m.%Y}"
        )
    if row.withdrawn_at:
        why = f" ({row.withdrawn_words})" if row.withdrawn_words else ""
        signed.append(f"отозвано {row.withdrawn_at.astimezone(zone):%d.%m.%Y}{why}")
    said = Signatures(row.own_at, row.guardian_at, row.withdrawn_at, row.until)
    moments = [one for one in (row.own_at, row.guardian_at, row.withdrawn_at) if one]
    return Line(
        row.subject_id, str(row.subject), PAPERS[Purpose(row.purpose)].title, words(said, row.subject.birth_date, actor.today),
        f"текст {row.version}" if row.entered_by_id is None else "на бумаге", tuple(signed), max(moments) if moments else None,
        row.pk, _paper(row), scan, row.until, row.withdrawn_at is None,
    )  # fmt: skip


def _paper(row: Consent) -> str:
    if row.paper_on is None:
        return ""
    number = f"№ {row.paper_number} " if row.paper_number else ""
    under = f", политика версии {row.policy}" if row.policy else ""
    return f"бумага {number}от {row.paper_on:%d.%m.%Y}{under}"


def subjects_of(actor: PersonActor, action: str) -> list[Person]:
    """For whom the reader acts: himself first. One statement."""
    rows = list(visible(actor, action).order_by("surname", "given", "pk"))
    return sorted(rows, key=lambda one: one.pk != actor.person_id)
