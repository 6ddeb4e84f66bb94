"""What can be found of the study: people by their name, groups, journals."""

from collections.abc import Sequence

from zhurnal.curriculum.models import Course, Curriculum, Group, GroupLeader, Membership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.kernel.search import Rows, Shelf, Told, Way, matching, register_shelf, register_way
from zhurnal.kernel.sought import Sought
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import ROLE_NAMES, Role

_OWN_WORDS = frozenset({Role.STUDENT.value, Role.GROUP_LEADER.value})  # told by the group instead


def _people(rows: Rows, sought: Sought) -> Rows:
    return matching(rows, sought, "surname", "given", "patronymic").order_by("surname", "given", "patronymic", "pk")


def _tell_people(actor: PersonActor, people: Sequence[Person]) -> list[Told]:
    """With roles of today, the group of a student, the groups that somebody leads."""
    words: dict[object, list[str]] = {person.pk: [] for person in people}
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today), person__in=words)
    for person, role in grants.order_by("since").values_list("person_id", "role"):
        if role not in _OWN_WORDS and ROLE_NAMES[Role(role)] not in words[person]:
            words[person].append(ROLE_NAMES[Role(role)])
    lists = Membership.objects.of(actor.college_id).filter(on_list(actor.today), student__in=words)
    for student, group in lists.values_list("student_id", "group__name"):
        words[student].append(f"студент, {group}")
    led = GroupLeader.objects.of(actor.college_id).filter(valid_on(actor.today), person__in=words)
    for person, group in led.values_list("person_id", "group__name"):
        words[person].append(f"руководитель {group}")
    return [Told(person.pk, str(person), ", ".join(words[person.pk])) for person in people]


def _groups(rows: Rows, sought: Sought) -> Rows:
    return matching(rows, sought, "name", inside=True).select_related("department").order_by("-year__starts", "name")


def _tell_groups(_actor: PersonActor, groups: Sequence[Group]) -> list[Told]:
    return [Told(group.pk, group.name, f"{group.course_year} курс, {group.department.name}") for group in groups]


def _courses(rows: Rows, sought: Sought) -> Rows:
    names = ("group__name", "discipline__index", "discipline__name", "discipline__short_name")
    found = matching(rows, sought, *names).select_related("group", "subgroup", "discipline", "term")
    return found.order_by("-term__starts", "group__name", "discipline__name", "pk")


def _tell_courses(_actor: PersonActor, courses: Sequence[Course]) -> list[Told]:
    told = []
    for course in courses:
        part = f", {course.subgroup.name}" if course.subgroup else ""
        note = f"{course.discipline.index} {course.term.number} семестр".strip()
        told.append(Told(course.pk, f"{course.group.name}{part}: {course.discipline.name}", note))
    return told


def _plans(rows: Rows, sought: Sought) -> Rows:
    return matching(rows, sought, "specialty_code", "title", "specialty_name").order_by("-start_year", "title")


def _tell_plans(_actor: PersonActor, plans: Sequence[Curriculum]) -> list[Told]:
    return [Told(plan.pk, plan.title, plan.specialty_code) for plan in plans]


def register() -> None:
    """Called once, when the application starts."""
    register_shelf(Shelf("person", "Люди", "person", 20, _people, _tell_people))
    register_shelf(Shelf("group", "Группы", "people", 30, _groups, _tell_groups))
    register_shelf(Shelf("course", "Журналы", "book", 40, _courses, _tell_courses))
    register_shelf(Shelf("plan", "Учебные планы", "list", 60, _plans, _tell_plans))
    register_way("plan", Way("curriculum.plan.read", "curriculum:plan"))
