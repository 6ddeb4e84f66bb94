"""What a student and his parents see: results of closed statements, and debts (A4.13; 2.7, 2.8)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Debt, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.queries.debts import DebtRow, described
from zhurnal.statements.queries.statements import examiners_of
from zhurnal.statements.rules.kinds import Ended, State, form_words
from zhurnal.statements.rules.marks import in_words, to_record_book


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of a closed statement. ``recorded``: it goes to the зачётная книжка; «2» does not (A4.13)."""

    disciplines: tuple[str, ...]
    form: str
    semester: int
    dated: date
    number: int
    value: str
    words: str
    examiners: tuple[str, ...]
    recorded: bool


def own_lines(actor: PersonActor, student: UUID) -> list[OwnLine]:
    """Lines of the student in closed statements, the newest first; of open ones nothing. Three statements."""
    own = actor.college_id
    rows = StatementLine.objects.of(own).filter(student=student, statement__state=State.CLOSED)
    lines = list(rows.select_related("statement__discipline").order_by("-statement__dated", "-statement__number"))
    keys = [row.statement_id for row in lines]
    people = examiners_of(own, keys)
    further: dict[UUID, list[str]] = {}
    for row in StatementDiscipline.objects.of(own).filter(statement__in=keys).select_related("discipline"):
        further.setdefault(row.statement_id, []).append(str(row.discipline))
    return [
        _line(row, row.statement, further.get(row.statement_id, []), people.get(row.statement_id, [])) for row in lines
    ]


def _line(row: StatementLine, statement: Statement, further: list[str], people: list[str]) -> OwnLine:
    return OwnLine(
        (str(statement.discipline), *further), form_words(statement.form), statement.semester,
        statement.dated, statement.number or 0, row.value,
        in_words(row.value, row.no_show, row.barred, row.mastery, expelled=bool(row.expelled)), tuple(people), to_record_book(row.value, row.mastery),
    )  # fmt: skip


def own_debts(actor: PersonActor, student: UUID) -> list[DebtRow]:
    """The student's debts, those that stand first; a mistaken one is not shown."""
    rows = Debt.objects.of(actor.college_id).filter(student=student).exclude(ended=Ended.MISTAKEN)
    return sorted(described(actor, rows), key=lambda row: (row.closed_on is not None, row.due_on))
