"""The search against the table written by hand: every kind of thing, every person, and no finding out of reach."""

import re
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.urls import resolve

from tests.access.matrix import ROWS
from tests.access.reaches import DIRECTORATE, HEADS, LEADERS, OWN_STUDENTS, PEOPLE, TEACHERS
from zhurnal.curriculum.models import Course, Curriculum, Discipline, WorkProgramme
from zhurnal.kernel.search import shelves
from zhurnal.movement.models import Order
from zhurnal.people.models import Person
from zhurnal.portal.search import answer_to
from zhurnal.reports.catalogue import REPORTS
from zhurnal.statements.models import Statement
from zhurnal.timetable.models import Room

pytestmark = pytest.mark.once  # the policies are asked for everybody on both (test_contract)

LIKE = {"student": "newcomer"}  # students whom the table does not name stand on the list of Э-21 as he does
STAFF = (*DIRECTORATE, "ivc_head", "dispatcher", "inspector", *TEACHERS, *LEADERS, *HEADS)
OLD = "Э-01"
READERS = {
    "reports.course.read": (*DIRECTORATE, "inspector", *HEADS, *TEACHERS),
    "reports.group.read": (*DIRECTORATE, "inspector", *HEADS, *LEADERS),
    "reports.department.read": (*DIRECTORATE, "inspector", *HEADS),
    "reports.checks.read": (*DIRECTORATE, *HEADS),
    "reports.college.read": (*DIRECTORATE, "inspector"),
    "reports.builder.use": (*DIRECTORATE, *HEADS),
    "reports.graduates.read": ("deputy", "administrator", *HEADS),
    "reports.hours.read": (*DIRECTORATE, "dispatcher", "inspector", *HEADS, *TEACHERS),
    "reports.activity.read": (*DIRECTORATE, "ivc_head"),
}
SUBGROUP = ("student", "classmate", "student0", "student2", "student4")


def questions(world):
    """One for each thing that the search may know: its whole name, so that eight findings are enough."""
    own = world.id  # groups of years that are over have a search of their own, in the archive
    people = [str(person) for person in Person.objects.of(own)]
    groups = [group.name for group in world.groups.values()]
    disciplines = [row.name for row in Discipline.objects.of(own)]
    courses = [
        f"{row.group.name} {row.discipline.name}"
        for row in Course.objects.of(own).select_related("group", "discipline")
        if row.group.name in groups
    ]
    plans = [plan.title for plan in Curriculum.objects.of(own)]
    rooms = [room.name for room in Room.objects.of(own)]
    orders = [order.number for order in Order.objects.of(own)]
    statements = Statement.objects.of(own).select_related("group", "discipline")
    papers = [f"{row.group.name} {row.discipline.name}" for row in statements]
    programmes = [programme.title for programme in WorkProgramme.objects.of(own)]
    reports = [report.title for report in REPORTS.values()]
    named = {*people, *groups, *disciplines, *courses, *plans, *rooms, *orders, *papers, *programmes, *reports}
    return sorted({*named, "24.11.2026", "23.11.2026", "26.11.2026"})


def _may_see(colleges, person, found):
    """What is of a year that is over is for the college's own people; the page it leads to stands in the table (archive)."""
    if OLD in found.title:
        return person in STAFF
    return stands_open(colleges, person, found.url)


def stands_open(colleges, person, url):
    """Whether the table lets the person open what the finding leads to."""
    parts = urlsplit(url)
    match = resolve(parts.path)
    if match.view_name == "reports:report":
        return person in READERS[REPORTS[match.kwargs["slug"]].action]
    row = next(row for row in ROWS if row.name == match.view_name and row.method == "GET")
    if row.public:
        return True
    if not row.kind:
        whose = parse_qs(parts.query).get("whose")
        return person in row.reach and (whose is None or _in_a_week(colleges, parts.query, UUID(whose[0])))
    pk = next(value for value in match.kwargs.values() if isinstance(value, UUID))
    names = {id_: name for name, id_ in colleges.one.objects[row.kind].items()}
    name = names.get(pk, "")
    if re.fullmatch(r"student\d", name):
        if row.name == "journal:own-student" and person == "subgroup_teacher":
            return name in SUBGROUP
        name = LIKE["student"]
    if row.kind == "discipline":
        name = name and "electro"
    if row.name == "dictionaries:staff-row" and name in STAFF:
        name = "teacher"
    return name in row.reach.get(person, ())


def _in_a_week(colleges, query, pk):
    objects = colleges.one.objects
    if "by=teacher" in query:
        return pk in {objects["student"][name] for name in TEACHERS}
    return pk in {*objects["group"].values(), *objects["room"].values()}


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_finds_what_the_table_does_not_let_him_open(colleges, person):
    actor, wrong = colleges.one.world.actor(person), []
    for side in (colleges.one, colleges.two):
        for words in questions(side.world):
            wrong += [
                f"{words}: {section.title} {found.title} {found.url}"
                for section in answer_to(actor, words, {})
                for found in section.found
                if f"-{colleges.two.world.canary}" in found.title or not _may_see(colleges, person, found)
            ]
    assert wrong == []


def test_every_kind_of_thing_is_found_by_somebody(colleges):
    actor = colleges.one.world.actor("administrator")
    sections = {part.title for words in questions(colleges.one.world) for part in answer_to(actor, words, {})}
    assert {*(shelf.title for shelf in shelves()), "Отчёты"} <= sections


@pytest.mark.parametrize(
    ("person", "prefix", "expected"),
    [
        ("teacher", "/journals/students/", OWN_STUDENTS["teacher"]),
        ("subgroup_teacher", "/journals/students/", SUBGROUP),
        ("administrator", "/lists/staff/", ("administrator", "director", "deputy", "dispatcher", "ivc_head", *LEADERS)),
        ("dispatcher", "/lists/staff/", ("administrator", "director", "deputy", "dispatcher", "ivc_head", *LEADERS)),
        *((person, "/lists/parents/of/", ("parent", "ex_parent", "other_parent")) for person in DIRECTORATE),
        ("leader", "/lists/parents/of/", ("parent", "other_parent", "adults_parent")),
        ("other_leader", "/lists/parents/of/", ("parent",)),
        ("teacher", "/lists/", ()),
        ("student", "/lists/", ()),
    ],
)
def test_whoever_may_finds_his_people(colleges, person, prefix, expected):
    """A teacher his students; who answers for them, parents and staff that do not teach."""
    world = colleges.one.world
    actor, found = world.actor(person), set()
    for name, human in world.people.items():
        for section in answer_to(actor, str(human), {}):
            found |= {
                name for one in section.found if one.url.startswith(prefix) and human.pk.hex in one.url.replace("-", "")
            }
    if expected:
        assert set(expected) <= found
    else:
        assert found == set()
