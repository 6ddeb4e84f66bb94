"""Who reads and mends curricula and work programmes (3.2, 1.11 b, A13)."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Curriculum, Group, PlanItem, WorkProgramme
from zhurnal.curriculum.reaches import taught_courses
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

READ_PLAN, EDIT_PLAN = "curriculum.plan.read", "curriculum.plan.edit"
READ_PROGRAMME, WRITE_PROGRAMME = "curriculum.programme.read", "curriculum.programme.write"
GIVE_PROGRAMME, COPY_PROGRAMME = "curriculum.course.programme", "curriculum.programme.copy"


def _plans_of_departments(actor: PersonActor) -> Q:
    """Plans by which groups of this head's departments study."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    return Q(pk__in=groups.filter(curriculum__isnull=False).values("curriculum_id"))


def _own_programmes(actor: PersonActor) -> Q:
    """Programmes of the courses that this teacher leads today, and those which he made and nobody follows yet."""
    followed = Course.objects.of(actor.college_id).filter(programme__isnull=False)
    mine = followed.filter(taught_courses(actor)).values("programme_id")
    return Q(pk__in=mine) | (Q(made_by=actor.person_id) & ~Q(pk__in=followed.values("programme_id")))


def _programmes_of_disciplines(actor: PersonActor) -> Q:
    """One's own, and those of the disciplines that one teaches: they may be copied."""
    taught = Course.objects.of(actor.college_id).filter(taught_courses(actor))
    return Q(discipline__in=taught.values("discipline_id")) | _own_programmes(actor)


def _programmes_of_departments(actor: PersonActor) -> Q:
    """Programmes of the courses of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    rows = Course.objects.of(actor.college_id).filter(group__in=groups.values("pk"), programme__isnull=False)
    return Q(pk__in=rows.values("programme_id"))


OFFICE = (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR, Role.DISPATCHER)


class PlanPolicy(Policy):
    """Curricula are seen whole."""

    model = Curriculum
    actions = (
        Action(
            READ_PLAN,
            {
                **dict.fromkeys((*OFFICE, Role.INSPECTOR), everything),
                Role.IVC_HEAD: everything,
                Role.DEPARTMENT_HEAD: _plans_of_departments,
            },
        ),
    )


class PlanItemPolicy(Policy):
    """A row of a plan is mended by who opens the year (3.2)."""

    model = PlanItem
    actions = (Action(EDIT_PLAN, {Role.ADMINISTRATOR: everything, Role.DEPUTY_ACADEMIC: everything}),)


class ProgrammePolicy(Policy):
    """A programme belongs to the teachers of its courses; heads read."""

    model = WorkProgramme
    actions = (
        Action(
            READ_PROGRAMME,
            {
                Role.TEACHER: _programmes_of_disciplines,
                **dict.fromkeys((*OFFICE, Role.INSPECTOR), everything),
                Role.DEPARTMENT_HEAD: _programmes_of_departments,
            },
        ),
        Action(WRITE_PROGRAMME, {Role.TEACHER: _own_programmes}),
        Action(COPY_PROGRAMME, {Role.TEACHER: _programmes_of_disciplines}),  # as a new version, or for one's own course
    )


class CourseProgrammePolicy(Policy):
    """A course follows the programme that its teacher gives it."""

    model = Course
    actions = (Action(GIVE_PROGRAMME, {Role.TEACHER: taught_courses}),)


register(PlanPolicy())
register(PlanItemPolicy())
register(ProgrammePolicy())
register(CourseProgrammePolicy())
