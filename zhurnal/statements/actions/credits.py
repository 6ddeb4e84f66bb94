"""A result that a student brought stands where the plan asks for it: he is in no statement of it, and owes it no more (A2.13, A7.3)."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.academic_year.rules.closed import year_closed
from zhurnal.assessment.actions import Put, put_results
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.assessment.rules.levels import State as Closing
from zhurnal.assessment.rules.values import CREDITED, MASTERED, is_positive
from zhurnal.curriculum.models import Discipline, Membership
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.models import Credit
from zhurnal.movement.rules.places import Place
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.opening import enlist
from zhurnal.statements.models import Debt, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.rules.kinds import FORM_WORDS, LEVEL_OF, Ended, Kind, State
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

CHANGED = Refusal(
    "changed",
    "С тех пор отметку этого семестра изменил другой документ. Перезачёт отменить нельзя: сначала отмените то, что записано позже.",
)
TERM_CLOSED = Refusal(
    "term_closed",
    "Семестр группы %(group)s закрыт с этим перезачётом: сначала откройте его вдвоём по приказу («Итоги»), потом отмените.",
)
STATEMENT_CLOSED = Refusal(
    "statement_closed",
    "Ведомость %(number)s закрыта с этим перезачётом, студента по этой дисциплине не спросили: сначала вскройте её вдвоём, потом отмените перезачёт.",
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
    _require_open_year(actor.college_id, place.term)
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
    standing = {row.level: _told(row) for row in _rows(credit, place.discipline, place.term, levels)}
    written = put_results(actor, puts, credit.pk)
    traces = {
        "discipline": place.discipline.hex, "term": place.term.hex, "semester": place.semester, "form": place.form,
        "results": {row.level: {"version": row.version, "before": standing.get(row.level)} for row in written},
        "debts": _settle(actor, credit, place, levels),
    }  # fmt: skip
    Credit.objects.of(actor.college_id).filter(pk=credit.pk).update(traces=traces)


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


def _settle(actor: PersonActor, credit: Credit, place: Place, levels: tuple[Level, ...]) -> list[str]:
    """What he owed there is brought; which debts these are."""
    own = actor.college_id
    rows = Debt.objects.of(own).filter(
        student=credit.student_id,
        discipline=place.discipline,
        term=place.term,
        level__in=levels,
        closed_on__isnull=True,
    )
    debts = [pk.hex for pk in rows.order_by("pk").values_list("pk", flat=True)]
    ended = rows.update(closed_on=actor.today, ended=Ended.CREDITED)
    if ended:
        head = audit.lock(own, credit.student_id)
        told = {"credited": ended, "credit": credit.pk.hex}
        event = audit.Event("statements.debt.credit", f"student:{credit.student_id.hex}", None, told)
        audit.append(head, actor, [event])
    return debts


def _require_open_year(college_id: UUID, term: UUID) -> None:
    year = Term.objects.of(college_id).select_related("year").get(pk=term).year
    if year.closed_at is not None:
        raise Refused(year_closed(year.name))


def _rows(credit: Credit, discipline: UUID, term: UUID, levels: Collection[str]) -> list[Result]:
    rows = Result.objects.of(credit.college_id).filter(
        student=credit.student_id, discipline=discipline, term=term, level__in=levels, checkpoint__isnull=True
    )
    return list(rows.order_by("level", "pk"))


def _told(row: Result) -> dict[str, Any]:
    """What stands, to be put back when the credit is undone."""
    return {
        "value": row.value, "mastery": row.mastery, "source": row.source, "ground": row.ground, "reason": row.reason,
        "form": row.form, "semester": row.semester, "group": row.group_id.hex if row.group_id else None,
        "course": row.course_id.hex if row.course_id else None, "published": row.published_at is not None,
        "personal_until": row.personal_until.isoformat() if row.personal_until else None,
    }  # fmt: skip


def uncount_credit(actor: PersonActor, credit: Credit) -> None:
    """What stood before the credit stands again, debts that it ended too, and open statements get him on their list.

    Raises ``Refused`` when his term or a statement was closed with it, or when another document has decided since. Part of a
    transaction of the caller, who has checked who may do it.
    """
    own, traces = actor.college_id, credit.traces
    discipline, term = UUID(traces["discipline"]), UUID(traces["term"])
    _require_open_year(own, term)
    rows = _rows(credit, discipline, term, list(traces["results"]))
    if any(row.version != traces["results"][row.level]["version"] for row in rows):
        raise Refused(CHANGED)
    for closing in TermClosing.objects.of(own).filter(
        term=term, state=Closing.CLOSED, group__in=[row.group_id for row in rows if row.group_id]
    ).select_related("group"):  # fmt: skip
        raise Refused(Refusal(TERM_CLOSED.code, TERM_CLOSED.text, {"group": closing.group.name}))
    missed = _missed(credit, discipline, term, list(traces["results"]))
    for statement in missed:
        if statement.state == State.CLOSED:
            raise Refused(Refusal(STATEMENT_CLOSED.code, STATEMENT_CLOSED.text, {"number": str(statement)}))
    put_results(actor, [_back(row, traces["results"][row.level]["before"]) for row in rows], credit.pk)
    for statement in missed:
        enlist(actor, statement, [credit.student_id])
    _owe_again(actor, credit)


def _back(row: Result, before: dict[str, Any] | None) -> Put:
    """The result as it was; one that was not there before is struck out."""
    place: dict[str, Any] = {
        "student": row.student_id, "discipline": row.discipline_id, "term": row.term_id, "level": Level(row.level)
    }  # fmt: skip
    if before is None:
        reason = "перезачёт отменён"
        return Put(
            **place,
            semester=row.semester,
            value="",
            group=row.group_id,
            form=row.form,
            source=Source.TEACHER,
            reason=reason,
        )
    group, course, until = before["group"], before["course"], before["personal_until"]
    return Put(
        **place, semester=before["semester"], value=before["value"], group=UUID(group) if group else None,
        course=UUID(course) if course else None, form=before["form"], mastery=before["mastery"],
        source=Source(before["source"]), ground=before["ground"], reason=before["reason"],
        personal_until=date.fromisoformat(until) if until else None, published=before["published"],
    )  # fmt: skip


def _missed(credit: Credit, discipline: UUID, term: UUID, levels: Collection[str]) -> list[Statement]:
    """Statements of his groups that the credit kept from asking him: open ones without him, and closed ones, also a joint one
    that asked him the rest.
    """
    own = credit.college_id
    further = StatementDiscipline.objects.of(own).filter(discipline=discipline).values("statement_id")
    rows = Statement.objects.of(own).filter(
        Q(discipline=discipline) | Q(pk__in=further), term=term, level__in=levels, kind=Kind.MAIN,
        state__in=[State.OPEN, State.CLOSED],
    )  # fmt: skip
    lines = StatementLine.objects.of(own).filter(student=credit.student_id).values("statement_id")
    found = rows.exclude(state=State.OPEN, pk__in=lines).select_related("group", "term").order_by("pk")
    return [
        one
        for one in found
        if facts.groups_of(own, [credit.student_id], one.dated) == {credit.student_id: one.group_id}
    ]


def _owe_again(actor: PersonActor, credit: Credit) -> None:
    """Debts that the credit had ended, unless one of the same place arose since."""
    own = actor.college_id
    rows = Debt.objects.of(own).filter(student=credit.student_id)
    standing = set(rows.filter(closed_on__isnull=True).values_list("discipline_id", "term_id", "level"))
    ended = rows.filter(pk__in=[UUID(pk) for pk in credit.traces["debts"]], ended=Ended.CREDITED).order_by("pk")
    again = [debt.pk for debt in ended if (debt.discipline_id, debt.term_id, debt.level) not in standing]
    if rows.filter(pk__in=again).update(closed_on=None, ended=""):
        head = audit.lock(own, credit.student_id)
        told = {"standing again": len(again), "credit": credit.pk.hex}
        event = audit.Event("statements.debt.credit", f"student:{credit.student_id.hex}", told, None)
        audit.append(head, actor, [event])
