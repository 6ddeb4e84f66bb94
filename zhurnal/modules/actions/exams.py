"""The statement of a module's exam: drafted from the admission list, opened and filled in like any other (A1.9, A4.10)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline, Group, PlanItem, PlanLoad
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.actions.disciplines import discipline_of_item
from zhurnal.modules.standing import plan_parts
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import Wanted, draft_statement
from zhurnal.statements.models import Statement

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
    term = Term.objects.of(actor.college_id).filter(starts__lte=dated, year=group.year_id).order_by("-starts").first()
    if term is None:
        raise Refused(NO_TERM)
    semester = semester_of(group.course_year, term.number)
    row = PlanItem.objects.of(actor.college_id).get(pk=UUID(module.exam.key))
    hours = (
        PlanLoad.objects.of(actor.college_id)
        .filter(item=row.pk, semester=semester)
        .values_list("hours_total", flat=True)
    )
    with transaction.atomic():
        known = plan.disciplines.get(module.exam.key, ())
        discipline = Discipline.objects.of(actor.college_id).get(pk=discipline_of_item(actor.college_id, row, known))
        made = draft_statement(
            actor,
            Wanted(group, term, discipline, FORM, dated, semester, hours.first() or 0, Level.MODULE),
        )
        if isinstance(made, Refusal):
            raise Refused(made)
    return made
