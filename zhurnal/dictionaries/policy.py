"""Which rows of the lists open as a page of their own. Who changes them is said in ``exchange.policy.EDITORS``."""

from dataclasses import dataclass

from django.db.models import Model, Q

from zhurnal.curriculum.models import Course, Discipline, Group, SubgroupMembership
from zhurnal.curriculum.reaches import department_groups, led_groups
from zhurnal.curriculum.relations import students_of_groups
from zhurnal.exchange.policy import EDITORS, GROUPS
from zhurnal.kernel.policy import Action, Policy, Reach, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Room

FAMILY = (Role.STUDENT.value, Role.PARENT.value)
READERS = (Role.IVC_HEAD, Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE)
STAFF, STUDENT = "dictionaries.staff.open", "dictionaries.student.open"
FAMILY_MEMBER = "dictionaries.family.open"
PARENT, PART = "dictionaries.parent.open", "dictionaries.subgroup.open"
WRITE = {name: f"dictionaries.{name}.write" for name in EDITORS}


def _staff(actor: PersonActor) -> Q:
    """Everybody who has or had a role of the college's own people."""
    return Q(pk__in=RoleGrant.objects.of(actor.college_id).exclude(role__in=FAMILY).values("person_id"))


def _students(actor: PersonActor) -> Q:
    """Everybody who has or had the role of a student."""
    return Q(pk__in=RoleGrant.objects.of(actor.college_id).filter(role=Role.STUDENT).values("person_id"))


def _students_in(groups: Reach) -> Reach:
    """Students on the list today of such groups."""

    def reach(actor: PersonActor) -> Q:
        return students_of_groups(actor.college_id, groups(actor), actor.today)

    reach.__doc__ = f"Students on the list today of: {groups.__doc__}"
    return reach


def _parents_in(groups: Reach) -> Reach:
    """Rights to see the journals of students of such groups."""

    def reach(actor: PersonActor) -> Q:
        students = students_of_groups(actor.college_id, groups(actor), actor.today)
        return Q(student__in=Person.objects.of(actor.college_id).filter(students).values("pk"))

    reach.__doc__ = f"Parents of the students of: {groups.__doc__}"
    return reach


def _parts_in(groups: Reach) -> Reach:
    """Places in subgroups of such groups."""

    def reach(actor: PersonActor) -> Q:
        own = Group.objects.of(actor.college_id).filter(groups(actor)).values("pk")
        return Q(subgroup__group__in=own)

    reach.__doc__ = f"Places in subgroups of: {groups.__doc__}"
    return reach


def _all_parents(actor: PersonActor) -> Q:
    """Everybody who has or had a right to see a student's journal."""
    return Q(pk__in=Guardianship.objects.of(actor.college_id).values("parent_id"))


def _people_by(rights: Reach) -> Reach:
    """People who have such rights today."""

    def reach(actor: PersonActor) -> Q:
        own = Guardianship.objects.of(actor.college_id).filter(rights(actor))
        return Q(pk__in=own.filter(Q(until__isnull=True) | Q(until__gte=actor.today)).values("parent_id"))

    reach.__doc__ = rights.__doc__
    return reach


class PersonPagePolicy(Policy):
    """Pages of people."""

    model = Person
    actions = (
        Action(STAFF, dict.fromkeys((*READERS, Role.DISPATCHER), _staff), personal="карточка сотрудника в справочнике"),
        Action(
            FAMILY_MEMBER,
            {
                **dict.fromkeys(READERS, _all_parents),
                Role.DEPARTMENT_HEAD: _people_by(_parents_in(department_groups)),
                Role.GROUP_LEADER: _people_by(_parents_in(led_groups)),
            },
            personal="родители студента",
        ),
        Action(WRITE["staff"], dict.fromkeys(EDITORS["staff"], _staff), personal="изменение карточки сотрудника"),
        Action(
            WRITE["students"], dict.fromkeys(EDITORS["students"], _students), personal="изменение карточки студента"
        ),
        Action(
            STUDENT,
            {
                **dict.fromkeys(READERS, _students),
                Role.DEPARTMENT_HEAD: _students_in(department_groups),
                Role.GROUP_LEADER: _students_in(led_groups),
            },
            personal="карточка студента в справочнике",
        ),
    )


class ParentPagePolicy(Policy):
    """Pages of parents' rights."""

    model = Guardianship
    actions = (
        Action(
            PARENT,
            {
                **dict.fromkeys(READERS, everything),
                Role.DEPARTMENT_HEAD: _parents_in(department_groups),
                Role.GROUP_LEADER: _parents_in(led_groups),
            },
            personal="карточка родителя в справочнике",
        ),
        Action(WRITE["parents"], dict.fromkeys(EDITORS["parents"], everything), personal="изменение карточки родителя"),
    )


class PartPagePolicy(Policy):
    """Pages of places in subgroups."""

    model = SubgroupMembership
    actions = (
        Action(
            PART,
            {
                **dict.fromkeys(READERS, everything),
                Role.DEPARTMENT_HEAD: _parts_in(department_groups),
                Role.GROUP_LEADER: _parts_in(led_groups),
            },
            personal="состав подгруппы",
        ),
        Action(
            WRITE["subgroups"], dict.fromkeys(EDITORS["subgroups"], everything), personal="изменение состава подгруппы"
        ),
    )


class GroupEditPolicy(Policy):
    """Changing groups."""

    model = Group
    actions = (Action(WRITE["groups"], dict.fromkeys(EDITORS["groups"], everything)),)


class RoomEditPolicy(Policy):
    """Changing rooms."""

    model = Room
    actions = (Action(WRITE["rooms"], dict.fromkeys(EDITORS["rooms"], everything)),)


class DisciplineEditPolicy(Policy):
    """Changing disciplines."""

    model = Discipline
    actions = (Action(WRITE["disciplines"], dict.fromkeys(EDITORS["disciplines"], everything)),)


class LoadEditPolicy(Policy):
    """Changing hours and teachers of journals."""

    model = Course
    actions = (Action(WRITE["load"], dict.fromkeys(EDITORS["load"], everything)),)


@dataclass(frozen=True, slots=True)
class Door:
    """How a row of a list opens: ``anchor`` is the path from it to the row by which the list is narrowed."""

    action: str
    model: type[Model]
    anchor: str = "pk"


DOORS: dict[str, Door] = {
    "staff": Door(STAFF, Person),
    "students": Door(STUDENT, Person),
    "parents": Door(PARENT, Guardianship, "student_id"),
    "groups": Door(GROUPS, Group),
    "subgroups": Door(PART, SubgroupMembership, "subgroup.group_id"),
    "rooms": Door("exchange.rooms.list", Room),
    "disciplines": Door("exchange.disciplines.list", Discipline),
    "load": Door("exchange.load.list", Course),
}

register(PersonPagePolicy())
register(ParentPagePolicy())
register(PartPagePolicy())
register(GroupEditPolicy())
register(RoomEditPolicy())
register(DisciplineEditPolicy())
register(LoadEditPolicy())
