"""Writing into a register: what was seen counts, rights hold, the record tells who and when."""

import pytest

from tests import worlds
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.people.models import Guardianship, Person, RoleGrant
from zhurnal.registers.actions.families import Parent, add_parent
from zhurnal.registers.actions.proposals import Wish, decide, propose
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.models import Proposal, RegisterValue
from zhurnal.registers.rules.cells import Place, Typed
from zhurnal.registers.rules.fields import BY_KEY


@pytest.fixture
def world(db, frozen_time):
    one, _other = worlds.two_colleges()
    return one


def cell(world, name, field, text, was="", subject=""):
    student = world.people[name].pk
    return Typed(Place(student, world.people[subject or name].pk, field), text, was)


def test_a_change_is_a_row_with_its_history(world):
    leader = world.actor("leader")
    assert save_values(leader, [cell(world, "student", "phone", "89001112233")]).changed == 1
    assert save_values(leader, [cell(world, "student", "phone", "нет", "+7 900 111-22-33")]).changed == 1
    assert RegisterValue.objects.of(world.id).get(field="phone").value == "нет"
    changes = Change.objects.of(world.id).filter(chain=world.people["student"].pk).order_by("seq")
    assert [(one.actor_name, one.reason) for one in changes] == [
        (leader.name, "пусто → +7 900 111-22-33"), (leader.name, "+7 900 111-22-33 → нет"),
    ]  # fmt: skip
    assert list(audit.verify(world.id, [world.people["student"].pk])) == []


def test_what_another_wrote_meanwhile_is_shown_and_not_overwritten(world):
    leader, head = world.actor("leader"), world.actor("department_head")
    save_values(head, [cell(world, "student", "address", "ул. Мира, 5")])
    late = cell(world, "student", "address", "ул. Новая, 1")
    written = save_values(leader, [late])
    assert "ул. Мира, 5" in written.troubles[late.place]
    assert RegisterValue.objects.of(world.id).get(field="address").value == "ул. Мира, 5"
    again = cell(world, "student", "address", "ул. Новая, 1", "ул. Мира, 5")
    assert save_values(leader, [again]).troubles == {}


def test_a_persons_own_columns_are_written_there(world):
    leader = world.actor("leader")
    cells = [
        cell(world, "student", "email", "k@mail.ru"),
        cell(world, "student", "birth_date", "06.03.2010", "05.03.2010"),
    ]
    assert save_values(leader, cells).changed == 2
    person = Person.objects.of(world.id).get(pk=world.people["student"].pk)
    assert (person.email, person.birth_date.isoformat()) == ("k@mail.ru", "2010-03-06")
    assert RegisterValue.objects.of(world.id).count() == 0


@pytest.mark.parametrize(
    ("student", "field", "subject"),
    [("sister", "phone", ""), ("student", "benefit", ""), ("student", "family", ""), ("student", "nonsense", ""),
     ("student", "parent_phone", "other_parent"), ("student", "parent_phone", "ex_parent"),
     ("left", "phone", ""), ("adult", "parent_phone", "adults_parent")],
)  # fmt: skip
def test_what_is_not_his_to_write_is_refused(world, student, field, subject):
    foreign = cell(world, student, field, "89001112233", subject=subject)
    written = save_values(world.actor("leader"), [foreign])
    assert (written.changed, list(written.troubles)) == (0, [foreign.place])
    assert RegisterValue.objects.of(world.id).count() == 0


def test_a_parent_written_down_gets_no_role_and_no_sign_in(world):
    student = Person.objects.of(world.id).get(pk=world.people["classmate"].pk)
    made = add_parent(world.actor("leader"), student, Parent("Удальцов", "Пётр", "Ильич", "отец"))
    bond = Guardianship.objects.of(world.id).get(parent=made)
    assert (bond.student_id, bond.basis, bond.until) == (student.pk, "отец", None)
    assert not RoleGrant.objects.of(world.id).filter(person=made).exists()
    with pytest.raises(Refused, match="known"):
        add_parent(world.actor("leader"), student, Parent("удальцов", "Пётр", "Ильич", "отец"))


def test_parents_of_an_adult_are_not_written_down_by_the_leader(world):
    student = Person.objects.of(world.id).get(pk=world.people["adult"].pk)
    with pytest.raises(Refused, match="adult"):
        add_parent(world.actor("leader"), student, Parent("Зимин", "Олег", "Ильич", "отец"))


def test_a_newer_wish_replaces_the_older_and_is_answered_once(world):
    parent, leader = world.actor("parent"), world.actor("leader")
    student = Person.objects.of(world.id).get(pk=world.people["student"].pk)
    first = propose(parent, student, Wish(BY_KEY["phone"], "89001112233"))
    second = propose(parent, student, Wish(BY_KEY["phone"], "89001112244"))
    assert Proposal.objects.of(world.id).get(pk=first.pk).state == "replaced"
    decide(leader, second, "", accept=True)
    assert RegisterValue.objects.of(world.id).get(field="phone").value == "+7 900 111-22-44"
    with pytest.raises(Refused, match="decided"):
        decide(leader, Proposal.objects.of(world.id).get(pk=second.pk), "нет", accept=False)
    with pytest.raises(Refused, match="same"):
        propose(parent, student, Wish(BY_KEY["phone"], "8 900 111-22-44"))


def test_signs_that_nobody_sees_and_fields_of_nobody_are_left_out(world):
    student = world.people["student"].pk
    typed = {Place(student, student, "address").name: "ул.\x00 Мира", Place(student, student, "\x00").name: "?"}
    answer = world.client("leader").post(f"/registers/students/{student}/", typed)
    assert answer.status_code == 302
    assert RegisterValue.objects.of(world.id).get(person=student).value == "ул. Мира"


def test_what_is_read_in_another_office_is_not_offered_to_be_filled(world):
    own, other = world.people["student"].pk, world.people["sister"].pk
    RoleGrant.objects.create(
        college=world.college, person=world.people["leader"], role="deputy_academic", since=worlds.SEPTEMBER
    )
    client = world.client("leader")
    pages = {pk: client.get(f"/registers/students/{pk}/").context for pk in (own, other)}
    assert [bool(pages[pk]["fills"]) for pk in (own, other)] == [True, False]
    assert [bool(pages[pk]["opens"]) for pk in (own, other)] == [True, False]
    groups = [client.get(f"/registers/{world.groups[name].pk}/").context for name in ("Э-21", "ТЭ-11")]
    assert [bool(page["fills"]) for page in groups] == [True, False]
