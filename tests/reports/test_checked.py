"""Справка по проверке журналов, реестр ведомостей and СПО-Мониторинг agree with counts made here over raw rows, on a past day too (A9)."""

from collections import Counter
from datetime import date, datetime, timedelta, timezone

import pytest

from tests import worlds
from tests.reports.asking import built, lines
from tests.statements.papers import closed, drafted, fresh, opened
from zhurnal.curriculum.models import Membership
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.actions.rounds import Draft, plan_round
from zhurnal.inspection.models import Remark
from zhurnal.inspection.queries.counts import remarks_by_teacher
from zhurnal.inspection.rules.states import Step
from zhurnal.kernel.export import Total
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.opening import cancel_statement, open_statement
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
from zhurnal.statements.models import Statement, StatementLine

MOSCOW = timezone(timedelta(hours=3))
TERM = "month:2026-11"


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


@pytest.fixture
def checked(world, frozen_time):
    """A round on 16 November with three remarks of which one is done on the 18th and confirmed on the 20th; one remark without a round."""
    frozen_time.move_to(datetime(2026, 11, 16, 9, tzinfo=MOSCOW))
    draft = Draft("Ноябрьская проверка", "Накопляемость", date(2026, 11, 16), date(2026, 11, 27))
    round_ = plan_round(world.actor("deputy"), draft)
    due = date(2026, 11, 19)
    made = [
        write_remark(world.actor("deputy"), world.courses["electro"], Written(f"Нет темы, {n}.", due, round=round_.pk))
        for n in range(3)
    ]
    write_remark(world.actor("deputy"), world.courses["history"], Written("Нет задания.", due))
    frozen_time.move_to(datetime(2026, 11, 18, 9, tzinfo=MOSCOW))
    take_step(world.actor("teacher"), made[0], Step.DONE, "Готово")
    frozen_time.move_to(datetime(2026, 11, 20, 9, tzinfo=MOSCOW))
    take_step(world.actor("deputy"), Remark.objects.of(world.id).get(pk=made[0].pk), Step.CONFIRMED, "")
    frozen_time.move_to(datetime(2026, 11, 24, 9, tzinfo=MOSCOW))
    return round_


def by_hand(world, day):
    """Round (None: without one) → closed, done, waiting, overdue by the evening of the day, from moments alone."""
    evening = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=MOSCOW)
    found = {}
    for row in Remark.objects.of(world.id).values():
        if row["issued_at"] >= evening:
            continue
        own = found.setdefault(row["round_id"], Counter())
        own["all"] += 1
        if row["closed_at"] and row["closed_at"] < evening:
            own["closed"] += 1
        elif row["done_at"] and row["done_at"] < evening:
            own["done"] += 1
        else:
            own["overdue" if row["due"] < day else "waiting"] += 1
    return found


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 24)])
def test_checks_and_remarks_stand_as_they_stood_on_the_day(world, checked, day):
    table = built(world.actor("deputy"), "checked", period=TERM, day=day.isoformat())
    counts = ("all", "closed", "done", "waiting", "overdue")
    expected = by_hand(world, day)
    own, alone = lines(table)
    assert {key: own[key] or 0 for key in counts} == {key: expected[checked.pk][key] for key in counts}
    assert (own["number"], own["title"], own["since"]) == (checked.number, checked.title, checked.since)
    assert {key: alone[key] or 0 for key in counts} == {key: expected[None][key] for key in counts}
    whole = next(row for row in table.rows if isinstance(row, Total))
    assert whole[[column.key for column in table.columns].index("all")] == sum(one["all"] for one in expected.values())
    (remarks,) = table.more
    words = [row["executed"] for row in lines(remarks) if row["text"] == "Нет темы, 0."]
    assert words == [
        {17: "ждёт ответа", 18: "исполнено, проверить", 20: "исполнено 20.11.2026", 24: "исполнено 20.11.2026"}[day.day]
    ]


def test_answers_returns_and_terms_stand_as_on_the_day(world, frozen_time):
    frozen_time.move_to(datetime(2026, 11, 16, 9, tzinfo=MOSCOW))
    deputy, teacher = (lambda: world.actor("deputy")), (lambda: world.actor("teacher"))
    remark = write_remark(deputy(), world.courses["electro"], Written("Нет темы.", date(2026, 11, 19)))
    steps = (
        (18, teacher, Step.ANSWERED, "Исправлю завтра", None), (20, deputy, Step.RETURNED, "Ещё час", date(2026, 11, 25)),
        (21, teacher, Step.DONE, "Готово", None), (23, deputy, Step.RETURNED, "Не то", date(2026, 11, 27)),
    )  # fmt: skip
    for number, who, step, words, due in steps:
        frozen_time.move_to(datetime(2026, 11, number, 9, tzinfo=MOSCOW))
        assert take_step(who(), Remark.objects.of(world.id).get(pk=remark.pk), step, words, due) is None
    frozen_time.move_to(datetime(2026, 11, 24, 9, tzinfo=MOSCOW))
    expected = {
        17: ("ждёт ответа", 19, "waiting"), 18: ("ответ получен", 19, "waiting"), 19: ("ответ получен", 19, "waiting"),
        20: ("возвращено", 25, "waiting"), 22: ("исполнено, проверить", 25, "done"), 24: ("возвращено", 27, "waiting"),
    }  # fmt: skip
    for number, (words, due, counted) in expected.items():
        asked = {"period": TERM, "day": f"2026-11-{number}"}
        table = built(deputy(), "checked", **asked)
        (line,) = lines(table.more[0])
        assert (line["executed"], line["due"].day) == (words, due), number
        ((_whose, total),) = remarks_by_teacher(deputy(), date(2026, 11, 1), date(2026, 11, number)).items()
        assert (total.all, getattr(total, counted)) == (1, 1), number


def test_a_head_sees_checks_and_remarks_of_his_own_department_only(world, checked):
    energy = world.departments["energy"].pk
    table = built(world.actor("department_head"), "checked", period=TERM, department=energy)
    assert {row["text"] for row in lines(table.more[0])} == {"Нет темы, 0.", "Нет темы, 1.", "Нет темы, 2."}


def test_the_register_counts_what_closed_statements_decided(world, frozen_time):
    done = closed(world, texts={"student": "2", "classmate": "5"})
    open_ = opened(world, course="english1", form="ДЗ")
    table = built(world.actor("deputy"), "statements", period=TERM)
    rows = {row["number"]: row for row in lines(table)}
    given = Counter(StatementLine.objects.of(world.id).filter(statement=done.pk).values_list("value", flat=True))
    first = rows[done.number]
    assert [first[key] or 0 for key in ("fives", "fours", "threes", "twos")] == [given[mark] for mark in "5432"]
    assert first["listed"] == StatementLine.objects.of(world.id).filter(statement=done.pk).count()
    assert (rows[open_.number]["state"], rows[open_.number]["fours"]) == ("открыта", None)
    before = built(world.actor("deputy"), "statements", period=TERM, day=(worlds.TODAY - timedelta(days=1)).isoformat())
    assert lines(before) == []  # dated earlier, but opened today
    assert Statement.objects.of(world.id).get(pk=done.pk).state == "closed"


def registered(world, day):
    """Statements of the register of a day by number."""
    table = built(world.actor("deputy"), "statements", period=TERM, day=day.isoformat())
    return {row["number"]: row for row in lines(table)}, table.notes


def test_the_register_of_a_past_day_stands_as_its_evening_left_it(world, frozen_time):
    """Opened later, cancelled later, opened again later: none of it is known on the day (A9)."""
    day = date(2026, 11, 19)
    frozen_time.move_to(datetime(2026, 11, 19, 9, tzinfo=MOSCOW))
    again, spoilt = closed(world), opened(world, course="english1", form="ДЗ")
    kept, later = closed(world, course="english2", form="ДЗ", who="other_teacher"), drafted(world, course="module")
    frozen_time.move_to(datetime(2026, 11, 20, 9, tzinfo=MOSCOW))
    assert ask_reopening(world.actor("department_head"), again, "Ошибка в отметке") is None
    assert answer_reopening(world.actor("deputy"), again, agreed=True) is None
    assert cancel_statement(world.actor("department_head"), spoilt, "Не та форма") is None
    assert open_statement(world.actor("department_head"), later) is None
    frozen_time.move_to(datetime(2026, 11, 23, 9, tzinfo=MOSCOW))
    assert close_statement(world.actor("teacher"), fresh(world, again)) is None
    later = fresh(world, later).number

    stood, notes = registered(world, day)
    assert {number: row["state"] for number, row in stood.items()} == {
        again.number: "закрыта", spoilt.number: "открыта", kept.number: "закрыта",
    }  # fmt: skip
    # what it decided before it was opened again nobody knows
    assert (stood[again.number]["fours"], stood[spoilt.number]["why"]) == (None, "")
    assert stood[kept.number]["fours"] == StatementLine.objects.of(world.id).filter(statement=kept, value="4").count()
    assert any("на вечер 19.11.2026" in note for note in notes)
    assert any("Дата, экзаменаторы и список – нынешние" in note for note in notes)
    between, _notes = registered(world, date(2026, 11, 20))
    assert {number: row["state"] for number, row in between.items()} == {
        again.number: "открыта", spoilt.number: "аннулирована", kept.number: "закрыта", later: "открыта",
    }  # fmt: skip
    assert between[spoilt.number]["why"] == "Не та форма"
    frozen_time.move_to(datetime(2026, 11, 24, 9, tzinfo=MOSCOW))
    now, notes = registered(world, worlds.TODAY)
    assert (now[again.number]["state"], now[again.number]["fours"] > 0) == ("закрыта", True)
    assert not any("на вечер" in note or "на сегодня" in note for note in notes)
    over = built(world.actor("deputy"), "statements", period="month:2026-10")
    assert any("на сегодня: срок закончился" in note for note in over.notes)


def test_a_joint_examination_stands_in_the_register_with_all_its_disciplines(world):
    also = (world.courses["module"].discipline_id,)
    joint, plain = opened(world, form="КЭ", also=also), opened(world, course="english1", form="ДЗ")
    rows, _notes = registered(world, worlds.TODAY)
    names = [str(world.courses[key].discipline) for key in ("electro", "module", "english1")]
    assert (rows[joint.number]["discipline"], rows[plain.number]["discipline"]) == (", ".join(names[:2]), names[2])


def test_monitoring_of_a_past_day_counts_its_own_list(world):
    day = date(2026, 10, 1)
    gone = Membership.objects.of(world.id).get(student=world.people["classmate"].pk)
    Membership.objects.of(world.id).filter(pk=gone.pk).update(left=date(2026, 11, 1))

    def students(on):
        found = built(world.actor("deputy"), "monitoring", day=on.isoformat())
        return {(row["indicator"], row["part"]): row["value"] for row in lines(found)}["Численность студентов", ""]

    for on in (day, worlds.TODAY):
        rows = Membership.objects.of(world.id).values_list("entered", "left")
        assert students(on) == sum(entered <= on and (left is None or left > on) for entered, left in rows)
    assert students(day) != students(worlds.TODAY)
