"""What no list does: lengthen a role, end one's own or the last administrator's, speak for a student of age."""

import datetime as dt

import pytest

from tests.exchange.college import changes_of
from tests.exchange.lists.conftest import told
from zhurnal.exchange.rules.changes import What
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change as Event
from zhurnal.notifications.models import Notice
from zhurnal.people.models import Guardianship, RoleGrant

TODAY = dt.date(2026, 11, 24)
LAST = dt.date(2026, 11, 30)


def until_of(office, name):
    return RoleGrant.objects.of(office.world.id).filter(person=office.world.people[name].pk).get().until


def write_until(office, name, day):
    """A file that says until when somebody works."""
    person = office.world.people[name]
    text = f"Код;Фамилия;Имя;Работает по\n{person.pk};{person.surname};{person.given};{day}\n"
    return office.load("staff", text)


@pytest.mark.parametrize("day", ["31.12.2030", ""])
def test_a_role_with_an_end_is_not_lengthened_by_a_list(office, day):
    RoleGrant.objects.of(office.world.id).filter(person=office.world.people["deputy"].pk).update(until=LAST)
    run = write_until(office, "deputy", day)
    assert until_of(office, "deputy") == LAST
    assert "может администратор журнала; высокую дают двое" in told(run)[0][2]


def test_of_several_roles_those_that_end_sooner_stay_as_they_were(office):
    world, person = office.world, office.world.people["deputy"]
    RoleGrant.objects.of(world.id).filter(person=person.pk).update(until=LAST)
    RoleGrant.objects.create(college=world.college, person=person, role="teacher", since=TODAY)
    write_until(office, "deputy", "31.12.2026")
    ends = dict(RoleGrant.objects.of(world.id).filter(person=person.pk).values_list("role", "until"))
    assert ends == {"deputy_academic": LAST, "teacher": dt.date(2026, 12, 31)}


def test_nobody_ends_his_own_roles_by_a_list(office):
    run = write_until(office, "ivc_head", "30.11.2026")
    assert (until_of(office, "ivc_head"), told(run)[0][2][-70:].endswith("начальника ИВЦ.")) == (None, True)


def test_the_last_administrator_stays(office):
    run = write_until(office, "administrator", "30.11.2026")
    assert until_of(office, "administrator") is None
    assert "последний администратор" in told(run)[0][2]
    second = office.world.people["teacher"]
    grant = RoleGrant.objects.create(college=office.world.college, person=second, role="administrator", since=TODAY)
    write_until(office, "administrator", "30.11.2026")
    assert until_of(office, "administrator") == LAST
    run = write_until(office, "teacher", "30.11.2026")  # who is the last one now
    assert "последний администратор" in told(run)[0][2]
    assert RoleGrant.objects.of(office.world.id).get(pk=grant.pk).until is None


def test_an_end_stands_in_the_record_of_the_person_who_is_told(office, django_capture_on_commit_callbacks):
    world, person = office.world, office.world.people["teacher"]
    with django_capture_on_commit_callbacks(execute=True):
        run = write_until(office, "teacher", "30.11.2026")
    event = Event.objects.of(world.id).get(chain=person.pk, action="people.role.end")
    assert (event.before["until"], event.after["until"], event.actor_id) == (
        "",
        "2026-11-30",
        world.people["ivc_head"].pk,
    )
    notice = Notice.objects.of(world.id).get(person=person.pk)
    assert notice.title == "Роль «преподаватель» у вас по 30.11.2026"
    office.undo(run)
    back = Event.objects.of(world.id).get(chain=person.pk, action="people.role.give")
    assert (until_of(office, "teacher"), back.before["until"], back.after["until"]) == (None, "2026-11-30", "")
    assert list(audit.verify(world.id)) == []


def test_a_high_role_that_a_list_ended_comes_back_by_two_and_not_by_undoing(office, frozen_time):
    run = write_until(office, "deputy", "23.11.2026")
    assert [change.what for change in changes_of(run)] == [What.CLOSE]
    with pytest.raises(Refused) as refused:
        office.undo(run)
    assert refused.value.refusal.code == "not_back"
    assert until_of(office, "deputy") == dt.date(2026, 11, 23)


def test_a_student_of_age_gives_his_word_himself(office):
    world = office.world
    bond = Guardianship.objects.of(world.id).filter(student=world.people["adult"].pk).first()
    Guardianship.objects.of(world.id).update(consent=False)
    text = office.out("parents").decode("utf-8-sig").replace(";нет", ";да")
    run = office.load("parents", text)
    assert {"сам студент" in note for _fate, _line, note in told(run)} == {True}
    assert not Guardianship.objects.of(world.id).filter(consent=True).exists()
    office.load(
        "parents",
        f"Фамилия;Имя;Студент;Согласие взрослого студента\nНовая;Мать;{world.people['adult']};да\n",
    )
    made = Guardianship.objects.of(world.id).exclude(pk=bond.pk).get(parent__surname="Новая")
    assert not made.consent
