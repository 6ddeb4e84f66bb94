"""What can be found of the study: people by their name, groups, journals."""

from collections.abc import Sequence
from uuid import UUID

from zhurnal.curriculum.models import (
    Course,
    Curriculum,
    Discipline,
    Group,
    GroupLeader,
    Membership,
    WorkProgramme,
)
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.kernel import prepared, readings
from zhurnal.kernel.search import (
    Asked,
    Rows,
    Shelf,
    Told,
    Way,
    beginning,
    holding,
    matching,
    register_shelf,
    register_way,
)
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import ROLE_NAMES, Role

_OWN_WORDS = frozenset({Role.STUDENT.value, Role.GROUP_LEADER.value})  # told by the group instead


SEARCH = "portal.people.search"
_NAMES = ("surname", "given", "patronymic")


def _people(rows: Rows, asked: Asked) -> Rows:
    return beginning(rows.filter(nameless_on=None), asked, *_NAMES).order_by(*_NAMES, "pk")


def _born(person: Person) -> str:
    return f"род. {person.birth_date:%d.%m.%Y}" if person.birth_date else ""


def _tell_people(actor: PersonActor, people: Sequence[Person]) -> list[Told]:
    """With roles of today, the group of a student, the groups that somebody leads."""
    words: dict[UUID, list[str]] = {person.pk: [] for person in people}
    asked = {"college": actor.college_id, "day": actor.today, "people": tuple(words)}
    for person, role in prepared.run("search: roles", _roles, asked):
        if role not in _OWN_WORDS and ROLE_NAMES[Role(role)] not in words[person]:
            words[person].append(ROLE_NAMES[Role(role)])
    for student, group in prepared.run("search: lists", _lists, asked):
        words[student].append(f"студент, {group}")
    for person, group in prepared.run("search: leaders", _led, asked):
        words[person].append(f"руководитель {group}")
    readings.tell(actor, SEARCH, people=words)
    return [Told(person.pk, str(person), ", ".join(words[person.pk])) for person in people]


def _roles(values: prepared.Values) -> Rows:
    rows = RoleGrant.objects.of(values["college"]).filter(valid_on(values["day"]), person__in=values["people"])
    return rows.order_by("since").values_list("person_id", "role")


def _lists(values: prepared.Values) -> Rows:
    rows = Membership.objects.of(values["college"]).filter(on_list(values["day"]), student__in=values["people"])
    return rows.values_list("student_id", "group__name")


def _led(values: prepared.Values) -> Rows:
    rows = GroupLeader.objects.of(values["college"]).filter(valid_on(values["day"]), person__in=values["people"])
    return rows.values_list("person_id", "group__name")


def _groups(rows: Rows, asked: Asked) -> Rows:
    return matching(rows, asked, "name", inside=True).select_related("department").order_by("-year__starts", "name")


def _tell_groups(_actor: PersonActor, groups: Sequence[Group]) -> list[Told]:
    return [Told(group.pk, group.name, f"{group.course_year} курс, {group.department.name}") for group in groups]


def _courses(rows: Rows, asked: Asked) -> Rows:
    """By their groups and disciplines, of which there are few, and not by reading every journal."""
    courses, college = Course.objects.of(asked.college_id), asked.college_id
    found = rows
    for term in asked.terms:
        groups = Group.objects.of(college).filter(holding(term, "name")).values("pk")
        disciplines = Discipline.objects.of(college).filter(holding(term, "index", "name", "short_name")).values("pk")
        of_groups = courses.filter(group__in=groups).values("pk")
        found = found.filter(pk__in=of_groups.union(courses.filter(discipline__in=disciplines).values("pk"), all=True))
    found = found.select_related("group", "subgroup", "discipline", "term")
    return found.order_by("-term__starts", "group__name", "discipline__name", "pk")


def _tell_courses(_actor: PersonActor, courses: Sequence[Course]) -> list[Told]:
    told = []
    for course in courses:
        part = f", {course.subgroup.name}" if course.subgroup else ""
        note = f"{course.discipline.index} {course.term.number} семестр".strip()
        told.append(Told(course.pk, f"{course.group.name}{part}: {course.discipline.name}", note))
    return told


def _plans(rows: Rows, asked: Asked) -> Rows:
    return matching(rows, asked, "specialty_code", "title", "specialty_name").order_by("-start_year", "title")


def _tell_plans(_actor: PersonActor, plans: Sequence[Curriculum]) -> list[Told]:
    return [Told(plan.pk, plan.title, plan.specialty_code) for plan in plans]


def _disciplines(rows: Rows, asked: Asked) -> Rows:
    return matching(rows, asked, "index", "name", "short_name").order_by("name", "index", "pk")


def _tell_disciplines(_actor: PersonActor, disciplines: Sequence[Discipline]) -> list[Told]:
    return [Told(one.pk, one.name, one.index) for one in disciplines]


def _programmes(rows: Rows, asked: Asked) -> Rows:
    found = matching(rows, asked, "title", "discipline__index", "discipline__name").select_related("discipline")
    return found.order_by("discipline__name", "-version", "title", "pk")


def _tell_programmes(_actor: PersonActor, programmes: Sequence[WorkProgramme]) -> list[Told]:
    return [
        Told(one.pk, one.title, f"{one.discipline.index} {one.discipline.name}, версия {one.version}".strip())
        for one in programmes
    ]


def register() -> None:
    """Called once, when the application starts."""
    readings.name_page(SEARCH, "поиск по журналу: имя, группа, роли")
    register_shelf(Shelf("person", "Люди", "person", 20, _people, _tell_people, _born))
    register_shelf(Shelf("group", "Группы", "people", 30, _groups, _tell_groups))
    register_shelf(Shelf("course", "Журналы", "book", 40, _courses, _tell_courses))
    register_shelf(Shelf("discipline", "Дисциплины", "book", 45, _disciplines, _tell_disciplines))
    register_shelf(Shelf("plan", "Учебные планы", "list", 60, _plans, _tell_plans))
    register_shelf(Shelf("programme", "Рабочие программы", "list", 55, _programmes, _tell_programmes))
    register_way("programme", Way("curriculum.programme.read", "curriculum:programme"))
    register_way("plan", Way("curriculum.plan.read", "curriculum:plan"))
