"""СПО-1 and the activity of users agree with a count made here over raw rows (A7.7, A9)."""

from datetime import date

import pytest
from django.test import Client

from tests.reports.asking import built, lines
from tests.reports.written import written_world
from tests.worlds import PASSWORD, TODAY
from zhurnal.curriculum.models import Membership
from zhurnal.journal.models import Excuse
from zhurnal.kernel.export import Total
from zhurnal.movement.models import Movement, Order
from zhurnal.people.models import Account, Guardianship, Person
from zhurnal.registers.models import RegisterValue
from zhurnal.reports.actions.visits import erase_visits
from zhurnal.reports.models import VisitDay
from zhurnal.reports.queries.families import families
from zhurnal.reports.rules.spo import age_on, flow_of, is_home

OCTOBER = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2010, 1, 1), 17), (date(2010, 1, 2), 16), (date(2010, 12, 31), 16), (date(2007, 3, 5), 19), (None, None)],
)
def test_age_is_of_the_january_that_follows(born, age):
    assert age_on(born, OCTOBER) == age


def test_the_year_of_what_came_and_went():
    assert flow_of(OCTOBER) == (date(2025, 10, 1), date(2026, 9, 30))
    assert [is_home(word) for word in ("Россия", "РФ", "Казахстан", "")] == [True, True, False, None]


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def test_students_on_the_first_of_october_by_course_and_finance(world):
    for name, value in (("student", "budget"), ("classmate", "paid"), ("sister", "budget")):
        RegisterValue.objects.create(
            college=world.college, person=world.people[name], field="funding", value=value, changed_at="2026-09-01T00:00:00Z",
        )  # fmt: skip
    table = built(world.actor("deputy"), "spo1")
    rows = {row["funding"]: row for row in lines(table)}
    on = {
        row.student_id
        for row in Membership.objects.of(world.id)
        if row.entered <= OCTOBER and (row.left is None or row.left > OCTOBER)
    }
    people = {person.pk: person for person in Person.objects.of(world.id).filter(pk__in=on)}
    whole = next(row for row in table.rows if isinstance(row, Total))
    assert whole[3] == len(on)
    assert (rows["бюджет"]["all"], rows["договор"]["all"]) == (2, 1)
    keys = [column.key for column in table.columns]
    assert whole[keys.index("women")] == sum(person.sex == "f" for person in people.values())
    assert whole[keys.index("a19")] == sum(person.birth_date == date(2007, 3, 5) for person in people.values())
    assert whole[keys.index("c2")] == len(on) - 1
    assert "в реестрах не ведёт" in table.notes[-1]


def test_who_came_and_went_stands_by_orders_in_force(world):
    own = {"college": world.college, "made_at": "2026-09-01T00:00:00Z"}
    for kind, details, day, undone in (
        ("expulsion", "по собственному желанию", date(2026, 3, 1), None),
        ("expulsion", "в связи с окончанием обучения", date(2026, 6, 30), None),
        ("expulsion", "по собственному желанию", date(2026, 3, 2), "2026-03-03T00:00:00Z"),
        ("admission", "", date(2026, 9, 1), None), ("admission", "", date(2026, 10, 1), None),
    ):  # fmt: skip
        order = Order.objects.create(**own, number="1", dated=day, kind=kind)
        groups = {"group_from": world.groups["Э-21"]} if kind == "expulsion" else {"group_to": world.groups["Э-21"]}
        Movement.objects.create(
            college=world.college, order=order, student=world.people["student"], effective=day, details=details,
            undone_at=undone, **groups,
        )  # fmt: skip
    table = built(world.actor("deputy"), "spo1")
    came, went = (lines(part) for part in table.more)
    assert [(row["why"], row["count"]) for row in came] == [("зачисление", 1)]
    assert sorted((row["why"], row["count"]) for row in went) == [
        ("в связи с окончанием обучения", 1), ("по собственному желанию", 1),
    ]  # fmt: skip


def test_a_sign_in_counts_once_a_day_and_names_nobody(world):
    for name in ("teacher", "student", "student", "parent"):
        answer = Client().post("/sign-in/vek/", {"login": name, "password": PASSWORD})
        assert answer.status_code == 302
    table = built(world.actor("administrator"), "activity")
    today = next(row for row in lines(table) if row["day"] == "24.11.2026")
    assert [today[key] for key in ("staff", "students", "parents", "all")] == [1, 1, 1, 3]
    totals = [row for row in table.rows if isinstance(row, Total)]
    assert totals[0][1:] == (1, 1, 1, 3)
    assert not [cell for row in table.rows for cell in row if "Кравцова" in str(cell)]
    assert world.client("teacher").get("/reports/activity/").status_code == 404
    assert erase_visits(world.id, date(2028, 1, 1)) == VisitDay.objects.of(world.id).count() + 3


def test_of_those_who_may_sign_in_now_only_they_are_counted_as_having_come(world):
    for name in ("student", "classmate"):
        VisitDay.objects.create(college=world.college, person=world.people[name], day=TODAY)
    Account.objects.of(world.id).filter(person=world.people["classmate"]).update(is_active=False)
    came, may, part = (row for row in built(world.actor("administrator"), "activity").rows if isinstance(row, Total))
    students = sum(account.startswith(("student", "adult", "left", "newcomer", "sister")) for account in world.accounts)
    assert (came[2], may[2], part[2]) == (2, students - 1, round(100 / (students - 1)))


def test_work_with_families_counts_their_parents_of_the_days(world):
    """A tie that begins later opens nothing yet; what a parent told while he was one stays told."""
    own = {"college": world.college, "student": world.people["student"], "kind": "у"}
    Excuse.objects.of(world.id).delete()
    for who in ("ex_parent", "other_parent"):  # the other one is a parent too, of another student
        Excuse.objects.create(**own, since=OCTOBER, until=OCTOBER, set_by=world.people[who], state="approved")
    Guardianship.objects.create(
        college=world.college, parent=world.people["parent"], student=world.people["student0"], since=date(2026, 12, 1),
        basis="опека",
    )  # fmt: skip
    ids = [world.people[name].pk for name in ("student", "classmate", "student0")]
    found = families(world.id, ids, date(2026, 9, 1), TODAY)
    assert (found.with_access, found.told, found.accepted) == (2, 1, 1)
