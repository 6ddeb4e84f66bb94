"""The head of department gives families their slips: for his groups, once, as paper; nobody else does (2.3)."""

import io
from datetime import date, timedelta
from uuid import UUID

import pytest
from pypdf import PdfReader

from tests import worlds
from zhurnal.academic_year.models import AcademicYear
from zhurnal.credentials.actions.issue import handed, issue
from zhurnal.credentials.queries.family import load_family, load_groups, own_groups
from zhurnal.credentials.rules.access import Line, Who, chosen
from zhurnal.curriculum.models import Group
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.kernel.typeset import press
from zhurnal.people.actions.codes import open_with_code
from zhurnal.people.models import Account, Activation, Guardianship, Person, RoleGrant
from zhurnal.people.rules.age import Sight
from zhurnal.people.rules.codes import CodeState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world() -> worlds.World:
    return worlds.make_college("vek", "А")


def lines_of(world, who=Who.PARENTS):
    return load_family(world.actor("department_head"), world.groups["Э-21"], who).lines


def line_of(world, name, who=Who.PARENTS):
    return next(line for line in lines_of(world, who) if line.person == world.people[name].pk)


def no_paper(_slips):
    return b""


def given(world, *lines):
    """The slips as the paper gets them."""
    slips = []
    issue(world.actor("department_head"), world.groups["Э-21"], lines, lambda made: slips.extend(made) or b"%PDF")
    return slips


def test_where_the_paper_does_not_come_off_nothing_has_changed(world, client, monkeypatch):
    (before,) = given(world, line_of(world, "parent"))
    monkeypatch.setattr(press, "SECONDS", 0.0)  # whoever sets pages is ended at once
    browser = worlds.sign_in(client, world.accounts["department_head"])
    ticked = {"who": "parents", "person": [world.people["parent"].pk.hex]}
    answer = browser.post(f"/credentials/{world.groups['Э-21'].pk}/slips/", ticked)
    assert (answer.status_code, "Ничего не изменилось" in answer.content.decode()) == (503, True)
    assert open_with_code(world.id, before.slip.login, before.slip.code, "вечерний поезд 7")


def test_groups_of_years_that_are_over_are_not_offered(world):
    past = AcademicYear.objects.create(
        college=world.college, name="2024/25", starts=date(2024, 9, 1), ends=date(2025, 6, 28)
    )
    Group.objects.create(college=world.college, name="Э-01", department=world.departments["energy"], year=past)
    assert [group.name for group in own_groups(world.actor("department_head"))] == ["Э-21"]


def test_a_parent_gets_a_slip_opens_the_account_and_the_list_tells_how_far_it_is(world):
    head, group = world.actor("department_head"), world.groups["Э-21"]
    (made,) = given(world, line_of(world, "parent"))
    assert (line_of(world, "parent").words, made.of) == ("напечатан, ещё не вручён", line_of(world, "parent").student)

    assert handed(head, group, [line_of(world, "parent")]) == 1
    assert line_of(world, "parent").words == "вручён, ждёт первого входа"

    account = open_with_code(world.id, made.slip.login, made.slip.code, "вечерний поезд 7")
    assert (account.person_id, line_of(world, "parent").words) == (world.people["parent"].pk, "пароль придуман")
    told = list(
        Change.objects.of(world.id)
        .filter(target=f"person:{account.person_id.hex}")
        .order_by("seq")
        .values_list("action", flat=True)
    )
    assert told == ["people.account", "credentials.print", "people.account.hand", "people.account.open"]


def test_a_new_slip_cancels_the_former(world):
    (first,) = given(world, line_of(world, "student", Who.STUDENTS))
    (second,) = given(world, line_of(world, "student", Who.STUDENTS))
    with pytest.raises(Refused):
        open_with_code(world.id, first.slip.login, first.slip.code, "вечерний поезд 7")
    assert open_with_code(world.id, second.slip.login, second.slip.code, "вечерний поезд 7")


def test_parents_of_an_adult_who_closed_his_diary_get_nothing(world):
    line = line_of(world, "adults_parent")
    assert (line.closed, line.lacks, "закрыт студентом" in line.words) == (True, False, True)
    assert chosen(lines_of(world), [line.person.hex]) == []


def test_only_the_head_of_the_department_gives_and_never_to_staff(world):
    line = line_of(world, "parent")
    for name in ("administrator", "ivc_head", "deputy", "leader", "other_head"):
        with pytest.raises(Refused):
            issue(world.actor(name), world.groups["Э-21"], [line], no_paper)
    RoleGrant.objects.create(
        college=world.college, person=world.people["parent"], role="teacher", since=worlds.TODAY - timedelta(days=1)
    )
    with pytest.raises(Refused) as refused:
        issue(world.actor("department_head"), world.groups["Э-21"], [line], no_paper)
    assert "сотрудник" in str(refused.value.refusal)
    assert str(world.people["parent"]) in str(refused.value.refusal)
    assert not Activation.objects.of(world.id).exists()


def test_the_paper_bears_slips_codes_and_the_register(world, client):
    browser = worlds.sign_in(client, world.accounts["department_head"])
    page = browser.get(f"/credentials/{world.groups['Э-21'].pk}/?who=students").content.decode()
    assert world.people["student"].surname in page
    answer = browser.post(
        f"/credentials/{world.groups['Э-21'].pk}/slips/", {"who": "parents", "person": [world.people["parent"].pk.hex]}
    )
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for word in ("Журнал выдачи доступов", "Логин", world.people["parent"].surname, "наведите камеру"):
        assert word in said
    assert Activation.objects.of(world.id).get().code not in said


def test_whoever_ticks_nobody_is_told_so(world, client):
    browser = worlds.sign_in(client, world.accounts["department_head"])
    answer = browser.post(f"/credentials/{world.groups['Э-21'].pk}/slips/", {"who": "parents"})
    assert (answer.status_code, "Никто не отмечен" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("has_account", "code", "handed", "sight", "lacks", "words"),
    [
        (False, None, False, Sight.OPEN, True, "не выдан"),
        (True, None, False, Sight.OPEN, False, "доступ есть"),
        (True, CodeState.ISSUED, False, Sight.OPEN, False, "напечатан, ещё не вручён"),
        (True, CodeState.ISSUED, True, Sight.OPEN, False, "вручён, ждёт первого входа"),
        (True, CodeState.EXPIRED, True, Sight.OPEN, True, "срок вышел"),
        (True, CodeState.USED, True, Sight.OPEN, False, "пароль придуман"),
        (False, None, False, Sight.CLOSED, False, "18 лет, доступ родителей закрыт студентом"),
        (False, None, False, Sight.UNKNOWN, False, "нет даты рождения студента"),
    ],
)
def test_what_stands_beside_a_name(has_account, code, handed, sight, lacks, words):
    line = Line(UUID(int=1), "", "", "", has_account, code, handed, sight)
    assert (line.lacks, line.words) == (lacks, words)


def test_parents_of_a_student_without_a_birthday_get_no_slip_and_the_head_reads_why(world, client):
    """Nobody knows until when the journal is open to them (A11.3): nothing is given out in silence."""
    student, parent = world.people["student"], world.people["parent"]
    Person.objects.of(world.id).filter(pk=student.pk).update(birth_date=None)
    line = line_of(world, "parent")
    assert (line.closed, line.lacks, line.words) == (True, False, "нет даты рождения студента")
    browser = worlds.sign_in(client, world.accounts["department_head"])
    text = browser.get(f"/credentials/{world.groups['Э-21'].pk}/?who=parents").content.decode()
    assert f"Нет даты рождения: {student.listed}" in text
    assert "записать дату в реестр" in text
    assert chosen(lines_of(world), [parent.pk.hex]) == []
    browser.post(f"/credentials/{world.groups['Э-21'].pk}/slips/", {"who": "parents", "person": [parent.pk.hex]})
    assert not Activation.objects.of(world.id).filter(person=parent).exists()
    assert world.client("parent").get(f"/practice/{student.pk}/own/").status_code == 404
    Guardianship.objects.of(world.id).filter(parent=parent, student=student).update(
        consent=True
    )  # the student's own word
    assert not line_of(world, "parent").closed
    assert (
        "Нет даты рождения" not in browser.get(f"/credentials/{world.groups['Э-21'].pk}/?who=parents").content.decode()
    )
    assert world.client("parent").get(f"/practice/{student.pk}/own/").status_code == 200


def test_the_list_of_groups_says_where_somebody_is_left_without_a_way_in(world):
    (line,) = load_groups(world.actor("department_head"))
    told = (line.group, line.students, line.parents)
    both = [load_family(world.actor("department_head"), line.group, who).lacking for who in (Who.STUDENTS, Who.PARENTS)]
    assert told == (world.groups["Э-21"], *both)
    Account.objects.of(world.id).filter(person=world.people["parent"].pk).update(is_active=False)
    assert load_groups(world.actor("department_head"))[0].parents == line.parents + 1
    given(world, line_of(world, "parent"))
    assert load_groups(world.actor("department_head"))[0].parents == line.parents
