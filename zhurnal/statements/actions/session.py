"""Several statements of a group's session at once: all of them or none (A4.12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import Wanted, draft_statement, open_statement
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import joint_form

NO_ROWS = Refusal("no_rows", "Отметьте хотя бы одну строку плана.")


@dataclass(frozen=True, slots=True)
class Pick:
    """A row of the plan, with the form that was chosen."""

    discipline: UUID
    level: Level
    form: str
    hours: int
    semester: int


@dataclass(frozen=True, slots=True)
class Session:
    """Of whom, in which term, on which day. ``joint``: one statement and one mark for all rows; ``opened``: open them at once."""

    group: Group
    term: Term
    dated: date
    joint: bool = False
    opened: bool = False


def prepare_statements(actor: PersonActor, session: Session, picks: Sequence[Pick]) -> list[Statement] | Refusal:
    """Draft, and perhaps open, a statement for each row. Nothing is written when one of them is refused."""
    if not picks:
        return NO_ROWS
    rows = Discipline.objects.of(actor.college_id).filter(pk__in=[pick.discipline for pick in picks])
    known = {row.pk: row for row in rows}
    made: list[Statement] = []
    with transaction.atomic():
        for wanted in _wanted(session, [pick for pick in picks if pick.discipline in known], known):
            statement = draft_statement(actor, wanted)
            refusal = statement if isinstance(statement, Refusal) else None
            if not isinstance(statement, Refusal):
                made.append(statement)
                refusal = open_statement(actor, statement) if session.opened else None
            if refusal is not None:
                transaction.set_rollback(True)
                text = {"name": str(wanted.discipline), "text": str(refusal)}
                return Refusal(refusal.code, "%(name)s: %(text)s", text)
    return made


def _wanted(session: Session, picks: Sequence[Pick], known: dict[UUID, Discipline]) -> list[Wanted]:
    first, rest = (picks[:1], picks[1:]) if session.joint else (picks, ())
    return [
        Wanted(
            session.group, session.term, known[pick.discipline],
            joint_form(pick.form) if rest else pick.form, session.dated, pick.semester, pick.hours, pick.level,
            tuple(one.discipline for one in rest),
        )
        for pick in first
    ]  # fmt: skip
