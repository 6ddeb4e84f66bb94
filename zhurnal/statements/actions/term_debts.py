"""A term mark that is «2», «незач» or «н/а» when the term is closed is a debt, unless its statement says so already (A4.7, A4.8)."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import NOT_ATTESTED, is_positive, is_unfit
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.rows import keep_all
from zhurnal.statements.models import Debt
from zhurnal.statements.rules.debts import due
from zhurnal.statements.rules.kinds import Arisen, Ended

_Key = tuple[UUID, UUID]


def owe_term_marks(actor: PersonActor, students: Collection[UUID], term: UUID) -> int:
    """Debts of published term marks of these students, but of nobody who is expelled; one that a corrected mark takes back
    ends as a mistake.

    Returns how many arose. The number of statements does not grow with the students.
    """
    own = actor.college_id
    published = Result.objects.of(own).filter(student__in=students, term=term, published_at__isnull=False)
    rows = list(published.filter(level=Level.TERM))
    if not rows:
        return 0
    with transaction.atomic():
        head = audit.lock(own, term)
        examined = set(published.filter(level=Level.EXAM).exclude(value="").values_list("student_id", "discipline_id"))
        known, gone = _known(own, students, term), facts.expelled(own, students, actor.today)
        made, mistaken = [], []
        for row in rows:
            debts = known.get((row.student_id, row.discipline_id), [])
            asked = row.student_id not in gone and (row.student_id, row.discipline_id) not in examined
            if is_unfit(row.value) and not debts and asked:
                made.append(_debt(actor, row))
            elif is_positive(row.value):
                mistaken += [one for one in debts if one.level == Level.TERM and one.closed_on is None]
        for debt in mistaken:
            debt.closed_on, debt.ended = actor.today, Ended.MISTAKEN
        Debt.objects.bulk_create(made)
        keep_all(mistaken, "closed_on", "ended")
        if made or mistaken:
            told = {"arisen": len(made), "mistaken": len(mistaken)}
            audit.append(head, actor, [audit.Event("statements.debt.term", f"term:{term.hex}", None, told)])
    return len(made)


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
        semester=row.semester, group_id=row.group_id, level=Level.TERM, form=row.form,
        arisen=Arisen.NOT_ATTESTED if row.value == NOT_ATTESTED else Arisen.UNFIT, arisen_on=actor.today,
        due_on=due(max(actor.today, row.personal_until or actor.today)), note=until,
    )  # fmt: skip
