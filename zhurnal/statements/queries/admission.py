"""Admission of a group to the session: who is admitted, who is not and why, what nobody has collected (A4.2)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts


@dataclass(frozen=True, slots=True)
class Standing:
    """A student with what keeps him out; nothing does: he is admitted."""

    student: UUID
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdmissionPage:
    """The group on a day. ``missing``: disciplines of which no result of the term is set yet."""

    rows: tuple[Standing, ...]
    missing: tuple[str, ...]

    @property
    def admitted(self) -> int:
        """How many are admitted."""
        return sum(not row.reasons for row in self.rows)


def admission_page(actor: PersonActor, group: Group, term: Term, day: date | None = None) -> AdmissionPage:
    """Everybody who is on the list on the day (today's), or was on the term's last one. A constant number of statements."""
    day = min(day or actor.today, term.ends)
    people = facts.listed(actor.college_id, group.pk, day)
    found = facts.admissions(actor, group, term, [pk for pk, _name in people], day)
    rows = tuple(Standing(pk, name, tuple(found[pk].reasons)) for pk, name in people)
    missing = dict.fromkeys(name for one in found.values() for name in one.missing)
    return AdmissionPage(rows, tuple(missing))
