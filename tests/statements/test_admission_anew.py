"""Admission of a whole group looked at anew: who did what he lacked is admitted, each refusal is named, nothing decided is touched (A4.2, A4.10)."""

from datetime import UTC, datetime

import pytest

from tests import worlds
from tests.movement.orders import draft, write
from tests.statements.papers import closed, filled, fresh, line_of, opened
from tests.worlds import TODAY
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Membership
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.movement.rules.kinds import Kind
from zhurnal.people.models import Person
from zhurnal.statements.actions.admission import ANEW, NONE_OPEN, look_again, look_again_group
from zhurnal.statements.actions.filling import set_admission
from zhurnal.statements.models import StatementLine
from zhurnal.statements.queries.admission import admission_page

MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)
WHY = "МДК.01.01 Обслуживание: н/а"


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def result(world, name, value, course="module"):
    page = world.courses[course]
    place = {"student": world.people[name], "discipline": page.discipline, "term": page.term, "level": Level.TERM}
    Result.objects.of(world.id).filter(**place).delete()
    Result.objects.create(college=world.college, **place, semester=3, group=page.group, value=value, set_at=MOMENT)


def bars(world, statement):
    rows = StatementLine.objects.of(world.id).filter(statement=statement).exclude(barred="")
    people = {person.pk: name for name, person in world.people.items()}
    return {people[pk]: barred for pk, barred in rows.values_list("student_id", "barred")}


def told(world):
    return Change.objects.of(world.id).filter(action=ANEW).count()


def test_of_a_group_each_by_what_he_has_by_now_and_pressed_twice_nothing_more(world):
    for name in ("student", "classmate"):
        result(world, name, "на")
    statement = opened(world)
    assert {name: why for name, why in bars(world, statement).items() if why == WHY} == {
        "student": WHY,
        "classmate": WHY,
    }
    result(world, "student", "4")
    result(world, "adult", "на")
    assert look_again(world.actor("department_head"), statement) is None
    after = bars(world, statement)
    assert "student" not in after
    assert (after["classmate"], after["adult"]) == (WHY, WHY)
    assert told(world) == 2
    versions = list(StatementLine.objects.of(world.id).filter(statement=statement).values_list("pk", "version"))
    assert look_again(world.actor("department_head"), statement) is None
    assert told(world) == 2
    assert list(StatementLine.objects.of(world.id).filter(statement=statement).values_list("pk", "version")) == versions
    assert list(audit.verify(world.id)) == []


def test_what_was_decided_by_hand_or_asked_already_stays(world):
    for name in ("student", "classmate"):
        result(world, name, "на")
    result(world, "newcomer", "4")
    statement = opened(world)
    head = world.actor("department_head")
    assert set_admission(head, statement, line_of(world, statement, "student").pk, "", "приказ № 140-с") is None
    assert set_admission(head, statement, line_of(world, statement, "adult").pk, "не принёс работу") is None
    assert all(one.refusal is None for one in filled(world, fresh(world, statement), rest="4"))
    before = bars(world, statement)
    assert (before["classmate"], before["adult"], before.get("student")) == (WHY, "не принёс работу", None)
    result(world, "newcomer", "на")  # was asked and has his mark
    assert look_again(head, statement) is None
    assert bars(world, statement) == before
    assert line_of(world, statement, "newcomer").value == "4"
    assert told(world) == 0


def test_who_is_expelled_by_the_day_is_judged_no_more(world):
    """He is asked nothing: his line stays as it stood, without a new reason and without a trace of one (A4.8)."""
    result(world, "student", "4")
    statement = opened(world, dated=TODAY)
    write(world, draft(world, Kind.EXPULSION, "student"))
    for name in ("student", "classmate"):
        result(world, name, "на")
    before = line_of(world, statement, "student")
    assert look_again(world.actor("department_head"), statement) is None
    after = line_of(world, statement, "student")
    assert (after.barred, after.version) == (before.barred, before.version) == ("", before.version)
    assert bars(world, statement)["classmate"] == WHY
    place = f"statement:{statement.pk.hex}:{world.people['student'].pk.hex}"
    assert not Change.objects.of(world.id).filter(action=ANEW, target=place).exists()


def test_who_came_to_the_group_since_is_written_in_with_his_own_reason(world):
    statement = opened(world)
    person = world.people["sister"]
    Membership.objects.create(
        college=world.college,
        group=world.groups["Э-21"],
        student=person,
        entered=TODAY.replace(day=1),
        recorded_at=MOMENT,
    )
    result(world, "classmate", "4")
    result(world, "sister", "2")
    assert look_again(world.actor("department_head"), statement) is None
    assert line_of(world, statement, "sister").barred == "МДК.01.01 Обслуживание: 2"
    assert told(world) >= 1


def test_all_open_statements_of_the_session_together(world):
    result(world, "student", "на")
    both = opened(world), opened(world, course="module")
    assert [bars(world, one).get("student") for one in both] == [WHY, WHY]
    result(world, "student", "4")
    assert look_again_group(world.actor("deputy"), world.groups["Э-21"], world.term) is None
    assert [bars(world, one).get("student") for one in both] == [None, None]


def test_a_closed_one_is_not_looked_at(world):
    statement = closed(world)
    assert "закрыта" in str(look_again(world.actor("department_head"), statement))
    assert look_again_group(world.actor("department_head"), world.groups["Э-21"], world.term) == NONE_OPEN


def test_names_under_a_statement_stand_by_the_alphabet(world):
    """«Ё» stands at «Е», whichever database keeps the names."""
    for name, surname in (("student", "Ёлкин"), ("classmate", "Дятлов"), ("adult", "Ежов"), ("newcomer", "Яковлев")):
        result(world, name, "на")
        Person.objects.of(world.id).filter(pk=world.people[name].pk).update(surname=surname)
    opened(world)
    (paper,) = admission_page(world.actor("department_head"), world.groups["Э-21"], world.term).papers
    shown = [name.split()[0] for name, why in paper.barred if why == WHY]
    assert shown == ["Дятлов", "Ежов", "Ёлкин", "Яковлев"]


def test_by_the_pages(world):
    result(world, "student", "на")
    statement = opened(world)
    group, head = world.groups["Э-21"], world.client("department_head")
    page = head.get(f"/statements/admission/{group.pk}/").content.decode()
    listed = world.people["student"].listed
    assert f"{listed}: {WHY}" in page
    result(world, "student", "5")
    answer = head.post(f"/statements/admission/{group.pk}/anew/", {"term": world.term.pk}, follow=True)
    assert "Допуск проверен заново" in answer.content.decode()
    assert f"{listed}: {WHY}" not in answer.content.decode()
    result(world, "student", "2")
    answer = head.post(f"/statements/{statement.pk}/admission/", follow=True)
    assert "МДК.01.01 Обслуживание: 2" in answer.content.decode()
    assert "Допуск проверен заново" in answer.content.decode()
    assert "Проверить допуск" not in world.client("leader").get(f"/statements/admission/{group.pk}/").content.decode()


def test_the_way_back_names_the_term_and_not_what_was_typed(world):
    """Nothing that came with the request goes on into the address (T21: ``redirect-of-a-request``)."""
    opened(world)
    group, head = world.groups["Э-21"], world.client("department_head")
    typed = f"urn:uuid:{{{str(world.term.pk).upper()}}}"
    answer = head.post(f"/statements/admission/{group.pk}/anew/", {"term": typed})
    assert answer.status_code == 302
    assert answer["Location"] == f"/statements/admission/{group.pk}/?term={world.term.pk}&looked=1"
