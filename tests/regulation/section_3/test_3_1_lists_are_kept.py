"""3.1: the head of ИВЦ keeps the lists of users, students and subjects: creates, edits, closes, and sees who changed what."""

import pytest

from tests.dictionaries.conftest import begun
from zhurnal.curriculum.models import Discipline
from zhurnal.people.models import Person, RoleGrant

pytestmark = pytest.mark.django_db


def test_3_1_a_member_of_staff_is_created_edited_and_ended_and_the_history_tells_it(college):
    client = college.client("ivc_head")
    client.post(
        "/lists/staff/new/", {"surname": "Новикова", "given": "Анна", "patronymic": "Львовна", "email": "a@example.org"}
    )
    person = Person.objects.of(college.id).get(surname="Новикова")
    address = f"/lists/staff/{person.pk}/"
    client.post(address, {**begun(client, address), "email": "anna@example.org"})
    client.post(address, {**begun(client, address), "until": "2026-11-30"})
    text = client.get(address).content.decode()
    assert "<del>a@example.org</del> → <ins>anna@example.org</ins>" in text
    assert text.count("И.\xa0П.\xa0Вычислин-А") >= 3
    assert str(RoleGrant.objects.of(college.id).get(person=person).until) == "2026-11-30"


def test_3_1_a_subject_is_closed_and_stays_where_it_was_taught(college):
    client, course = college.client("ivc_head"), college.courses["electro"]
    address = f"/lists/disciplines/{course.discipline_id}/"
    client.post(address, {**begun(client, address), "closed_on": "2026-11-24"})
    assert Discipline.objects.of(college.id).get(pk=course.discipline_id).closed_on is not None
    assert (
        "Электротехника"
        not in client.get("/lists/disciplines/").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    )
    assert "Электротехника" in college.client("teacher").get(f"/journals/{course.pk}/").content.decode()


@pytest.mark.parametrize("who", ["teacher", "student", "parent", "leader", "deputy", "director"])
def test_3_1_nobody_else_changes_people(college, who):
    person = college.people["classmate"]
    answer = college.client(who).post(f"/lists/students/{person.pk}/", {"surname": "Другой"})
    assert answer.status_code == 404
    assert Person.objects.of(college.id).get(pk=person.pk).surname == person.surname
