"""Closing a statement: results are written, debts arise and are settled; from then on it is the only source of its marks (A4.12)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhurnal.assessment.actions import Put, put_results
from zhurnal.assessment.rules.levels import GIA, Level
from zhurnal.assessment.rules.values import NOT_ATTESTED, NOT_CREDITED
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.filling import AHEAD, Change, fill_statement
from zhurnal.statements.actions.filling import Outcome as Filled
from zhurnal.statements.actions.opening import target, told
from zhurnal.statements.actions.rows import keep, keep_all
from zhurnal.statements.models import Debt, DebtTry, Examiner, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.policy import CLOSE, LOCKED
from zhurnal.statements.rules import debts as rules
from zhurnal.statements.rules.kinds import UNCOUNTED, Arisen, Ended, Outcome, State, by_commission, same_place
from zhurnal.statements.rules.marks import CREDIT_FORMS, in_words

BLANK = Refusal("blank", "Не у всех есть отметка: %(names)s. Поставьте отметку, «н» или «ну» и закройте ещё раз.")
FOLLOWED = Refusal(
    "followed",
    "%(name)s: Студенту уже назначена другая пересдача вместо этой. Сначала аннулируйте её ведомость.",
)
SHOWN = 5


@dataclass(slots=True)
class _Desk:
    """What is known while a statement is closed. ``disciplines``: its own first, then those of a joint examination.

    ``tries``: student → what this statement tries to settle; of a joint examination several debts of his by one mark.
    ``mains``: (student, discipline, term) of term marks that are retaken → what he got when all were examined.
    ``settled``: student → of those disciplines the ones he brought or is released from. ``gone``: who was expelled by the
    statement's day, ``since``: by today.
    """

    actor: PersonActor
    statement: Statement
    disciplines: list[UUID]
    lines: list[StatementLine]
    tries: dict[UUID, list[DebtTry]]
    sources: dict[tuple[UUID, UUID], StatementLine]
    mains: dict[tuple[UUID, UUID, UUID], StatementLine]
    settled: dict[UUID, set[UUID]]
    gone: dict[UUID, facts.Expelled]
    since: dict[UUID, facts.Expelled]

    def asked(self, line: StatementLine) -> list[UUID]:
        """The disciplines that the line decides."""
        return [one for one in self.disciplines if one not in self.settled.get(line.student_id, ())]


def fill_and_close(
    actor: PersonActor, statement: Statement, changes: Sequence[Change]
) -> tuple[list[Filled], Refusal | None]:
    """What the last button of the page does: the lines as they were typed, and, when none was refused, the closing; broken off, neither.

    What was filled in stays when the closing is refused.
    """
    with transaction.atomic():
        done = fill_statement(actor, statement, changes)
        if isinstance(done, Refusal):
            return [], done
        if any(one.refusal is not None for one in done):
            return done, None
        return done, close_statement(actor, statement)


def close_statement(actor: PersonActor, statement: Statement) -> Refusal | None:
    """Close it. The number of statements does not grow with the lines."""
    policy.require(actor, CLOSE, statement)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, statement.pk)
        fresh = Statement.objects.of(own).get(pk=statement.pk)
        desk = _lay(actor, fresh)
        refusal = _not_closable(desk)
        if refusal is not None:
            return refusal
        _say_who_left(desk)
        before = told(fresh)
        fresh.state, fresh.closed_by_id, fresh.closed_at = State.CLOSED, actor.person_id, actor.now
        fresh.version += 1
        keep(fresh, "state", "closed_by_id", "closed_at", "version")
        audit.append(head, actor, [audit.Event("statements.close", target(fresh), before, told(fresh))])
        put_results(actor, _results(desk), fresh.pk)
        _settle(desk)
        _arise(desk)
    return None


def _lay(actor: PersonActor, statement: Statement) -> _Desk:
    own = actor.college_id
    further = StatementDiscipline.objects.of(own).filter(statement=statement).order_by("pk")
    lines = list(StatementLine.objects.of(own).filter(statement=statement).select_related("student").order_by("pk"))
    tries: dict[UUID, list[DebtTry]] = defaultdict(list)
    for row in DebtTry.objects.of(own).filter(statement=statement).select_related("debt").order_by("pk"):
        tries[row.debt.student_id].append(row)
    origins = {row.debt.source_id for rows in tries.values() for row in rows if row.debt.source_id}
    from_lines = StatementLine.objects.of(own).filter(statement__in=origins)
    sources = {(row.statement_id, row.student_id): row for row in from_lines}
    disciplines = [statement.discipline_id, *further.values_list("discipline_id", flat=True)]
    people = [line.student_id for line in lines]
    joint = len(disciplines) > 1
    settled = facts.settled_otherwise(own, disciplines, statement.term_id, statement.level, people) if joint else {}
    gone, since = (facts.expelled(own, people, day) for day in (statement.dated, actor.today))
    mains = _mains(own, [row.debt for rows in tries.values() for row in rows if row.debt.level == Level.TERM])
    return _Desk(actor, statement, disciplines, lines, tries, sources, mains, settled, gone, since)


def _mains(own: UUID, debts: list[Debt]) -> dict[tuple[UUID, UUID, UUID], StatementLine]:
    """Two statements where a term mark is retaken, else none."""
    wanted = {row.discipline_id for row in debts}
    further: dict[UUID, list[UUID]] = defaultdict(list)
    for row in StatementDiscipline.objects.of(own).filter(discipline__in=wanted):
        further[row.statement_id].append(row.discipline_id)
    lines = StatementLine.objects.of(own).filter(
        Q(statement__discipline__in=wanted) | Q(statement__in=list(further)), debt__isnull=True,
        student__in={row.student_id for row in debts}, statement__term__in={row.term_id for row in debts},
        statement__level=Level.EXAM, statement__state=State.CLOSED,
    )  # fmt: skip
    return {
        (line.student_id, discipline, line.statement.term_id): line
        for line in lines.select_related("statement").order_by("pk")
        for discipline in (line.statement.discipline_id, *further.get(line.statement_id, ()))
    }


def _say_who_left(desk: _Desk) -> None:
    """Rows say who was expelled by the statement's day; of one closed before and corrected since, anew."""
    changed = []
    for line in desk.lines:
        said = str(desk.gone.get(line.student_id, ""))
        if line.expelled != said:
            line.expelled = said
            changed.append(line)
    keep_all(changed, "expelled")


def _not_closable(desk: _Desk) -> Refusal | None:
    statement = desk.statement
    if statement.state != State.OPEN:
        return LOCKED[State(statement.state)]
    if statement.dated > desk.actor.today:
        return Refusal(AHEAD.code, AHEAD.text, {"day": f"{statement.dated:%d.%m.%Y}"})
    parts = Examiner.objects.of(desk.actor.college_id).filter(statement=statement).values_list("part", flat=True)
    refusal = rules.staff_refusal(parts, commission=by_commission(statement.kind, statement.level))
    asked = [line for line in desk.lines if line.student_id not in desk.gone]
    blank = [line.student.listed for line in asked if not (line.value or line.no_show or line.barred)]
    if refusal is None and blank:
        rest = f" и ещё {len(blank) - SHOWN}" if len(blank) > SHOWN else ""
        return Refusal(BLANK.code, BLANK.text, {"names": f"{', '.join(blank[:SHOWN])}{rest}"})
    return refusal or _followed(desk)


def _followed(desk: _Desk) -> Refusal | None:
    """A try that did not count is corrected to one that does, when the next one bears its number already."""
    counted = {
        (tried.debt_id, tried.number): line
        for line in desk.lines
        if line.debt_id and _end(line, expelled=line.student_id in desk.gone) not in UNCOUNTED
        for tried in desk.tries.get(line.student_id, ())
    }
    others = DebtTry.objects.of(desk.actor.college_id).filter(debt__in={debt for debt, _number in counted})
    others = others.exclude(statement=desk.statement).exclude(outcome__in=UNCOUNTED).order_by("pk")
    for place in others.values_list("debt_id", "number"):
        if place in counted:
            return Refusal(FOLLOWED.code, FOLLOWED.text, {"name": counted[place].student.listed})
    return None


def _results(desk: _Desk) -> list[Put]:
    """What the lines decide. A failed retake leaves what the main statement said: the student's «2» or «н/а» stands."""
    found = []
    for line in desk.lines:
        if not line.debt_id:
            found += [put_of(desk.statement, line, discipline) for discipline in desk.asked(line)]
            continue
        passed = _outcome(line) is Outcome.PASSED
        for tried in desk.tries.get(line.student_id, ()):
            if passed:
                put = _of_debt(put_of(desk.statement, line, tried.debt.discipline_id), tried.debt)
                # a term mark of a discipline that ends with a form of attestation is settled together with it
                found += [put, replace(put, level=Level.EXAM)] if put.level is Level.TERM and put.form else [put]
            elif tried.debt.settled_id == desk.statement.pk:  # closed as passed, opened again, and now not passed
                back = _as_before(desk, line, tried.debt)
                found += [back, _beside(desk, back)] if back.level is Level.TERM and back.form else [back]
    return found


def put_of(statement: Statement, line: StatementLine, discipline: UUID) -> Put:
    """The result of a line: a no-show and a student kept out are «н/а» until they pass; the ill and the expelled have none."""
    unanswered = NOT_ATTESTED if _arises(line) else ""
    words = "" if line.value else in_words(line.value, line.no_show, line.barred, expelled=bool(line.expelled))
    return Put(
        student=line.student_id, discipline=discipline, term=statement.term_id, semester=statement.semester,
        level=Level(statement.level), value=line.value or unanswered, group=statement.group_id, form=statement.form,
        mastery=line.mastery, ground=words_of(statement), reason=words,
    )  # fmt: skip


def _of_debt(put: Put, debt: Debt) -> Put:
    """Where the debt stands: the semester it belongs to (A4.13)."""
    return replace(put, term=debt.term_id, semester=debt.semester, level=Level(debt.level), form=debt.form or put.form)


def _as_before(desk: _Desk, line: StatementLine, debt: Debt) -> Put:
    """What its statement said; of a debt without one, what it arose from says which mark it was."""
    source = desk.sources.get((debt.source_id, line.student_id)) if debt.source_id else None
    unfit = NOT_ATTESTED
    if debt.source_id is None and debt.arisen == Arisen.UNFIT:
        unfit = NOT_CREDITED if debt.form in CREDIT_FORMS else "2"
    value, mastery = (source.value, source.mastery) if source is not None and source.value else (unfit, "")
    return _of_debt(replace(put_of(desk.statement, line, debt.discipline_id), value=value, mastery=mastery), debt)


def _beside(desk: _Desk, back: Put) -> Put:
    """What was written beside a term mark goes with it, or it would say that the term mark is settled: a main statement speaks again."""
    main = desk.mains.get((back.student, back.discipline, back.term))
    return (
        put_of(main.statement, main, back.discipline) if main else replace(back, level=Level.EXAM, value="", mastery="")
    )


def words_of(statement: Statement) -> str:
    """«ведомость № 12 от 24.11.2026»: the ground of a result."""
    return f"ведомость № {statement.number} от {statement.dated:%d.%m.%Y}"


def _settle(desk: _Desk) -> None:
    """Debts that the lines tried to settle, and the tries themselves."""
    statement = desk.statement
    tries, debts = [], []
    for line in desk.lines:
        end = _end(line, expelled=bool(line.expelled))
        for tried in desk.tries.get(line.student_id, ()) if line.debt_id else ():
            tried.outcome, debt = end, tried.debt
            tries.append(tried)
            if end is Outcome.PASSED:
                debt.closed_on, debt.settled_id, debt.ended = statement.dated, statement.pk, Ended.PASSED
                debts.append(debt)
            elif debt.settled_id == statement.pk:
                debt.closed_on, debt.settled_id, debt.ended = None, None, ""
                debts.append(debt)
    keep_all(tries, "outcome")
    keep_all(debts, "closed_on", "settled", "ended")


def _arises(line: StatementLine) -> Arisen | None:
    """Nobody owes what was asked after his expulsion (A4.8)."""
    if line.expelled:
        return None
    return rules.arises(line.value, line.no_show, barred=bool(line.barred), mastery=line.mastery)


def _end(line: StatementLine, *, expelled: bool) -> Outcome:
    """How the try of a line ends: who was expelled by its day was not asked."""
    return Outcome.EXCUSED if expelled and not line.value and not line.no_show else _outcome(line)


def _outcome(line: StatementLine) -> Outcome:
    return rules.outcome(line.value, line.no_show, barred=bool(line.barred), mastery=line.mastery)


def _arise(desk: _Desk) -> None:
    """Debts that this statement makes; those it made before it was corrected and makes no more end as a mistake.

    Whoever passes owes no more, not the term mark either: one closed without its statements ends as one closed after them.
    Of who was expelled between its day and its closing debts end with the order, as if it had been closed in time.
    """
    statement, own = desk.statement, desk.actor.college_id
    lines = [line for line in desk.lines if not line.debt_id]
    rows = Debt.objects.of(own).filter(
        student__in=[line.student_id for line in lines], discipline__in=desk.disciplines, term=statement.term_id,
        level__in=same_place(statement.level),
    )  # fmt: skip
    known: dict[tuple[UUID, UUID], list[Debt]] = defaultdict(list)
    for row in rows.exclude(ended=Ended.MISTAKEN).order_by("pk"):
        known[row.student_id, row.discipline_id].append(row)
    made: list[Debt] = []
    changed: list[Debt] = []
    owes = statement.level not in GIA  # what was not passed there is decided by an order, it is no debt
    for line in lines:
        arisen, passed = _arises(line) if owes else None, _outcome(line) is Outcome.PASSED
        for discipline in desk.asked(line):
            there = known.get((line.student_id, discipline), [])
            if arisen:
                made += _owed(desk, line, discipline, arisen, there, changed)
            else:
                left = desk.since.get(line.student_id)
                changed += [one for one in there if _over(statement, one, left, passed=passed)]
    Debt.objects.bulk_create(made)
    keep_all(changed, "closed_on", "settled", "ended")


def _owed(
    desk: _Desk, line: StatementLine, discipline: UUID, arisen: Arisen, there: list[Debt], changed: list[Debt]
) -> list[Debt]:
    """The debt that a line makes where none stands; one that the statement had settled before it was corrected stands again."""
    statement, left = desk.statement, desk.since.get(line.student_id)
    again = [one for one in there if one.settled_id == statement.pk]
    if not again and any(one.closed_on is None or one.source_id == statement.pk for one in there):
        return []
    found = again or [debt_of(statement, line.student_id, discipline, arisen)]
    for debt in found:
        debt.closed_on, debt.settled_id, debt.ended = None, None, ""
        if left is not None:
            debt.closed_on, debt.ended = max(left.since, debt.arisen_on), Ended.EXPELLED
    changed += again
    return [] if again else found


def _over(statement: Statement, debt: Debt, left: facts.Expelled | None, *, passed: bool) -> bool:
    """End a debt that a line makes no more, or that it settles; whether anything changed.

    One that the statement had settled before it was corrected, and settles no more, stands again; of who ``left``, until then.
    """
    if not passed and debt.settled_id == statement.pk:
        debt.closed_on, debt.settled_id, debt.ended = None, None, ""
        if left is not None:
            debt.closed_on, debt.ended = max(left.since, debt.arisen_on), Ended.EXPELLED
        return True
    if debt.source_id == statement.pk and (debt.closed_on is None or debt.ended == Ended.EXPELLED):
        debt.closed_on, debt.ended = statement.dated, Ended.MISTAKEN
        return True
    if passed and debt.closed_on is None:
        debt.closed_on = max(statement.dated, debt.arisen_on)  # examined before the term mark made it, written after
        debt.settled_id, debt.ended = statement.pk, Ended.PASSED
        return True
    return False


def debt_of(statement: Statement, student: UUID, discipline: UUID, arisen: Arisen) -> Debt:
    """A debt that the statement makes, not written yet."""
    return Debt(
        college_id=statement.college_id, student_id=student, discipline_id=discipline, term_id=statement.term_id,
        semester=statement.semester, group_id=statement.group_id, level=statement.level, form=statement.form,
        arisen=arisen, arisen_on=statement.dated, due_on=rules.due(statement.dated), source=statement,
    )  # fmt: skip
