"""Debts of who is expelled end with the order, and stand again when it is undone (A4.8)."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from zhurnal.assessment.actions import put_results
from zhurnal.assessment.models import Result
from zhurnal.kernel import audit
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.closing import debt_of, put_of
from zhurnal.statements.actions.opening import target
from zhurnal.statements.actions.rows import keep, keep_all
from zhurnal.statements.actions.term_debts import OWED, owe_term_marks
from zhurnal.statements.models import Debt, StatementDiscipline, StatementLine
from zhurnal.statements.rules.debts import arises
from zhurnal.statements.rules.kinds import Ended, State, same_place


def follow_expulsion(actor: PersonActor, movements: Collection[UUID]) -> None:
    """Bring debts in line with expulsions just carried out, come into force or undone. Any other order changes none.

    Only with these: what the same paper says of others, or said of them before it was undone, has been followed in its time.
    """
    own = actor.college_id
    rows = Movement.objects.of(own).filter(pk__in=movements, order__kind=Kind.EXPULSION)
    for movement in rows.order_by("student_id", "pk"):
        with transaction.atomic():
            head = audit.lock(own, movement.student_id)
            undone = movement.undone_at is not None
            changed = _stand_again(movement) + _arise_after(actor, movement) if undone else _end(actor, movement)
            if changed:
                told = {"debts": changed, "ended": "" if undone else str(Ended.EXPELLED)}
                event = audit.Event("statements.debt.expulsion", f"movement:{movement.pk.hex}", None, told)
                audit.append(head, actor, [event])


def _end(actor: PersonActor, movement: Movement) -> int:
    if movement.effective > actor.today:
        return 0
    debts = list(Debt.objects.of(movement.college_id).filter(student=movement.student_id, closed_on__isnull=True))
    for debt in debts:
        debt.closed_on, debt.ended = max(movement.effective, debt.arisen_on), Ended.EXPELLED
    keep_all(debts, "closed_on", "ended")
    return len(debts)


def _stand_again(movement: Movement) -> int:
    """Those that the order ended; not one that arose anew in the same place meanwhile."""
    rows = Debt.objects.of(movement.college_id).filter(student=movement.student_id)
    anew = set(rows.filter(closed_on__isnull=True).values_list("discipline_id", "term_id", "level"))
    ended = rows.filter(ended=Ended.EXPELLED, closed_on__gte=movement.effective).order_by("-closed_on", "-pk")
    debts = []
    for debt in ended:
        place = (debt.discipline_id, debt.term_id, debt.level)
        if place not in anew:
            anew.add(place)
            debt.closed_on, debt.ended = None, ""
            debts.append(debt)
    keep_all(debts, "closed_on", "ended")
    return len(debts)


def _arise_after(actor: PersonActor, movement: Movement) -> int:
    """What statements and terms closed meanwhile did not ask of him, as he was expelled by their day."""
    own, student = movement.college_id, movement.student_id
    rows = StatementLine.objects.of(own).filter(
        student=student, statement__state=State.CLOSED, statement__dated__gte=movement.effective, debt__isnull=True
    )
    made = []
    for line in rows.exclude(expelled="").select_related("statement").order_by("statement__dated", "pk"):
        if not facts.expelled(own, [student], line.statement.dated):
            made += _ask_after_all(actor, line)
    Debt.objects.bulk_create(made)
    published = Result.objects.of(own).filter(
        student=student, level__in=list(OWED), published_at__date__gte=movement.effective
    )
    terms = sorted(set(published.values_list("term_id", flat=True)))
    return len(made) + sum(owe_term_marks(actor, {student}, term) for term in terms)


def _ask_after_all(actor: PersonActor, line: StatementLine) -> list[Debt]:
    """Read the row of a closed statement as its closing would have without the order: its words, result and debts.

    Returns the debts, not written yet. A row with no answer goes on saying why nobody asked him: a sheet of his own does.
    """
    own, statement, said = actor.college_id, line.statement, line.expelled
    if not (line.value or line.no_show or line.barred):
        return []
    head = audit.lock(own, statement.pk)
    line.expelled = ""
    keep(line, "expelled")
    place = f"{target(statement)}:{line.student_id.hex}"
    audit.append(head, actor, [audit.Event("statements.line", place, {"expelled": said}, {"expelled": ""})])
    asked = _asked(line)
    results = Result.objects.of(own).filter(
        student=line.student_id, term=statement.term_id, level=statement.level, discipline__in=asked,
        checkpoint__isnull=True,
    )  # fmt: skip
    decided = set(results.exclude(value="", mastery="").values_list("discipline_id", flat=True))
    puts = [put_of(statement, line, discipline) for discipline in sorted(asked - decided)]
    put_results(actor, puts, statement.pk)
    arisen = arises(line.value, line.no_show, barred=bool(line.barred), mastery=line.mastery)
    if arisen is None:
        return []
    standing = Debt.objects.of(own).filter(
        student=line.student_id, term=statement.term_id, level__in=same_place(statement.level), closed_on__isnull=True
    )
    owed = asked - set(standing.values_list("discipline_id", flat=True))
    return [debt_of(statement, line.student_id, discipline, arisen) for discipline in sorted(owed)]


def _asked(line: StatementLine) -> set[UUID]:
    """Disciplines that the row decides: not those he brought or is released from, nor those whose debt from here he has
    settled since."""
    own, statement, student = line.college_id, line.statement, line.student_id
    further = StatementDiscipline.objects.of(own).filter(statement=statement).values_list("discipline_id", flat=True)
    asked = {statement.discipline_id, *further}
    settled = facts.settled_otherwise(own, list(asked), statement.term_id, statement.level, [student])
    ended = Debt.objects.of(own).filter(student=student, source=statement, closed_on__isnull=False)
    over = ended.exclude(ended__in=[Ended.MISTAKEN, Ended.EXPELLED]).values_list("discipline_id", flat=True)
    return asked - settled.get(student, set()) - set(over)
