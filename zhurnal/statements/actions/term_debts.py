"""A term mark that is «2», «незач» or «н/а» when the term is closed is a debt, unless its statement says so already (A4.7, A4.8).

So is a practice that its leader found unfit: it ends without a statement.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import NOT_ATTESTED, RELEASED, is_unfit
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.rows import keep_all
from zhurnal.statements.models import Debt
from zhurnal.statements.rules.debts import due
from zhurnal.statements.rules.kinds import SETTLES_TERM, Arisen, Ended

OWED: dict[str, frozenset[str]] = {
    Level.TERM: frozenset({Level.TERM, *SETTLES_TERM}),
    Level.PRACTICE: frozenset({Level.PRACTICE}),
}
"""Level of a mark that no statement decides → levels at which its debt may stand already."""

_Key = tuple[UUID, UUID]


def owe_term_marks(actor: PersonActor, students: Collection[UUID], term: UUID) -> int:
    """Debts of published marks of the term and of its practices of these students, but of nobody who is expelled; one that a
    corrected mark takes back ends as a mistake.

    Returns how many arose. The number of statements does not grow with the students.
    """
    own = actor.college_id
    published = Result.objects.of(own).filter(student__in=students, term=term, published_at__isnull=False)
    rows = list(published.filter(level__in=list(OWED)))
    if not rows:
        return 0
    with transaction.atomic():
        head = audit.lock(own, term)
        attested = _attested(own, students, term)
        known, gone = _known(own, students, term), facts.expelled(own, students, actor.today)
        made, mistaken = [], []
        for row in rows:
            place = (row.student_id, row.discipline_id)
            debts = [one for one in known.get(place, []) if one.level in OWED[row.level]]
            decided = attested.get(place) if row.level == Level.TERM else None
            if is_unfit(row.value) and decided is not False:
                if not debts and decided is None and row.student_id not in gone:
                    made.append(_debt(actor, row))
            elif (
                row.value == RELEASED or not decided
            ):  # a failed attestation leaves the debt: its statement made none beside it
                mistaken += [one for one in debts if _of_mark(one, row) and one.closed_on is None]
        for debt in mistaken:
            debt.closed_on, debt.ended = actor.today, Ended.MISTAKEN
        Debt.objects.bulk_create(made)
        keep_all(mistaken, "closed_on", "ended")
        if made or mistaken:
            told = {"arisen": len(made), "mistaken": len(mistaken)}
            audit.append(head, actor, [audit.Event("statements.debt.term", f"term:{term.hex}", None, told)])
    return len(made)


def _of_mark(debt: Debt, row: Result) -> bool:
    """Whether the debt arose from this very mark, and not from a statement."""
    return debt.level == row.level and debt.source_id is None


def _attested(own: UUID, students: Collection[UUID], term: UUID) -> dict[_Key, bool]:
    """Where an attestation has decided what the term mark stands for; whether it was failed."""
    rows = Result.objects.of(own).filter(
        student__in=students, term=term, published_at__isnull=False, level__in=list(SETTLES_TERM)
    )
    found: dict[_Key, bool] = {}
    for student, discipline, value, mastery in rows.exclude(value="").values_list(
        "student_id", "discipline_id", "value", "mastery"
    ):
        found[student, discipline] = found.get((student, discipline), False) or is_unfit(value, mastery)
    return found


def _known(own: UUID, students: Collection[UUID], term: UUID) -> dict[_Key, list[Debt]]:
    found: dict[_Key, list[Debt]] = {}
    for row in Debt.objects.of(own).filter(student__in=students, term=term).exclude(ended=Ended.MISTAKEN):
        found.setdefault((row.student_id, row.discipline_id), []).append(row)
    return found


def _debt(actor: PersonActor, row: Result) -> Debt:
    """Of who was ill the year begins when his personal term is over: the illness is not counted (A4.6, A4.8)."""
    until = f"личный срок до {row.personal_until:%d.%m.%Y}" if row.personal_until else ""
    return Debt(
        college_id=actor.college_id, student_id=row.student_id, discipline_id=row.discipline_id, term_id=row.term_id,
        semester=row.semester, group_id=row.group_id, level=row.level, form=row.form,
        arisen=Arisen.NOT_ATTESTED if row.value == NOT_ATTESTED else Arisen.UNFIT, arisen_on=actor.today,
        personal_until=row.personal_until, due_on=due(actor.today, personal_until=row.personal_until), note=until,
    )  # fmt: skip
