"""The made-up college in the database is the one that was made up, and its history proves it."""

import pytest
from django.contrib.auth.hashers import check_password

from tests.demo.colleges import small_college, tiny
from tests.once_a_module import made_once
from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.demo.load_journal import DEVICES
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.rules import targets
from zhurnal.kernel import audit
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.movement.models import Movement
from zhurnal.people.models import Account, Guardianship, Person, RoleGrant
from zhurnal.timetable.models import Lesson, Substitution

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, small_college) as college:
        yield college


@pytest.fixture
def college(loaded, db, frozen_time):
    return loaded


def count(model, college):
    return model.objects.of(college.id).count()


def test_every_row_arrives(college):
    made = tiny()
    loaded = {
        "people": count(Person, college),
        "accounts": count(Account, college),
        "roles": count(RoleGrant, college),
        "guardians": count(Guardianship, college),
        "courses": count(Course, college),
        "lessons": count(Lesson, college),
        "substitutions": count(Substitution, college),
        "works": count(Work, college),
        "entries": count(Entry, college),
    }
    assert loaded == {name: len(getattr(made, name)) for name in loaded}
    assert count(LessonRecord, college) >= len(made.records)


def test_orders_carried_out_make_the_lists_that_were_made_up(college):
    made = tiny()
    names = {row.key: (row.surname, row.given) for row in made.people}
    lists = {
        (row.group, *names[row.student], row.entered, row.left, row.order_in, row.order_out, row.note)
        for row in made.memberships
    }
    fields = ("group__name", "student__surname", "student__given", "entered", "left", "order_in", "order_out", "note")
    assert set(Membership.objects.of(college.id).values_list(*fields)) == lists
    parts = {(row.subgroup, *names[row.student], row.since, row.until) for row in made.subgroup_memberships}
    rows = SubgroupMembership.objects.of(college.id)
    fields = ("subgroup__group__name", "subgroup__number", "student__surname", "student__given", "since", "until")
    assert {(f"{row[0]}:{row[1]}", *row[2:]) for row in rows.values_list(*fields)} == parts
    assert count(Movement, college) == len(made.orders) == 4


def test_the_chains_hold(college):
    assert list(audit.verify(college.id)) == []
    chains = set(ChainHead.objects.of(college.id).values_list("chain", flat=True))
    assert chains >= set(Course.objects.of(college.id).values_list("pk", flat=True))
    assert len(chains) >= len(tiny().courses) + len(
        {row.student for row in tiny().orders}
    )  # tasks and checks have theirs


def test_history_tells_how_every_cell_came_to_its_value(college):
    last = {}
    versions = {}
    for change in Change.objects.of(college.id).filter(action="journal.entry").order_by("chain", "seq"):
        assert change.before == last.get(change.target, "")
        last[change.target] = change.after
        versions[change.target] = versions.get(change.target, 0) + 1
        assert change.door == "demo"
        assert change.device in DEVICES
    cells = {
        targets.cell(row.lesson_id.hex, row.student_id.hex, row.slot): row for row in Entry.objects.of(college.id).all()
    }
    assert {target: row.value for target, row in cells.items()} == last
    assert {target: row.version for target, row in cells.items()} == versions


def test_a_record_is_as_old_as_its_first_word(college):
    record = LessonRecord.objects.of(college.id).exclude(topic="").order_by("recorded_at").first()
    first = Change.objects.of(college.id).filter(target__contains=record.lesson_id.hex).order_by("at").first()
    assert record.recorded_at == first.at


def test_everybody_of_a_role_has_the_shown_password(college):
    for row in tiny().sign_ins:
        account = Account.objects.of(college.id).get(login=row.login)
        assert check_password(row.password, account.password), row
