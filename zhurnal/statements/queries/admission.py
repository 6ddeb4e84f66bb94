"""Admission of a group to the session: who is admitted, who is not and why, what nobody has collected (A4.2)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import alphabetical
from zhurnal.statements import facts
from zhurnal.statements.models import StatementLine
from zhurnal.statements.policy import READ
from zhurnal.statements.rules.kinds import EXAMS, ONCE, Kind, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A student with what keeps him out; nothing does: he is admitted."""

    student: UUID
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """An open statement of the session with those whom it keeps out: (name, why)."""

    id: UUID
    words: str
    barred: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AdmissionPage:
    """The group on a day. ``missing``: disciplines of which no result of the term is set yet; ``papers``: open statements of the term."""

    rows: tuple[Standing, ...]
    missing: tuple[str, ...]
    papers: tuple[Paper, ...] = ()

    @property
    def admitted(self) -> int:
        """How many are admitted."""
        return sum(not row.reasons for row in self.rows)


def admission_page(actor: PersonActor, group: Group, term: Term) -> AdmissionPage:
    """As it stands today, with the open statements. A constant number of statements."""
    return replace(admission_on(actor, group, term, actor.today), papers=_papers(actor, group, term))


def admission_on(
    actor: PersonActor, group: Group, term: Term, day: date, moment: datetime | None = None
) -> AdmissionPage:
    """Everybody who is on the list on the day, or was on the term's last one; no statements. A constant number of statements.

    ``moment``: by the results and marks that stood then, None by those of now.
    """
    day = min(day, term.ends)
    people = facts.listed(actor.college_id, group.pk, day)
    found = facts.admissions(actor, group, term, [pk for pk, _name in people], day, moment)
    rows = tuple(Standing(pk, name, tuple(found[pk].reasons)) for pk, name in people)
    missing = dict.fromkeys(name for one in found.values() for name in one.missing)
    return AdmissionPage(rows, tuple(missing))


def _papers(actor: PersonActor, group: Group, term: Term) -> tuple[Paper, ...]:
    """Open statements of examinations that the reader may open, with whom they keep out. Two statements."""
    judged = Q(form__in=EXAMS) | Q(level__in=ONCE)
    seen = policy.visible(actor, READ).filter(judged, group=group.pk, term=term.pk, kind=Kind.MAIN, state=State.OPEN)
    found = list(seen.select_related("discipline").order_by("dated", "number"))
    rows = StatementLine.objects.of(actor.college_id).filter(statement__in=[one.pk for one in found]).exclude(barred="")
    out: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    kept = list(rows.select_related("student").order_by("pk"))
    kept.sort(key=lambda line: alphabetical(line.student.surname, line.student.given, line.student.patronymic))
    for line in kept:
        out[line.statement_id].append((line.student.listed, line.barred))
    tell(actor, READ, people={line.student_id for line in kept})
    return tuple(
        Paper(one.pk, f"№ {one.number}, {one.discipline}, {one.dated:%d.%m.%Y}", tuple(out[one.pk])) for one in found
    )
