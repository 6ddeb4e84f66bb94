"""A debt's term is prolonged by illness or leave; retakes are planned, each with its statement (A4.8)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.assessment.rules.levels import Level
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.opening import NO_YEAR, seat, target, told
from zhurnal.statements.actions.rows import keep
from zhurnal.statements.barriers import refused_day
from zhurnal.statements.models import Debt, DebtPause, DebtTry, Examiner, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.policy import ADMIT, SETTLE
from zhurnal.statements.rules.debts import TRIES, Away, Tried, due, next_try, plan_refusal, unasked
from zhurnal.statements.rules.kinds import JOINT, Kind, NoShow, Part, Pause, State
from zhurnal.statements.rules.record import DRAFTED, PAUSED, debt_target

CLOSED = Refusal("debt_closed", "Эта задолженность уже закрыта. Обновите страницу.")
NO_GROUND = Refusal("no_ground", "Напишите, по какому документу продлевается срок.")
BACKWARD = Refusal("backward", "Конец болезни или отпуска раньше начала. Исправьте даты.")
NOTHING = Refusal("nothing", "Отметьте хотя бы одну задолженность.")
NO_GROUP = Refusal("no_group", "Студента нет в списке ни одной группы. Пересдачу назначают тому, кто учится.")
NOT_ILL = Refusal(
    "not_ill",
    "Экзаменационный лист выписывают тому, кто не явился по уважительной причине, и восстановленному, который стоял отчисленным.",
)
TWICE = Refusal("twice", "Экзаменационный лист этому студенту уже выписан: № %(number)s.")


_Key = tuple[UUID, int, UUID, str, UUID | None, str]


@dataclass(frozen=True, slots=True)
class Retake:
    """When, where and before whom."""

    day: date
    place: str = ""
    examiners: dict[UUID, Part] = field(default_factory=dict)


def pause_debt(actor: PersonActor, debt: Debt, reason: Pause, since: date, until: date, ground: str) -> Refusal | None:
    """Days that are not counted; the last day of the debt moves by them."""
    policy.require(actor, SETTLE, debt)
    own, words = actor.college_id, " ".join(ground.split())[:200]
    if not words:
        return NO_GROUND
    if until < since:
        return BACKWARD
    with transaction.atomic():
        head = audit.lock(own, debt.student_id)
        fresh = Debt.objects.of(own).get(pk=debt.pk)
        if fresh.closed_on is not None:
            return CLOSED
        DebtPause.objects.create(
            college_id=own, debt=fresh, reason=reason, since=since, until=until, ground=words,
            made_by_id=actor.person_id, made_at=actor.now,
        )  # fmt: skip
        before = {"due": fresh.due_on.isoformat()}
        rows = DebtPause.objects.of(own).filter(debt=fresh)
        last = due(fresh.arisen_on, [Away(row.since, row.until) for row in rows], fresh.personal_until)
        fresh.due_on = max(fresh.due_on, last)
        keep(fresh, "due_on")
        after = {"due": fresh.due_on.isoformat(), "reason": str(reason)}
        audit.append(head, actor, [audit.Event(PAUSED, debt_target(fresh.pk), before, after, words)])
    return None


def plan_retake(actor: PersonActor, debts: Sequence[Debt], wanted: Retake) -> list[Statement] | Refusal:
    """Plan a retake of these debts on a day: tries, and a draft for each group, discipline, term and number of try.

    The second try is before a commission. All or nothing: the first refusal names its student.
    """
    if not debts:
        return NOTHING
    for debt in debts:
        policy.require(actor, SETTLE, debt)
    own = actor.college_id
    year = facts.year_of_day(own, wanted.day)
    if year is None:
        return NO_YEAR
    with transaction.atomic():
        for student in sorted({debt.student_id for debt in debts}):
            audit.lock(own, student)
        rows = list(
            Debt.objects.of(own).filter(pk__in=[debt.pk for debt in debts]).select_related("student").order_by("pk")
        )
        tries, pauses = _tries(own, rows), _pauses(own, rows)
        groups = facts.groups_of(own, [row.student_id for row in rows], wanted.day)
        bundles: dict[_Key, list[Debt]] = defaultdict(list)
        for row in rows:
            refusal = _refusal(row, wanted, tries[row.pk], pauses[row.pk], groups)
            if refusal is not None:
                name = row.student.listed
                return Refusal(refusal.code, "%(name)s: %(text)s", {"name": name, "text": str(refusal)})
            bundles[_bundle_key(row, groups[row.student_id], next_try(tries[row.pk]))].append(row)
        for group, level in sorted({(key[0], _level(found[0])) for key, found in bundles.items()}):
            if refusal := refused_day(own, level, group, wanted.day):
                return refusal
        return [_bundle(actor, wanted, year.pk, key, found) for key, found in bundles.items()]


def _refusal(
    debt: Debt, wanted: Retake, tries: list[Tried], pauses: list[Away], groups: dict[UUID, UUID]
) -> Refusal | None:
    if debt.closed_on is not None:
        return CLOSED
    if debt.student_id not in groups:
        return NO_GROUP
    return plan_refusal(wanted.day, debt.arisen_on, debt.due_on, tries, pauses)


def _tries(own: UUID, debts: list[Debt]) -> dict[UUID, list[Tried]]:
    found: dict[UUID, list[Tried]] = defaultdict(list)
    for row in DebtTry.objects.of(own).filter(debt__in=debts).order_by("planned_on", "pk"):
        found[row.debt_id].append(Tried(row.number, row.outcome))
    return found


def _pauses(own: UUID, debts: list[Debt]) -> dict[UUID, list[Away]]:
    found: dict[UUID, list[Away]] = defaultdict(list)
    for row in DebtPause.objects.of(own).filter(debt__in=debts):
        found[row.debt_id].append(Away(row.since, row.until))
    return found


def _bundle_key(debt: Debt, group: UUID, number: int) -> _Key:
    """Of a joint examination all its disciplines are retaken together, else each by itself."""
    if debt.form in JOINT:
        return group, number, debt.term_id, debt.form, debt.source_id, debt.level
    return group, number, debt.term_id, debt.form, debt.discipline_id, debt.level


def _bundle(actor: PersonActor, wanted: Retake, year: UUID, key: _Key, debts: list[Debt]) -> Statement:
    """The draft of one retake with a line for each student and a try for each debt."""
    own, first, (group, number, *_rest) = actor.college_id, debts[0], key
    of_student = {row.student_id: row for row in reversed(debts)}
    kind = Kind.COMMISSION if number == TRIES else Kind.RETAKE if len(of_student) > 1 else Kind.INDIVIDUAL
    statement: Statement = Statement.objects.create(
        college_id=own, year_id=year, kind=kind, group_id=group, discipline_id=first.discipline_id, term_id=first.term_id,
        semester=first.semester, level=_level(first), form=first.form, dated=wanted.day, previous_id=first.source_id,
    )  # fmt: skip
    further = dict.fromkeys(row.discipline_id for row in debts if row.discipline_id != first.discipline_id)
    StatementDiscipline.objects.bulk_create(
        StatementDiscipline(college_id=own, statement=statement, discipline_id=pk) for pk in further
    )
    seat(actor, statement, wanted.examiners)
    StatementLine.objects.bulk_create(
        StatementLine(college_id=own, statement=statement, student_id=row.student_id, debt=row)
        for row in of_student.values()
    )
    place = wanted.place[:80]
    DebtTry.objects.bulk_create(
        DebtTry(college_id=own, debt=row, number=number, planned_on=wanted.day, place=place, statement=statement)
        for row in debts
    )
    head = audit.lock(own, statement.pk)
    audit.append(head, actor, [audit.Event(DRAFTED, target(statement), None, told(statement))])
    return statement


def _level(debt: Debt) -> str:
    """The level of the retake: a debt of a term mark is settled at the examination's."""
    return str(Level.EXAM if debt.level == Level.TERM else debt.level)


def single_sheet(actor: PersonActor, statement: Statement, line: UUID, day: date) -> Statement | Refusal:
    """Экзаменационный лист of a student who was ill on the day: no debt, no try; drafted with the same examiners.

    The statement itself is not changed: a checker's visa that closes it does not keep a later sheet back.
    """
    own = actor.college_id
    asked = StatementLine.objects.of(own).filter(pk=line, statement=statement).first()
    if asked is None:
        return NOT_ILL
    policy.require(actor, ADMIT, asked)
    year = facts.year_of_day(own, day)
    if year is None:
        return NO_YEAR
    with transaction.atomic():
        if refusal := refused_day(own, statement.level, statement.group_id, day):
            return refusal
        audit.lock(own, statement.pk)
        row = StatementLine.objects.of(own).filter(pk=line, statement=statement).select_related("statement").first()
        if (
            row is None
            or row.statement.state != State.CLOSED
            or not unasked(row.no_show, row.value or row.barred, row.expelled)
        ):
            return NOT_ILL
        if row.expelled and row.student_id not in facts.groups_of(own, [row.student_id], day):
            return NO_GROUP
        there = StatementLine.objects.of(own).filter(
            student=row.student_id,
            statement__previous=statement.pk,
            statement__kind=Kind.INDIVIDUAL,
            debt__isnull=True,
        )
        there = there.exclude(statement__state=State.CANCELLED).exclude(no_show=NoShow.VALID)
        known = there.exclude(expelled__gt="", value="").select_related("statement").first()
        if known is not None:
            return Refusal(TWICE.code, TWICE.text, {"number": known.statement.number or "черновик"})
        sheet: Statement = Statement.objects.create(
            college_id=own, year=year, kind=Kind.INDIVIDUAL, group_id=statement.group_id,
            discipline_id=statement.discipline_id, term_id=statement.term_id, semester=statement.semester,
            level=statement.level, form=statement.form, hours=statement.hours, dated=day, previous=statement,
        )  # fmt: skip
        copy_from(actor, statement, sheet)
        StatementLine.objects.create(college_id=own, statement=sheet, student_id=row.student_id)
        head = audit.lock(own, sheet.pk)
        audit.append(head, actor, [audit.Event(DRAFTED, target(sheet), None, told(sheet))])
    return sheet


def copy_from(actor: PersonActor, statement: Statement, sheet: Statement) -> None:
    """The same examiners, and the same further disciplines of a joint examination."""
    own = actor.college_id
    seat(actor, sheet, dict(Examiner.objects.of(own).filter(statement=statement).values_list("person_id", "part")))
    further = StatementDiscipline.objects.of(own).filter(statement=statement).values_list("discipline_id", flat=True)
    StatementDiscipline.objects.bulk_create(
        StatementDiscipline(college_id=own, statement=sheet, discipline_id=pk) for pk in further
    )
