"""Orders carried out and undone: lists, subgroups, access, names; what is written stays (A7.2, A11.4)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import worlds
from tests.journal.written_day import write_day
from tests.movement.orders import YESTERDAY, draft, state, write
from tests.worlds import TODAY
from zhurnal.curriculum.models import Membership
from zhurnal.journal.models import Entry
from zhurnal.kernel.errors import Refused
from zhurnal.movement.actions.drafts import NewPerson
from zhurnal.movement.actions.orders import carry_out, check_order
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.people.models import FormerName, Person


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


ORDERS = (
    (Kind.EXPULSION, "classmate", {}),
    (Kind.LEAVE, "student", {}),
    (Kind.TRANSFER, "student", {"group": "ТЭ-11"}),
    (Kind.RENAME, "adult", {"newcomer": NewPerson("Зимний", "Илья")}),
    (Kind.RETURN, "left", {"group": "Э-21"}),
    (Kind.FUNDING, "student", {"details": "на договор"}),
)


@pytest.mark.parametrize(("kind", "name", "more"), ORDERS, ids=[kind.value for kind, *_ in ORDERS])
def test_an_undone_order_leaves_everything_as_it_was(world, kind, name, more):
    before = state(world, name)
    group = {"group": world.groups[more["group"]].pk} if "group" in more else {}
    [movement] = write(world, draft(world, kind, name, **{**more, **group}))
    assert (state(world, name) != before) == (kind is not Kind.FUNDING)
    undo_movement(world.actor("deputy"), movement)
    assert state(world, name) == before
    with pytest.raises(Refused):
        undo_movement(world.actor("deputy"), movement)


def test_what_comes_between_the_look_and_the_writing_loses_nothing_typed(world):
    client, own = world.client("deputy"), world.id
    student, group = world.people["student"].pk, world.groups["Э-21"].pk
    typed = {
        "kind": "leave", "group": str(group), "student": str(student), "number": "140-с", "dated": "2026-11-23",
        "effective": "2026-11-24", "ground": "заявление от руки", "details": "",
    }  # fmt: skip
    happened = []

    def meanwhile(execute, sql, params, many, context):
        """Somebody else's order comes just when this one begins to be written."""
        if not happened and "chainhead" in sql:
            happened.append(True)
            Membership.objects.of(own).filter(student=student).update(left=date(2026, 11, 20), note="отчислен")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        answer = client.post("/movement/new/", typed)
    page = answer.content.decode()
    assert (answer.status_code, happened) == (422, [True])
    assert "отчислен, поэтому приказ" in page
    assert "заявление от руки" in page
    assert "140-с" in page
    assert not Movement.objects.of(own).exists()


def test_expulsion_closes_lists_and_access_and_keeps_what_is_written(world):
    write_day(world)
    kept = list(Entry.objects.of(world.id).order_by("lesson", "student", "slot").values_list("student", "value"))
    write(world, draft(world, Kind.EXPULSION, "classmate", details="по собственному желанию"))
    after = state(world, "classmate")
    assert [row[2] for row in after["lists"]] == [TODAY]
    assert [row[2] for row in after["parts"]] == [YESTERDAY]
    assert dict(after["accounts"]) == {"classmate": False, "other_parent": False}
    assert (
        list(Entry.objects.of(world.id).order_by("lesson", "student", "slot").values_list("student", "value")) == kept
    )


def test_a_parent_of_two_keeps_his_access(world):
    write(world, draft(world, Kind.EXPULSION, "student"))
    assert dict(state(world, "student")["accounts"])["parent"] is True


def test_a_child_who_returns_is_a_student_again(world):
    write(world, draft(world, Kind.EXPULSION, "adult", effective=date(2026, 11, 20)))
    write(world, draft(world, Kind.RESTORATION, "adult", number="132-с", group=world.groups["Э-21"].pk))
    after = state(world, "adult")
    assert [(row[1], row[2]) for row in after["lists"]] == [(worlds.SEPTEMBER, date(2026, 11, 20)), (TODAY, None)]
    assert dict(after["accounts"])["adult"] is True


def test_marks_after_the_leaving_day_are_asked_about(world):
    write_day(world)
    made = draft(world, Kind.EXPULSION, "student", effective=date(2026, 9, 2))
    checked = check_order(world.actor("deputy"), made)
    assert any("Записи останутся в журнале" in text for text in checked.warnings)
    with pytest.raises(Refused) as refused:
        carry_out(world.actor("deputy"), made)
    assert refused.value.refusal.code == "unconfirmed"


def test_a_name_changes_and_the_former_one_is_kept(world):
    write(world, draft(world, Kind.RENAME, "student", newcomer=NewPerson("Калужский-А", "Степан")))
    assert str(FormerName.objects.of(world.id).get()) == "Калугин-А Степан Андреевич"
    card = world.client("deputy").get(f"/movement/students/{world.people['student'].pk}/").content.decode()
    assert ("Калужский-А" in card, "до 24.11.2026: Калугин-А" in card) == (True, True)


def test_a_head_moves_his_own_department_only(world):
    head = world.actor("department_head")
    foreign = check_order(head, draft(world, Kind.LEAVE, "sister"))
    across = check_order(head, draft(world, Kind.TRANSFER, "student", group=world.groups["ТЭ-11"].pk))
    assert ("не в вашем отделении" in foreign.refusals[0], "другого отделения" in across.refusals[0]) == (True, True)
    assert check_order(head, draft(world, Kind.LEAVE, "student")).refusals == ()


def test_a_later_order_stands_in_the_way_of_undoing(world):
    [first] = write(world, draft(world, Kind.LEAVE, "student", effective=date(2026, 11, 20)))
    write(world, draft(world, Kind.RETURN, "student", number="132-с", group=world.groups["Э-21"].pk))
    with pytest.raises(Refused) as refused:
        undo_movement(world.actor("deputy"), first)
    assert refused.value.refusal.code == "later"


def test_an_order_that_is_impossible_says_so(world):
    group = world.groups["Э-21"].pk
    for made, words in (
        (draft(world, Kind.RETURN, "student", group=group), "невозможен"),
        (draft(world, Kind.TRANSFER, "student", group=group), "уже в этой группе"),
        (draft(world, Kind.LEAVE), "Отметьте"),
        (replace(draft(world, Kind.LEAVE, "student"), number=" "), "номер"),
        (draft(world, Kind.ADMISSION), "Выберите группу"),
    ):
        assert words in " ".join(check_order(world.actor("deputy"), made).refusals)


def test_who_returns_gets_his_subgroup_back(world):
    write(world, draft(world, Kind.LEAVE, "student", effective=date(2026, 11, 20)))
    write(world, draft(world, Kind.RETURN, "student", number="132-с", group=world.groups["Э-21"].pk))
    assert [row[1:] for row in state(world, "student")["parts"]] == [
        (worlds.SEPTEMBER, date(2026, 11, 19)),
        (TODAY, None),
    ]


@pytest.mark.parametrize("path", ["/movement/", "/movement/new/?kind=leave&group={group}"])
def test_pages_cost_the_same_for_few_and_many(db, frozen_time, path):
    costs = []
    for code, many in (("vek", 1), ("pml", 30)):
        world = worlds.make_college(code, "А", students=many)
        write(world, draft(world, Kind.LEAVE, *(f"student{n}" for n in range(many))))
        client, address = world.client("deputy"), path.format(group=world.groups["Э-21"].pk)
        with CaptureQueriesContext(connection) as done:
            assert client.get(address).status_code == 200
        costs.append(len(done))
    assert costs[0] == costs[1] <= 9


def next_list(world, name, group="ТЭ-11", entered=date(2026, 12, 1)):
    """A list on which he is to come later, as after a carry-over or by a transfer written ahead."""
    own = {"college": world.college, "group": world.groups[group], "student": world.people[name]}
    return Membership.objects.create(**own, entered=entered, recorded_at=timezone.now())


@pytest.mark.parametrize("kind", [Kind.EXPULSION, Kind.LEAVE], ids=lambda kind: kind.value)
def test_who_leaves_comes_on_no_later_list_and_undoing_brings_it_back(world, kind):
    later = next_list(world, "student")
    before = state(world, "student")
    [movement] = write(world, draft(world, kind, "student"))
    later = Membership.objects.of(world.id).get(pk=later.pk)
    assert (later.left, later.order_out) == (later.entered, "№ 131-с от 23.11.2026")
    assert not Membership.objects.of(world.id).filter(student=world.people["student"], left=None).exists()
    undo_movement(world.actor("deputy"), movement)
    assert state(world, "student") == before


def test_nobody_is_brought_to_a_group_before_a_day_of_another_list(world):
    next_list(world, "student", "ТЭ-11")
    actor, group = world.actor("deputy"), world.groups["ТЭ-11"].pk
    told = check_order(actor, draft(world, Kind.TRANSFER, "student", group=group)).refusals
    assert ["01.12.2026" in text and "ТЭ-11" in text for text in told] == [True]
    assert not check_order(actor, draft(world, Kind.TRANSFER, "classmate", group=group)).refusals


def test_a_name_that_was_corrected_since_is_not_overwritten_by_undoing(world):
    [movement] = write(world, draft(world, Kind.RENAME, "adult", newcomer=NewPerson("Зимний", "Илья")))
    Person.objects.of(world.id).filter(pk=world.people["adult"].pk).update(surname="Зимнев")
    with pytest.raises(Refused, match="other_name"):
        undo_movement(world.actor("deputy"), movement)
    assert Person.objects.of(world.id).get(pk=world.people["adult"].pk).surname == "Зимнев"


def test_an_order_works_in_the_summer_after_its_year(world, frozen_time):
    summer = world.year.ends + timedelta(days=1)
    frozen_time.move_to(f"{summer}T09:00:00+03:00")
    given = {"dated": summer, "effective": summer, "details": "в связи с окончанием обучения"}
    actor = world.actor("deputy")
    assert not check_order(actor, draft(world, Kind.EXPULSION, "student", **given)).refusals
    autumn = world.year.starts.replace(year=world.year.starts.year + 1)
    told = check_order(actor, draft(world, Kind.EXPULSION, "student", **{**given, "effective": autumn})).refusals
    assert ["лета после него" in text for text in told] == [True]


@pytest.mark.parametrize(("kind", "offered"), [("return", True), ("restoration", True), ("transfer", False)])
def test_who_comes_back_may_come_to_his_own_group_and_nobody_is_transferred_to_it(world, kind, offered):
    own = world.groups["Э-21"].pk
    page = world.client("deputy").get("/movement/new/", {"kind": kind, "group": str(own)}).content.decode()
    targets = page.split('name="target"')[1].split("</select>")[0]
    assert (f'value="{own}"' in targets) == offered
    assert f'value="{world.groups["ТЭ-11"].pk}"' in targets


def test_a_return_to_his_own_group_is_written_from_the_page(world):
    own = str(world.groups["Э-21"].pk)
    page = world.client("deputy").get("/movement/new/", {"kind": "return", "group": own, "target": own})
    assert str(world.people["left"].pk) in page.content.decode()
    typed = {
        "kind": "return", "group": own, "target": own, "student": str(world.people["left"].pk), "number": "141-с",
        "dated": "2026-11-23", "effective": "2026-11-24", "ground": "заявление", "details": "",
    }  # fmt: skip
    assert world.client("deputy").post("/movement/new/", typed).status_code == 302
    assert [row[0::2] for row in state(world, "left")["lists"]] == [("Э-21", date(2026, 11, 10)), ("Э-21", None)]
