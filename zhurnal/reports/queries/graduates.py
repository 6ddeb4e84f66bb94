"""Graduates of a group with what ФИС ФРДО asks of each, as far as the journal knows it (A9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.queries.results import results_of_students
from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import EXPULSION_REASONS, Kind
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.queries.former import names_then
from zhurnal.people.rules.names import alphabetical
from zhurnal.registers.queries.dated import values_on
from zhurnal.reports.rules.frdo import diploma_words
from zhurnal.results.debts import open_debts
from zhurnal.results.diplomas import honours_of, supplement
from zhurnal.results.plans import by_student, filled, read_plans
from zhurnal.results.rules.lines import State

REGISTER = ("snils", "citizenship", "funding", "study_form")


@dataclass(frozen=True, slots=True)
class Graduate:
    """``name``: surname, given name and patronymic of the day; ``since``: when he came to the college; ``said``: of the registers;

    ``diploma``: which one follows from his marks, "" as long as one is to come or owed.
    """

    id: UUID
    name: tuple[str, str, str]
    birth_date: date | None
    sex: str
    since: date
    said: Mapping[str, str]
    diploma: str


def graduates_of(actor: PersonActor, group: Group, day: date) -> list[Graduate]:
    """Those on the list of the day and those who left it with an order of graduation by then. A constant number of statements."""
    own = actor.college_id
    finished = Movement.objects.of(own).filter(
        group_from=group.pk, order__kind=Kind.EXPULSION, details__startswith=EXPULSION_REASONS["finished"],
        undone_at__isnull=True,
    )  # fmt: skip
    # Whose order of graduation works before the year ends is on no list of its last day, and a graduate all the same.
    members = Membership.objects.of(own).filter(
        on_list(day) | Q(student__in=finished.values("student_id"), left__lte=day), group=group.pk
    )
    people: dict[UUID, Person] = {row.student_id: row.student for row in members.select_related("student")}
    stays = Membership.objects.of(own).filter(student__in=list(people)).order_by("-entered")
    since = dict(stays.values_list("student_id", "entered"))
    known, former = values_on(own, REGISTER, day, list(people)), names_then(own, list(people), day)
    diplomas = _diplomas(actor, group, day, list(people))
    found = [
        Graduate(
            pk, former.get(pk, (one.surname, one.given, one.patronymic)), one.birth_date, one.sex, since[pk],
            {field: known.get((pk, field), "") for field in REGISTER}, diplomas.get(pk, ""),
        )
        for pk, one in people.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: alphabetical(*one.name))


def _diplomas(actor: PersonActor, group: Group, day: date, students: Iterable[UUID]) -> dict[UUID, str]:
    """student → the kind of diploma by the supplement as it stands; of a group without a plan nobody can tell."""
    if group.curriculum_id is None:
        return {}
    own, wanted = actor.college_id, list(students)
    begun = Term.objects.of(own).filter(year=group.year_id, starts__lte=day).values_list("number", flat=True)
    now = max([semester_of(group.course_year, number) for number in begun] or [0])
    plan = read_plans(own, [group.curriculum_id])[group.curriculum_id]
    results = by_student(results_of_students(own, wanted))
    owed = open_debts(own, {student: results.get(student, []) for student in wanted})
    found = {}
    for student in wanted:
        debts = [(one.discipline, one.index, one.name) for one in owed.get(student, ())]
        items, _outside = filled(plan, results.get(student, []), debts)
        rows = supplement(items, now, actor.parameters.diploma_mark)
        ready = any(row.state for row in rows) and all(row.final.state is State.DONE for row in rows)
        found[student] = diploma_words(ready=ready, honours=honours_of(rows).holds)
    return found
