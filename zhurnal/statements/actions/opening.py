"""A statement is drafted from a row of the plan, opened with a number and a list, or cancelled with a reason (A4.12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import GIA, Level
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import alphabetical
from zhurnal.statements import facts
from zhurnal.statements.actions.rows import keep
from zhurnal.statements.barriers import judged_above, refused_day
from zhurnal.statements.models import DebtTry, Examiner, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.policy import MANAGE, OPEN
from zhurnal.statements.rules.admission import shortened
from zhurnal.statements.rules.debts import staff_refusal
from zhurnal.statements.rules.kinds import (
    EXAMS,
    FORM_WORDS,
    LEVEL_OF,
    LEVELS,
    STATE_FORMS,
    Kind,
    Outcome,
    Part,
    State,
    by_commission,
)
from zhurnal.statements.rules.record import DRAFTED

TWICE = Refusal(
    "twice", "По этой дисциплине ведомость группы за семестр уже есть: № %(number)s. Откройте её в списке ведомостей."
)
NO_FORM = Refusal("no_form", "Выберите форму аттестации.")
NO_YEAR = Refusal("no_year", "На этот день нет учебного года. Проверьте дату.")
EMPTY = Refusal("empty", "На этот день в списке группы нет студентов, которые должны сдавать. Проверьте дату.")
NOT_DRAFT = Refusal("not_draft", "Эта ведомость уже открыта. Обновите страницу.")
NO_REASON = Refusal("no_reason", "Напишите причину: она останется в ведомости.")
NOT_YET = Refusal(
    "not_admitted",
    "К экзамену пока не допускают: %(who)s. Откройте ведомость, когда это будет сдано, или аннулируйте её и составьте новую "
    "без тех, кто не допущен.",
)
NOT_OPEN = Refusal("not_open", "Аннулировать можно только незакрытую ведомость.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A statement to be drafted. ``also``: further disciplines of a joint examination; ``semester``: of the plan.

    ``examiners``: person → part; empty is whoever leads the discipline on the day.
    """

    group: Group
    term: Term
    discipline: Discipline
    form: str
    dated: date
    semester: int
    hours: int = 0
    level: Level | None = None
    also: tuple[UUID, ...] = ()
    examiners: dict[UUID, Part] = field(default_factory=dict)


def draft_statement(actor: PersonActor, wanted: Wanted) -> Statement | Refusal:
    """Draft the main statement of a group; it has no number yet."""
    policy.require(actor, OPEN, wanted.group)
    level = wanted.level or LEVEL_OF.get(wanted.form, Level.EXAM)
    if wanted.form not in (STATE_FORMS if level in GIA else FORM_WORDS) or level not in LEVELS:
        return NO_FORM
    year = facts.year_of_day(actor.college_id, wanted.dated)
    if year is None:
        return NO_YEAR
    own = Statement.objects.of(actor.college_id)
    with transaction.atomic():
        head = audit.lock(actor.college_id, wanted.group.pk)
        if refusal := refused_day(actor.college_id, level, wanted.group.pk, wanted.dated):
            return refusal
        same = own.filter(
            group=wanted.group, discipline=wanted.discipline, term=wanted.term, level=level, kind=Kind.MAIN
        )
        there = same.exclude(state=State.CANCELLED).first()
        if there is not None:
            return Refusal(TWICE.code, TWICE.text, {"number": there.number or "черновик"})
        statement: Statement = Statement.objects.create(
            college_id=actor.college_id, year=year, group=wanted.group, discipline=wanted.discipline, term=wanted.term,
            semester=wanted.semester, level=level, form=wanted.form, hours=wanted.hours, dated=wanted.dated,
        )  # fmt: skip
        further = [
            StatementDiscipline(college_id=actor.college_id, statement=statement, discipline_id=pk)
            for pk in wanted.also
        ]
        StatementDiscipline.objects.bulk_create(further)
        seat(actor, statement, wanted.examiners or _usual(actor, wanted))
        audit.append(head, actor, [audit.Event(DRAFTED, target(statement), None, told(statement))])
    return statement


def _usual(actor: PersonActor, wanted: Wanted) -> dict[UUID, Part]:
    found = facts.teachers_of(
        actor.college_id, wanted.group.pk, wanted.term.pk, wanted.discipline.pk, min(wanted.dated, wanted.term.ends)
    )
    return dict.fromkeys(found, Part.EXAMINER)


def seat(actor: PersonActor, statement: Statement, examiners: dict[UUID, Part]) -> None:
    """These people and no others take the examination; strangers to the college are passed over."""
    own = actor.college_id
    known = Person.objects.of(own).filter(pk__in=list(examiners)).values_list("pk", flat=True)
    Examiner.objects.of(own).filter(statement=statement).delete()
    Examiner.objects.bulk_create(
        Examiner(college_id=own, statement=statement, person_id=pk, part=examiners[pk]) for pk in known
    )


def target(statement: Statement) -> str:
    """How a statement is named in the record of changes."""
    return f"statement:{statement.pk.hex}"


def told(statement: Statement) -> dict[str, object]:
    """A statement for the record of changes."""
    return {
        "number": statement.number, "state": str(statement.state), "kind": str(statement.kind), "form": statement.form,
        "dated": statement.dated.isoformat(),
    }  # fmt: skip


def set_staff(actor: PersonActor, statement: Statement, dated: date, examiners: dict[UUID, Part]) -> Refusal | None:
    """Another day, other examiners, as long as the statement is not closed."""
    policy.require(actor, MANAGE, statement)
    with transaction.atomic():
        refusal = refused_day(actor.college_id, statement.level, statement.group_id, dated)
        head = audit.lock(actor.college_id, statement.pk)
        fresh = Statement.objects.of(actor.college_id).get(pk=statement.pk)
        if fresh.state not in {State.DRAFT, State.OPEN}:
            return NOT_OPEN
        if refusal is not None:
            return refusal
        year = facts.year_of_day(actor.college_id, dated)
        if year is None or (fresh.number and year.pk != fresh.year_id):
            return NO_YEAR
        before = told(fresh)
        rows = Statement.objects.of(actor.college_id).filter(pk=fresh.pk)
        rows.update(dated=dated, year=year, version=fresh.version + 1)
        seat(actor, fresh, examiners)
        after = {**before, "dated": dated.isoformat(), "examiners": len(examiners)}
        audit.append(head, actor, [audit.Event("statements.staff", target(fresh), before, after)])
    return None


def open_statement(actor: PersonActor, statement: Statement) -> Refusal | None:
    """Give the statement its number and its list. Numbers of a year have no gaps: they are given one after another behind a lock."""
    policy.require(actor, MANAGE, statement)
    own = actor.college_id
    with transaction.atomic():
        numbers = audit.lock(own, statement.year_id)
        audit.lock(own, statement.pk)
        fresh = Statement.objects.of(own).select_related("group", "term").get(pk=statement.pk)
        refusal = _not_openable(actor, fresh)
        if refusal is not None:
            return refusal
        if fresh.kind == Kind.MAIN and not _enlist(actor, fresh):
            return EMPTY
        if fresh.kind != Kind.MAIN and (kept_out := _kept_out(actor, fresh)):
            return kept_out
        last = Statement.objects.of(own).filter(year=fresh.year_id).aggregate(last=Max("number"))["last"]
        before = told(fresh)
        fresh.number, fresh.state = (last or 0) + 1, State.OPEN
        fresh.opened_by_id, fresh.opened_at = actor.person_id, actor.now
        fresh.version += 1
        keep(fresh, "number", "state", "opened_by_id", "opened_at", "version")
        audit.append(numbers, actor, [audit.Event("statements.open", target(fresh), before, told(fresh))])
    return None


def _not_openable(actor: PersonActor, statement: Statement) -> Refusal | None:
    if statement.state != State.DRAFT:
        return NOT_DRAFT
    parts = Examiner.objects.of(actor.college_id).filter(statement=statement).values_list("part", flat=True)
    return staff_refusal(parts, commission=by_commission(statement.kind, statement.level))


def _enlist(actor: PersonActor, statement: Statement) -> bool:
    """Write down the students who are to be examined. False: nobody."""
    people = [pk for pk, _name in facts.listed(actor.college_id, statement.group_id, statement.dated)]
    return enlist(actor, statement, people)


def enlist(actor: PersonActor, statement: Statement, people: list[UUID]) -> bool:
    """Lines of these students, unless they are settled otherwise; who is not admitted to an examination, with the reason."""
    own = actor.college_id
    further = StatementDiscipline.objects.of(own).filter(statement=statement).values_list("discipline_id", flat=True)
    whole = {statement.discipline_id, *further}
    out = facts.settled_otherwise(own, list(whole), statement.term_id, statement.level, people)
    people = [pk for pk in people if out.get(pk, set()) != whole]
    reasons = barring_of(actor, statement, people)
    lines: Sequence[StatementLine] = [
        StatementLine(college_id=own, statement=statement, student_id=pk, barred=reasons.get(pk, "")) for pk in people
    ]
    StatementLine.objects.bulk_create(lines)
    return bool(lines)


def _kept_out(actor: PersonActor, statement: Statement) -> Refusal | None:
    """Who may not sit a further exam of a module, or of the state attestation, yet (A4.10); nobody's try is lost by it.

    Whoever was asked in the statement that this one comes after was admitted there, by what he had or by the department.
    """
    own = actor.college_id
    lines = list(StatementLine.objects.of(own).filter(statement=statement).select_related("student", "debt"))
    reasons = judged_above(statement.level, statement.group, statement.discipline_id, [one.student_id for one in lines])
    if not reasons:
        return None
    before = {(one.debt.source_id if one.debt else statement.previous_id, one.student_id) for one in lines}
    rows = StatementLine.objects.of(own).filter(
        statement__in={source for source, _student in before if source}, barred=""
    )
    asked = before.intersection(rows.exclude(value="", no_show="").values_list("statement_id", "student_id"))
    passed = {student for _source, student in asked}
    lines.sort(key=lambda one: alphabetical(one.student.surname, one.student.given, one.student.patronymic))
    who = [
        f"{one.student.listed}: {', '.join(reasons[one.student_id])}"
        for one in lines
        if one.student_id not in passed and reasons[one.student_id]
    ]
    return Refusal(NOT_YET.code, NOT_YET.text, {"who": shortened(who)}) if who else None


def barring_of(actor: PersonActor, statement: Statement, people: list[UUID]) -> dict[UUID, str]:
    """student → why he is not admitted to the examination, as a line has it; of nobody where the form asks for no admission."""
    reasons = judged_above(statement.level, statement.group, statement.discipline_id, people)
    if reasons is None and statement.form in EXAMS:
        day = min(statement.dated, statement.term.ends, actor.today)
        admitted = facts.admissions(actor, statement.group, statement.term, people, day)
        reasons = {pk: one.reasons for pk, one in admitted.items()}
    return {pk: shortened(found) for pk, found in (reasons or {}).items() if found}


def cancel_statement(actor: PersonActor, statement: Statement, why: str) -> Refusal | None:
    """The statement decides nothing; its number and the reason stay."""
    policy.require(actor, MANAGE, statement)
    reason = " ".join(why.split())[:300]
    if not reason:
        return NO_REASON
    with transaction.atomic():
        head = audit.lock(actor.college_id, statement.pk)
        fresh = Statement.objects.of(actor.college_id).get(pk=statement.pk)
        if fresh.state not in {State.DRAFT, State.OPEN}:
            return NOT_OPEN
        before = told(fresh)
        fresh.state, fresh.cancelled_why = State.CANCELLED, reason
        fresh.version += 1
        keep(fresh, "state", "cancelled_why", "version")
        free_tries(actor, fresh)
        audit.append(head, actor, [audit.Event("statements.cancel", target(fresh), before, told(fresh), reason)])
    return None


def free_tries(actor: PersonActor, statement: Statement) -> None:
    """Retakes that were planned in a cancelled statement are to be planned again."""
    rows = DebtTry.objects.of(actor.college_id).filter(statement=statement, outcome=Outcome.PLANNED)
    rows.delete()
