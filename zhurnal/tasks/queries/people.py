"""To whom one may give a task, the people of each department together."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import CourseTeacher, GroupLeader
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import alphabetical, full_name
from zhurnal.people.rules.roles import PRECEDENCE, ROLE_NAMES, Role
from zhurnal.tasks.policy import GIVE, STAFF

_ORDER = {role: place for place, role in enumerate(PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be given a task: his name, and what he is (a leader with his group, a teacher with his department)."""

    id: UUID
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Heap:
    """Candidates of one main role."""

    title: str
    people: tuple[Candidate, ...]


_TITLES = {
    Role.DEPARTMENT_HEAD: "Заведующие отделениями",
    Role.TEACHER: "Преподаватели",
    Role.GROUP_LEADER: "Руководители групп",
}


def candidates(actor: PersonActor) -> list[Heap]:
    """Everybody within reach, by main role. Four statements."""
    reached = policy.visible(actor, GIVE)
    people = list(reached.values_list("pk", "surname", "given", "patronymic"))
    within = reached.values("pk")
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today), role__in=STAFF, person__in=within)
    roles: dict[UUID, set[str]] = {}
    for person, role in grants.values_list("person_id", "role"):
        roles.setdefault(person, set()).add(role)
    places = _places(actor, within)
    heaps: dict[Role, list[Candidate]] = {}
    for pk, *name in sorted(people, key=lambda row: alphabetical(row[1], row[2], row[3])):
        held = sorted((Role(role) for role in roles.get(pk, ())), key=_ORDER.__getitem__)
        if held:
            heaps.setdefault(held[0], []).append(Candidate(pk, full_name(*name), ", ".join(places.get(pk, ()))))
    return [
        Heap(_TITLES.get(role, ROLE_NAMES[role].capitalize()), tuple(heaps[role]))
        for role in sorted(heaps, key=_ORDER.__getitem__)
    ]


def _places(actor: PersonActor, within: object) -> dict[UUID, list[str]]:
    """person → the groups that he leads and the departments where he teaches."""
    leaders = GroupLeader.objects.of(actor.college_id).filter(valid_on(actor.today), person__in=within)
    taught = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), teacher__in=within)
    found: dict[UUID, list[str]] = {}
    for person, group in leaders.order_by("group__name").values_list("person_id", "group__name"):
        found.setdefault(person, []).append(group)
    departments = taught.values_list("teacher_id", "course__group__department__short_name").distinct()
    for person, department in sorted(departments, key=lambda row: row[1]):
        found.setdefault(person, []).append(department)
    return found
