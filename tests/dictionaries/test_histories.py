"""«История записи» of rows that are no lists: a row of a plan, a place of the pattern, an order."""

import re
from dataclasses import replace
from datetime import timedelta

from tests.access import filled_rooms
from tests.movement.orders import draft, write
from tests.worlds import TODAY
from zhurnal.curriculum.actions.plan_items import edit_item
from zhurnal.curriculum.actions.programmes import save_topics
from zhurnal.curriculum.models import ProgrammeTopic
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.curriculum.rules.plan_edit import Hours
from zhurnal.curriculum.rules.topics import Topic
from zhurnal.dictionaries.queries.histories import item_history, order_history, pattern_history, slot_history
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.rules.kinds import Kind
from zhurnal.oversight.actions.norms import set_norm, set_rate
from zhurnal.oversight.rules.norms import Norm
from zhurnal.timetable.actions.moved_days import set_moved_day
from zhurnal.timetable.actions.pattern import placing_of, put_slot, remove_slot, undo_last
from zhurnal.timetable.models import Slot


def text_of(client, path):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).content.decode())).replace("\u00a0", " ")


def test_a_row_of_a_plan_tells_its_hours_and_its_name(world):
    item = filled_rooms.plans_of(world)["item"]["item"]
    actor = world.actor("administrator")
    hours = Hours(lectures=50, practicals=22, hours_total=72, attestation="ДЗ")
    assert edit_item(actor, item, "Материалы", {3: hours}) is None
    events = item_history(actor, item)
    changed = {difference for event in events for _what, lines in event.lines for difference in lines}
    assert ("название", "Материаловедение", "Материалы") in changed
    assert {("3 семестр, лекции", "72", "50"), ("3 семестр, форма аттестации", "Э", "ДЗ")} <= changed
    assert not [one for one in changed if one[0].endswith("всего часов")]
    page = f"/plans/rows/{item.pk}/"
    assert f"{page}history/" in world.client("administrator").get(page).content.decode()
    said = text_of(world.client("deputy"), f"{page}history/")
    assert "3 семестр, лекции: 72 → 50" in said
    assert "А. И. Админова-А" in said


def test_programmes_norms_and_moved_days_tell_what_was_changed(world):
    programme, teacher = world.courses["electro"].programme, world.actor("teacher")
    rows = list(ProgrammeTopic.objects.of(world.id).filter(programme=programme).order_by("number"))
    topics = [Topic(row.title, row.hours, TopicKind(row.kind), row.homework, row.pk.hex) for row in rows]
    topics[1] = replace(topics[1], title="Закон Ома")
    assert save_topics(teacher, programme, programme.revision, topics[:-1]) is None
    said = text_of(world.client("teacher"), f"/programmes/{programme.pk}/history/")
    assert f"тема 2: {rows[1].title}, {rows[1].hours} ч" in said
    assert "→ Закон Ома" in said
    assert f"тема {len(rows)}: {rows[-1].title}" in said
    assert "тема 3" not in said
    assert (
        f"/programmes/{programme.pk}/history/"
        in world.client("teacher").get(f"/programmes/{programme.pk}/").content.decode()
    )

    deputy, day = world.actor("deputy"), TODAY + timedelta(days=3)
    set_norm(deputy, Norm(TODAY, 720, 1440, 10))
    set_norm(deputy, Norm(TODAY, 700, 1440, 10))
    set_rate(deputy, world.people["teacher"], TODAY, 150)
    said = text_of(world.client("deputy"), "/hours/norms/history/")
    assert "Норма с 24.11.2026" in said
    assert "часов в год на ставку: 720 → 700" in said
    assert "ставка: 1,50" in said
    assert "предел часов: 1440 →" not in said

    set_moved_day(world.actor("dispatcher"), day, 1)
    said = text_of(world.client("dispatcher"), "/pattern/days/history/")
    assert "27.11.2026" in said
    assert "по расписанию: свой день недели → понедельник" in said


def test_a_place_of_the_pattern_tells_where_it_stood(world):
    slot = filled_rooms.timetable(world)["slot"]["slot"]
    actor = world.actor("dispatcher")
    assert put_slot(actor, replace(placing_of(slot), weekday=3, pair=2), slot.pk).slot == slot.pk
    undo_last(actor, world.term)
    first, second = slot_history(actor, Slot.objects.of(world.id).get(pk=slot.pk))
    assert first.how == "последнее изменение отменено"
    ((course, lines),) = second.lines
    assert course.startswith("Э-21, ОП.02 Электротехника")
    assert list(lines) == [("день", "пятница", "среда"), ("пара", "1", "2")]
    assert list(first.lines[0][1]) == [("день", "среда", "пятница"), ("пара", "2", "1")]
    page = f"/pattern/{slot.pk}/"
    assert f"{page}history/" in world.client("dispatcher").get(page).content.decode()
    assert "день: пятница → среда" in text_of(world.client("dispatcher"), f"{page}history/")


def test_the_whole_pattern_tells_also_of_what_was_taken_out(world):
    slot = filled_rooms.timetable(world)["slot"]["slot"]
    actor = world.actor("dispatcher")
    made = put_slot(actor, replace(placing_of(slot), weekday=1, pair=3), None)
    remove_slot(actor, Slot.objects.of(world.id).get(pk=slot.pk))
    taken, put = pattern_history(actor, world.term)
    assert made.slot is not None
    assert taken.lines[0][0].endswith(": убрано из сетки")
    assert put.lines[0][0].endswith(": поставлено в сетку")
    assert ("день", "", "понедельник") in put.lines[0][1]
    assert "убрано из сетки" in text_of(world.client("deputy"), "/pattern/history/")


def test_an_order_tells_who_wrote_it_and_who_took_it_back(world):
    written = write(world, draft(world, Kind.EXPULSION, "student", "classmate"))
    order = Order.objects.of(world.id).get(pk=written[0].order_id)
    movement = Movement.objects.of(world.id).get(order=order.pk, student=world.people["student"].pk)
    undo_movement(world.actor("deputy"), movement)
    seen = order_history(world.actor("deputy"), order)
    words = sorted(line.partition(": ")[2] for event in seen for line, _lines in event.lines)
    names = {line.partition(": ")[0] for event in seen for line, _lines in event.lines}
    assert (len(names), any(name.startswith("Калугин-А") for name in names)) == (2, True)
    assert words == ["приказ записан", "приказ записан", "приказ отменён, всё возвращено"]
    page = f"/movement/orders/{order.pk}/"
    assert f"{page}history/" in world.client("deputy").get(page).content.decode()
    said = text_of(world.client("department_head"), f"{page}history/")
    assert "приказ отменён, всё возвращено" in said
    assert "Калугин-А" in said
    assert world.client("other_head").get(f"{page}history/").status_code == 404
