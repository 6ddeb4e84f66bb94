"""Who gives tasks to whom, and who sees what became of them (1.3).

The director gives to all; a deputy to heads of departments, leaders of groups, teachers and the dispatcher; a head to the
leaders and teachers of the groups of his departments. Nobody gives to himself or to those who stand above him.
"""

from collections.abc import Callable

from django.db.models import Q

from zhurnal.curriculum.models import Course, CourseTeacher, Group, GroupLeader
from zhurnal.curriculum.reaches import department_groups
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel.policy import Action, Policy, Reach, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.tasks.models import Assignment, Task, TaskFile

GIVE = "tasks.person.assign"
READ = "tasks.task.read"
WORK = "tasks.task.report"
SAY = "tasks.task.comment"
MANAGE = "tasks.task.accept"
OVERVIEW = "tasks.overview.read"
OPEN_FILE = "tasks.document.open"

STAFF = tuple(role for role in Role if role not in {Role.STUDENT, Role.PARENT, Role.INSPECTOR})
DEPUTIES = (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE)
ABOVE_HEADS = (Role.DIRECTOR, *DEPUTIES)
OF_DEPUTIES = (Role.DEPARTMENT_HEAD, Role.GROUP_LEADER, Role.TEACHER, Role.DISPATCHER)


def _having(actor: PersonActor, roles: tuple[Role, ...]) -> Q:
    """People who have one of the roles today."""
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today), role__in=roles)
    return Q(pk__in=grants.values("person_id"))


def _staff(actor: PersonActor) -> Q:
    """Everybody of the staff but oneself."""
    return _having(actor, STAFF) & ~Q(pk=actor.person_id)


def _under_deputies(actor: PersonActor) -> Q:
    """Heads of departments, leaders of groups, teachers, the dispatcher; not the director and the deputies who teach."""
    return _having(actor, OF_DEPUTIES) & ~_having(actor, ABOVE_HEADS) & ~Q(pk=actor.person_id)


def _under_heads(actor: PersonActor) -> Q:
    """Leaders and teachers of the groups of this head's departments; not other heads and those above."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor)).values("pk")
    leaders = GroupLeader.objects.of(actor.college_id).filter(valid_on(actor.today), group__in=groups)
    courses = Course.objects.of(actor.college_id).filter(group__in=groups).values("pk")
    teachers = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), course__in=courses)
    people = Q(pk__in=leaders.values("person_id")) | Q(pk__in=teachers.values("teacher_id"))
    return people & _having(actor, STAFF) & ~_having(actor, (*ABOVE_HEADS, Role.DEPARTMENT_HEAD))


def _own(actor: PersonActor) -> Q:
    """Tasks that one gave or was given."""
    given = Assignment.objects.of(actor.college_id).filter(person=actor.person_id)
    return Q(giver=actor.person_id) | Q(pk__in=given.values("task_id"))


def _given_to_me(actor: PersonActor) -> Q:
    """Tasks that one was given."""
    return Q(pk__in=Assignment.objects.of(actor.college_id).filter(person=actor.person_id).values("task_id"))


def _given_by_me(actor: PersonActor) -> Q:
    """Tasks that one gave."""
    return Q(giver=actor.person_id)


def _with(people: Callable[[PersonActor], Q]) -> Reach:
    """Turn a reach over people into a reach over tasks: those that one gave or was given, and those of these people."""

    def reach(actor: PersonActor) -> Q:
        reached = Person.objects.of(actor.college_id).filter(people(actor)).values("pk")
        theirs = Assignment.objects.of(actor.college_id).filter(person__in=reached)
        return _own(actor) | Q(pk__in=theirs.values("task_id"))

    reach.__doc__ = f"Tasks that one gave or was given, and those given to: {people.__doc__}"
    return reach


def _lines_of(people: Callable[[PersonActor], Q]) -> Reach:
    """Turn a reach over people into a reach over their assignments, and those that one gave."""

    def reach(actor: PersonActor) -> Q:
        reached = Person.objects.of(actor.college_id).filter(people(actor)).values("pk")
        own = Task.objects.of(actor.college_id).filter(giver=actor.person_id).values("pk")
        return Q(person__in=reached) | Q(task__in=own)

    reach.__doc__ = f"Tasks with: {people.__doc__} And all that one gave."
    return reach


def _files(tasks: Reach) -> Reach:
    """Turn a reach over tasks into a reach over their documents."""

    def reach(actor: PersonActor) -> Q:
        reached = tasks(actor)
        return Q(task__in=Task.objects.of(actor.college_id).filter(reached).values("pk")) if reached else Q()

    reach.__doc__ = f"Documents of: {tasks.__doc__}"
    return reach


READERS: dict[Role, Reach] = {
    **dict.fromkeys(STAFF, _own),
    Role.DIRECTOR: everything,
    **dict.fromkeys(DEPUTIES, _with(_under_deputies)),
    Role.DEPARTMENT_HEAD: _with(_under_heads),
}
GIVERS = (Role.DIRECTOR, *DEPUTIES, Role.DEPARTMENT_HEAD)


class PeoplePolicy(Policy):
    """To whom one may give a task."""

    model = Person
    actions = (
        Action(
            GIVE,
            {
                Role.DIRECTOR: _staff,
                **dict.fromkeys(DEPUTIES, _under_deputies),
                Role.DEPARTMENT_HEAD: _under_heads,
            },
        ),
    )


class TaskPolicy(Policy):
    """A task is for who gave it, who was given it, and who stands above them."""

    model = Task
    actions = (
        Action(READ, READERS),
        Action(WORK, dict.fromkeys(STAFF, _given_to_me)),
        Action(SAY, {**dict.fromkeys(STAFF, _own), Role.DIRECTOR: everything}),
        Action(MANAGE, {**dict.fromkeys(GIVERS, _given_by_me), Role.DIRECTOR: everything}),
    )


class ExecutionPolicy(Policy):
    """The overview of execution is made of assignments."""

    model = Assignment
    actions = (
        Action(
            OVERVIEW,
            {
                Role.DIRECTOR: everything,
                **dict.fromkeys(DEPUTIES, _lines_of(_under_deputies)),
                Role.DEPARTMENT_HEAD: _lines_of(_under_heads),
            },
        ),
    )


class DocumentPolicy(Policy):
    """Who reads a task opens its documents."""

    model = TaskFile
    actions = (Action(OPEN_FILE, {role: _files(reach) for role, reach in READERS.items()}),)


register(PeoplePolicy())
register(TaskPolicy())
register(ExecutionPolicy())
register(DocumentPolicy())
