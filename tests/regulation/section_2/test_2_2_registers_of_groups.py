"""2.2: the group leader fills the register of his group, the head of department sees how complete it is; families correct (3.5)."""

import re

from tests.access.conftest import text_of
from zhurnal.kernel.models import Change
from zhurnal.registers.models import RegisterField, RegisterValue


def cells(page: str) -> dict[str, str]:
    """The inputs of a page of filling, as they stand."""
    return dict(re.findall(r'name="(v\.[^"]+)" value="([^"]*)"', page))


def posts(person, address: str, **fields) -> tuple[int, str]:
    """Status and text of an answer to a form."""
    response = person.client.post(address, fields)
    return response.status_code, text_of(response)


def test_the_leader_fills_and_the_head_sees_what_is_missing(college, enter):
    leader, head = enter("leader"), enter("department_head")
    group = college.groups["Э-21"].pk
    address = f"/registers/{group}/phone/"
    assert "Студ." in head.sees("/registers/")
    names = cells(leader.sees(address))
    typed = dict.fromkeys(list(names)[:4], "8 900 123 45 67") | dict.fromkeys(list(names)[4:], "")
    assert len(names) == 10
    assert leader.presses(address, address, "Сохранить и дальше", next="1", **typed) == 302
    kept = RegisterValue.objects.of(college.id).filter(field="phone")
    assert {row.value for row in kept} == {"+7 900 123-45-67"}
    assert "нет у 6" in leader.sees(f"/registers/{group}/snils/")
    page = head.sees(f"/registers/{group}/")
    assert "Калугин-А Степан" in page
    assert "паспорт: серия и номер" in page


def test_a_wrong_number_stays_typed_and_the_others_are_written(college, enter):
    leader, group = enter("leader"), college.groups["Э-21"].pk
    address = f"/registers/{group}/snils/"
    first, second, *_others = cells(leader.sees(address))
    status, page = posts(leader, address, **{first: "112-233-445 95", second: "112-233-445 96"})
    assert (status, RegisterValue.objects.of(college.id).filter(field="snils").count()) == (422, 1)
    assert "Контрольное число СНИЛС не сходится" in page
    assert cells(page)[second] == "112-233-445 96"


def test_a_parent_corrects_and_learns_the_answer(college, enter):
    parent, leader = enter("parent"), enter("leader")
    student = college.people["student"].pk
    record, wish = f"/registers/own/{student}/", f"/registers/own/{student}/parent_phone/"
    assert parent.presses(wish, wish, "Отправить руководителю", value="+7 911 000-11-22", note="сменила номер") == 302
    assert "ждёт ответа" in parent.sees(record)
    waiting = leader.sees("/registers/proposals/")
    assert "сменила номер" in waiting
    answer = re.search(r"/registers/proposals/[0-9a-f-]{36}/", waiting).group()
    assert leader.presses("/registers/proposals/", answer, "Не принимать", decision="decline", answer="") == 422
    assert leader.presses("/registers/proposals/", answer, "Принять", decision="accept", answer="спасибо") == 302
    assert "спасибо" in parent.sees(record)
    assert "+7 911 000-11-22" in parent.sees(record)
    kept = RegisterValue.objects.of(college.id).get(person=college.people["parent"].pk, field="parent_phone")
    assert kept.value == "+7 911 000-11-22"


def test_one_parent_does_not_see_the_contacts_of_the_other(college, enter):
    RegisterValue.objects.create(
        college=college.college, person=college.people["ex_parent"], field="parent_phone", value="+7 900 555-55-55",
        changed_at=college.actor("leader").now,
    )  # fmt: skip
    page = enter("parent").sees(f"/registers/own/{college.people['student'].pk}/")
    assert "555-55-55" not in page


def test_special_categories_are_off_until_the_college_asks_and_each_look_is_recorded(college, enter):
    leader, head, deputy = enter("leader"), enter("department_head"), enter("deputy")
    student = college.people["student"].pk
    card, guarded = f"/registers/students/{student}/", f"/registers/students/{student}/special/"
    assert "Особые сведения" not in leader.sees(card)
    assert deputy.presses("/registers/fields/", "/registers/fields/", "Сохранить", used=["phone", "benefit"]) == 302
    assert RegisterField.objects.of(college.id).get(field="benefit").used
    assert leader.presses(card, guarded, "Открыть") == 200
    name = f"v.{student.hex}.{student.hex}.benefit"
    assert posts(leader, guarded, **{name: "сирота, без попечения родителей"})[0] == 200
    assert RegisterValue.objects.of(college.id).get(field="benefit").value == "orphan"
    looks = Change.objects.of(college.id).filter(chain=student, action="registers.special.open")
    assert looks.count() == 2
    written = Change.objects.of(college.id).get(chain=student, action="registers.value.write")
    assert (written.reason, written.after) == ("", {"filled": True})
    assert "сирота" not in leader.sees(card)
    assert posts(head, guarded)[0] == 404


def test_the_file_of_a_register_holds_no_formula_and_nothing_special(college, enter):
    leader, student = enter("leader"), college.people["student"]
    now = college.actor("leader").now
    for field, value in (("address", "=HYPERLINK(1)"), ("benefit", "orphan")):
        RegisterValue.objects.create(college=college.college, person=student, field=field, value=value, changed_at=now)
    RegisterField.objects.create(college=college.college, field="benefit", used=True, required=True)
    group = college.groups["Э-21"].pk
    status, text = posts(leader, f"/registers/{group}/file/", format="csv")
    assert (status, "'=HYPERLINK(1)" in text, "сирота" in text) == (200, True, False)
    assert Change.objects.of(college.id).filter(action="registers.group.export", after={"rows": 10}).count() == 1
