"""The examiner fills a statement in: line by line, each saved, refused with a sentence, or in conflict; nothing typed is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import MASTERED, MASTERY, NOT_MASTERED, is_positive
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import NO_REASON, target
from zhurnal.statements.actions.rows import keep, keep_all
from zhurnal.statements.models import Statement, StatementLine
from zhurnal.statements.policy import FILL, LOCKED, MANAGE
from zhurnal.statements.rules.kinds import State
from zhurnal.statements.rules.marks import Answer, read, typed

ADMITTED = "statements.admission"  # somebody decided of one student by hand
AHEAD = Refusal("ahead", "Аттестация назначена на %(day)s. Отметки ставят с этого дня.")
BARRED = Refusal("barred", "Студент не допущен, отметку ему не ставят. Допустить может отделение.")
STALE = Refusal("stale", "Эту строку уже изменили: теперь в ней «%(now)s». Проверьте и сохраните ещё раз.")
ABSENT_LINE = Refusal("absent_line", "Этого студента в ведомости нет. Обновите страницу.")


@dataclass(frozen=True, slots=True)
class Change:
    """A line as it was typed; ``version``: of the line that the examiner saw."""

    line: UUID
    version: int
    text: str
    ticket: str = ""
    mastery: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change; with a refusal nothing of it was saved. ``version``: of the line as it stands now."""

    line: UUID
    version: int
    refusal: Refusal | None = None


def fill_statement(actor: PersonActor, statement: Statement, changes: Sequence[Change]) -> list[Outcome] | Refusal:
    """Save what was typed into lines. The number of statements does not grow with the lines."""
    policy.require(actor, FILL, statement)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, statement.pk)
        fresh = Statement.objects.of(own).get(pk=statement.pk)
        if fresh.state != State.OPEN:
            return LOCKED[State(fresh.state)]
        if fresh.dated > actor.today:
            return Refusal(AHEAD.code, AHEAD.text, {"day": f"{fresh.dated:%d.%m.%Y}"})
        rows = StatementLine.objects.of(own).filter(statement=fresh)
        lines = {row.pk: row for row in rows}
        changed: list[StatementLine] = []
        events: list[audit.Event] = []
        outcomes = [_fill(actor, fresh, lines.get(change.line), change, changed, events) for change in changes]
        if changed:
            fields = ["value", "no_show", "ticket", "mastery", "remark", "set_by", "set_at", "version"]
            keep_all(changed, *fields)
            audit.append(head, actor, events)
    return outcomes


def _fill(
    actor: PersonActor,
    statement: Statement,
    line: StatementLine | None,
    change: Change,
    changed: list[StatementLine],
    events: list[audit.Event],
) -> Outcome:
    if line is None:
        return Outcome(change.line, 0, ABSENT_LINE)
    answer = read(change.text, statement.form)
    if isinstance(answer, Refusal):
        return Outcome(line.pk, line.version, answer)
    ticket, remark = " ".join(change.ticket.split())[:10], " ".join(change.remark.split())[:200]
    mastery = _mastery(statement, answer, change.mastery)
    if (answer.value, answer.no_show, ticket, mastery, remark) == _standing(line):
        return Outcome(line.pk, line.version)
    if line.barred and answer.given:
        return Outcome(line.pk, line.version, BARRED)
    if change.version != line.version:
        return Outcome(line.pk, line.version, Refusal(STALE.code, STALE.text, {"now": shown(line)}))
    before = told_line(line)
    line.value, line.no_show, line.ticket, line.mastery, line.remark = (
        answer.value, answer.no_show, ticket, mastery, remark,
    )  # fmt: skip
    line.set_by_id, line.set_at = actor.person_id, actor.now
    line.version += 1
    changed.append(line)
    events.append(audit.Event("statements.line", f"{target(statement)}:{line.student_id.hex}", before, told_line(line)))
    return Outcome(line.pk, line.version)


def _standing(line: StatementLine) -> tuple[str, str, str, str, str]:
    return line.value, line.no_show, line.ticket, line.mastery, line.remark


def _mastery(statement: Statement, answer: Answer, said: str) -> str:
    """Of a module: «освоен» or «не освоен», as the mark says unless the examiner says otherwise (A1.9)."""
    if statement.level != Level.MODULE or not answer.value:
        return ""
    if said in MASTERY and is_positive(answer.value):
        return said
    return MASTERED if is_positive(answer.value) else NOT_MASTERED


def shown(line: StatementLine) -> str:
    """What stands in the line, as it is typed; «пусто» for nothing."""
    return typed(Answer(line.value, line.no_show)) or "пусто"


def told_line(line: StatementLine) -> dict[str, str]:
    """A line for the record of changes."""
    names = ("value", "no_show", "barred", "ticket", "mastery", "remark")
    return {name: getattr(line, name) for name in names if getattr(line, name)}


def set_admission(
    actor: PersonActor, statement: Statement, line: UUID, barred: str, reason: str = ""
) -> Refusal | None:
    """Admit a student (``barred`` is empty; ``reason``: on what ground) or keep him out, with the reason."""
    policy.require(actor, MANAGE, statement)
    why, ground = " ".join(barred.split())[:300], " ".join(reason.split())[:300]
    with transaction.atomic():
        head = audit.lock(actor.college_id, statement.pk)
        fresh = Statement.objects.of(actor.college_id).get(pk=statement.pk)
        if fresh.state != State.OPEN:
            return LOCKED[State(fresh.state)]
        row = StatementLine.objects.of(actor.college_id).get(pk=line, statement=fresh)
        if bool(row.barred) and not why and not ground:
            return NO_REASON
        before = told_line(row)
        row.barred = why
        if why:
            row.value = row.no_show = row.mastery = ""
        else:
            row.remark = f"допущен: {ground}"[:200] if ground else row.remark
        row.set_by_id, row.set_at = actor.person_id, actor.now
        row.version += 1
        keep(row, "barred", "value", "no_show", "mastery", "remark", "set_by_id", "set_at", "version")
        event = audit.Event(ADMITTED, f"{target(fresh)}:{row.student_id.hex}", before, told_line(row), ground or why)
        audit.append(head, actor, [event])
    return None
