"""Statements of a module's exam and of the state attestation: drafted from the list of who is admitted (A1.9, A4.10, A4.14)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline, Group, PlanItem, PlanLoad
from zhurnal.curriculum.plan_rows import disciplines_of
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.actions.disciplines import discipline_of_item
from zhurnal.modules.standing import plan_parts, state_rows
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import Wanted, draft_statement
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import LEVEL_OF

FORM = "ЭМ"
NO_EXAM = Refusal("no_exam", "В учебном плане у этого модуля нет строки экзамена. Добавьте её в план и повторите.")
NO_TERM = Refusal("no_term", "На этот день нет семестра. Проверьте дату экзамена.")


def draft_exam(actor: PersonActor, group: Group, item: UUID, dated: date) -> Statement:
    """Draft the statement; the discipline of the exam is made when the college has never had one."""
    plan = plan_parts(group)
    module = plan.module(item)
    if module is None:
        raise Absent
    if module.exam is None:
        raise Refused(NO_EXAM)
    row = PlanItem.objects.of(actor.college_id).get(pk=UUID(module.exam.key))
    return _draft(actor, group, _Held(row, plan.disciplines.get(module.exam.key, ()), FORM, Level.MODULE, dated))


def draft_state(actor: PersonActor, group: Group, item: UUID, form: str, dated: date) -> Statement:
    """Draft the statement of an exam or a defence of the state attestation, by its row of the plan."""
    row = state_rows(group).filter(pk=item).first()
    if row is None:
        raise Absent
    known = disciplines_of(actor.college_id, row.curriculum_id).get(row.pk, [])
    return _draft(actor, group, _Held(row, tuple(known), form, LEVEL_OF[form], dated))


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held, when. ``known``: disciplines of the row."""

    row: PlanItem
    known: tuple[UUID, ...]
    form: str
    level: Level
    dated: date


def _draft(actor: PersonActor, group: Group, held: _Held) -> Statement:
    own = actor.college_id
    term = Term.objects.of(own).filter(starts__lte=held.dated, year=group.year_id).order_by("-starts").first()
    if term is None:
        raise Refused(NO_TERM)
    semester = semester_of(group.course_year, term.number)
    loads = PlanLoad.objects.of(own).filter(item=held.row.pk, semester=semester)
    hours = loads.values_list("hours_total", flat=True).first() or 0
    with transaction.atomic():
        discipline = Discipline.objects.of(own).get(pk=discipline_of_item(own, held.row, held.known))
        wanted = Wanted(group, term, discipline, held.form, held.dated, semester, hours, held.level)
        made = draft_statement(actor, wanted)
        if isinstance(made, Refusal):
            raise Refused(made)
    return made
