"""A result that a student brought stands where the plan asks for it: he is in no statement of it, and owes it no more (A2.13, A7.3)."""

from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions import Put, put_results
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.assessment.rules.values import CREDITED, MASTERED, is_positive
from zhurnal.curriculum.models import Discipline, Membership
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.models import Credit
from zhurnal.movement.rules.places import Place
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Debt, StatementDiscipline, StatementLine
from zhurnal.statements.rules.kinds import FORM_WORDS, LEVEL_OF, Ended, State
from zhurnal.statements.rules.marks import CREDIT_FORMS, TYPED

NOT_POSITIVE = Refusal(
    "not_positive", "Засчитать можно только положительный результат: напишите 5, 4, 3 или «зачтено»."
)
IN_STATEMENT = Refusal(
    "in_statement",
    "Студент стоит в ведомости %(number)s по этой дисциплине, её отметку перезачёт не меняет: сначала аннулируйте ведомость.",
)
STANDS = Refusal(
    "stands",
    "За этот семестр уже стоит отметка «%(value)s» (%(ground)s), её перезачёт не меняет: выберите другую строку.",
)
FROZEN = Refusal(
    "frozen",
    "Семестр закрыт с отметкой преподавателя «%(value)s»: сначала откройте его вдвоём по приказу («Итоги»).",
)


def count_credit(actor: PersonActor, credit: Credit, place: Place) -> None:
    """Write the result, end the debts that it settles. Raises ``Refused`` when a document has decided otherwise. Part of a
    transaction of the caller, who has checked who may do it.
    """
    value = TYPED.get(" ".join(credit.result.lower().split()).rstrip(". "), "")
    if not is_positive(value):
        raise Refused(NOT_POSITIVE)
    discipline = Discipline.objects.of(actor.college_id).select_related("plan_item").get(pk=place.discipline)
    kind = discipline.plan_item.kind if discipline.plan_item else ""
    levels = levels_of(kind, place.form)
    refusal = _in_statement(credit, place, levels) or _standing(credit, place, levels)
    if refusal is not None:
        raise Refused(refusal)
    group = _group_then(credit, place)
    puts = [
        Put(
            student=credit.student_id, discipline=place.discipline, term=place.term, semester=place.semester, level=level,
            value=CREDITED if place.form in CREDIT_FORMS else value, group=group, form=place.form,
            mastery=MASTERED if level is Level.MODULE else "", source=Source.CREDIT, ground=credit.document[:120],
        )
        for level in levels
    ]  # fmt: skip
    put_results(actor, puts, credit.pk)
    _settle(actor, credit, place, levels)


def levels_of(kind: str, form: str) -> tuple[Level, ...]:
    """At which levels a row of the plan is decided: of a discipline by its term mark and, where it has one, its attestation."""
    if kind in {ItemKind.MODULE, ItemKind.EXAM}:
        return (Level.MODULE,)
    if kind in {ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD}:
        return (Level.PRACTICE,)
    level = LEVEL_OF[form] if form in FORM_WORDS else Level.TERM
    return (Level.TERM, Level.EXAM) if level is Level.EXAM else (level,)


def _in_statement(credit: Credit, place: Place, levels: tuple[Level, ...]) -> Refusal | None:
    """A statement in which he stands decides, when it is closed (A4.12)."""
    own = credit.college_id
    further = StatementDiscipline.objects.of(own).filter(discipline=place.discipline).values("statement_id")
    lines = StatementLine.objects.of(own).filter(
        Q(statement__discipline=place.discipline) | Q(statement__in=further), student=credit.student_id,
        statement__term=place.term, statement__level__in=levels,
    ).exclude(statement__state=State.CANCELLED)  # fmt: skip
    line = lines.select_related("statement").order_by("-pk").first()
    return Refusal(IN_STATEMENT.code, IN_STATEMENT.text, {"number": str(line.statement)}) if line else None


def _standing(credit: Credit, place: Place, levels: tuple[Level, ...]) -> Refusal | None:
    """A mark of another document, or a teacher's of a closed term, stays."""
    rows = Result.objects.of(credit.college_id).filter(
        student=credit.student_id, discipline=place.discipline, term=place.term, level__in=levels
    )
    for row in rows.exclude(value="").exclude(source=Source.CREDIT).select_related("course"):
        if row.source != Source.TEACHER:
            words = {"value": row.value, "ground": row.ground or row.get_source_display()}
            return Refusal(STANDS.code, STANDS.text, words)
        if row.course is not None and row.course.frozen_at is not None:
            return Refusal(FROZEN.code, FROZEN.text, {"value": row.value})
    return None


def _group_then(credit: Credit, place: Place) -> UUID | None:
    """The group on whose list he was in that term: figures of a term in which he was not here do not change (A7.5)."""
    term = Term.objects.of(credit.college_id).get(pk=place.term)
    stays = Membership.objects.of(credit.college_id).filter(
        Q(left__isnull=True) | Q(left__gt=term.starts), student=credit.student_id, entered__lte=term.ends
    )
    return stays.order_by("-entered", "-pk").values_list("group_id", flat=True).first()


def _settle(actor: PersonActor, credit: Credit, place: Place, levels: tuple[Level, ...]) -> None:
    """What he owed there is brought."""
    own = actor.college_id
    rows = Debt.objects.of(own).filter(
        student=credit.student_id,
        discipline=place.discipline,
        term=place.term,
        level__in=levels,
        closed_on__isnull=True,
    )
    ended = rows.update(closed_on=actor.today, ended=Ended.CREDITED)
    if ended:
        head = audit.lock(own, credit.student_id)
        told = {"credited": ended, "credit": credit.pk.hex}
        event = audit.Event("statements.debt.credit", f"student:{credit.student_id.hex}", None, told)
        audit.append(head, actor, [event])
