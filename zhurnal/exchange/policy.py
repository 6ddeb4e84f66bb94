"""Who brings data in (3.1: head of ИВЦ; 3.2: administrator opens the year)."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.curriculum.reaches import department_groups, department_students, led_groups, led_students
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.kernel.policy import Action, Policy, Reach, everything, register
from zhurnal.kernel.readings import COLLEGE, Path, declare
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Room

RUN = "exchange.import.run"
EDIT = "exchange.edit.run"
DECIDE = "exchange.import.decide"
NAMES = "exchange.names.manage"
GROUPS = "exchange.groups.list"  # the list that everybody has who has any
SYSTEM = "system"  # the console of the server: ``python -m zhurnal import``


EDITORS: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(("staff", "students", "parents", "subgroups"), (Role.IVC_HEAD, Role.ADMINISTRATOR)),
    **dict.fromkeys(("groups", "rooms", "disciplines", "load"), (Role.IVC_HEAD, Role.ADMINISTRATOR, Role.DISPATCHER)),
}
"""Who changes rows of a list on its screens: people are kept by 3.1 and 3.2, what the timetable stands on by its office too."""


def may_edit(actor: PersonActor, name: str) -> bool:
    """Whether the actor changes rows of the list by hand."""
    return any(role in actor.roles for role in EDITORS.get(name, ()))


def _by_hand(_actor: PersonActor) -> Q:
    """Edits made on the screens of the lists."""
    return Q(by_hand=True)


def _of_study(_actor: PersonActor) -> Q:
    """Edits of groups, rooms, disciplines and of the load."""
    return Q(by_hand=True, kind__in=[name for name, roles in EDITORS.items() if Role.DISPATCHER in roles])


def _orders(_actor: PersonActor) -> Q:
    """Files of orders about students."""
    return Q(kind="orders")


def _own_orders(actor: PersonActor) -> Q:
    """Files of orders that this person brought."""
    return Q(kind="orders", made_by=actor.person_id)


IMPORTERS: dict[str, Reach] = {Role.IVC_HEAD: everything, Role.ADMINISTRATOR: everything, SYSTEM: everything}


class ImportPolicy(Policy):
    """Imports of the actor's college. Whoever writes orders brings them as a file as well, within his rights over groups (A7)."""

    model = ImportRun
    actions = (
        Action(EDIT, {Role.IVC_HEAD: _by_hand, Role.ADMINISTRATOR: _by_hand, Role.DISPATCHER: _of_study}),
        Action(RUN, IMPORTERS),
        Action(
            DECIDE,
            {**IMPORTERS, Role.DEPUTY_ACADEMIC: _orders, Role.DEPARTMENT_HEAD: _own_orders},
            personal="загрузка данных из файла",
        ),
    )


def _courses(groups: Reach) -> Reach:
    """Turn a reach over groups into a reach over their journals."""

    def reach(actor: PersonActor) -> Q:
        return Q(group__in=Group.objects.of(actor.college_id).filter(groups(actor)).values("pk"))

    reach.__doc__ = f"Journals of: {groups.__doc__}"
    return reach


WHOLE: dict[str, Reach] = dict.fromkeys(
    (Role.IVC_HEAD, Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, SYSTEM), everything
)
OF_STUDENTS = {**WHOLE, Role.DEPARTMENT_HEAD: department_students, Role.GROUP_LEADER: led_students}


# Documents and addresses: who keeps or reads the registers, and who brings files in (3.1).
OF_REGISTERS = {role: reach for role, reach in OF_STUDENTS.items() if role not in (Role.DIRECTOR, Role.DEPUTY_PRACTICE)}


class PeopleListPolicy(Policy):
    """Lists of people that may be taken out as a file (3.1)."""

    model = Person
    actions = (
        Action("exchange.staff.list", {**WHOLE, Role.DISPATCHER: everything}, personal="список сотрудников"),
        Action("exchange.students.list", OF_STUDENTS, personal="список студентов"),
        Action("exchange.families.list", OF_STUDENTS, personal="список семей"),
        Action("exchange.registers.list", OF_REGISTERS, personal="список сведений о студентах"),
    )


class GroupListPolicy(Policy):
    """Groups and their parts."""

    model = Group
    actions = (
        Action(
            GROUPS,
            {
                **WHOLE,
                Role.DISPATCHER: everything,
                Role.DEPARTMENT_HEAD: department_groups,
                Role.GROUP_LEADER: led_groups,
            },
        ),
        Action(
            "exchange.subgroups.list",
            {**WHOLE, Role.DEPARTMENT_HEAD: department_groups, Role.GROUP_LEADER: led_groups},
            personal="списки подгрупп",
        ),
    )


class RoomListPolicy(Policy):
    """Rooms."""

    model = Room
    actions = (Action("exchange.rooms.list", {**WHOLE, Role.DISPATCHER: everything}),)


class DisciplineListPolicy(Policy):
    """Disciplines."""

    model = Discipline
    actions = (Action("exchange.disciplines.list", {**WHOLE, Role.DISPATCHER: everything}),)


class LoadListPolicy(Policy):
    """Who leads what, for how many hours."""

    model = Course
    actions = (
        Action(
            "exchange.load.list",
            {**WHOLE, Role.DISPATCHER: everything, Role.DEPARTMENT_HEAD: _courses(department_groups)},
        ),
    )


class NamesPolicy(Policy):
    """What was said about names of files: whoever imports sees it and may forget it."""

    model = NameMapping
    actions = (Action(NAMES, {Role.IVC_HEAD: everything, Role.ADMINISTRATOR: everything, SYSTEM: everything}),)


register(ImportPolicy())
register(NamesPolicy())
register(PeopleListPolicy())
register(GroupListPolicy())
register(RoomListPolicy())
register(DisciplineListPolicy())
register(LoadListPolicy())
declare(ImportRun, Path(COLLEGE, "college_id"))
