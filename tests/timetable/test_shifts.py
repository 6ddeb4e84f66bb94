"""Two shifts: a later one that counts its pairs from one again has places, minutes and clashes of its own (C3)."""

from datetime import date, time

import pytest
from django.urls import reverse

from tests import worlds
from zhurnal.academic_year.models import Bell
from zhurnal.opening.rules.bells import read_bells
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.models import Lesson, MovedDay, Room, Slot
from zhurnal.timetable.queries.week import load_week
from zhurnal.timetable.rules.bells import Bells, place_key, read_place, span
from zhurnal.timetable.rules.ground import Ground
from zhurnal.timetable.rules.pattern import Half

pytestmark = pytest.mark.django_db
ANEW = "пн-сб; 2; ; 1; 14:00; 15:35\nпн-сб; 2; ; 2; 15:45; 17:20"
GOING_ON = "пн-сб; 2; ; 5; 15:55; 17:30\nпн-сб; 2; ; 6; 17:40; 19:15"
WEDNESDAY = date(2026, 11, 25)


def ring(world, text):
    rings, problems = read_bells(text)
    assert problems == []
    fields = ("weekday", "shift", "building", "pair", "starts", "ends")
    Bell.objects.bulk_create(
        Bell(college=world.college, **{name: getattr(row, name) for name in fields}) for row in rings
    )


def put(world, client=None, **more):
    body = {
        "course": str(world.courses["electro"].pk), "teacher": str(world.people["teacher"].pk), "weekday": "3", "pair": "1/2",
        "half": "0", "weeks": "every", "room": "", "since": "2026-09-01", "until": "2026-12-28", **more,
    }  # fmt: skip
    return (client or world.client("dispatcher")).post(reverse("timetable:new-slot"), body)


def test_a_shift_that_counts_anew_is_laid_by_its_own_bells(world, frozen_time):
    ring(world, ANEW)
    assert put(world).status_code == 302
    assert put(world, pair="1", weekday="4").status_code == 302
    generate_lessons(world.actor("dispatcher"), world.term)
    found = {
        row.date: (row.pair, row.starts, row.ends) for row in Lesson.objects.of(world.id).filter(date__gte=WEDNESDAY)
    }
    assert found[WEDNESDAY] == (1, time(14), time(15, 35))
    assert found[date(2026, 11, 26)][1] < time(12), "shift 1 is the first that rings"


def test_half_a_pair_of_the_second_shift(world, frozen_time):
    ring(world, ANEW)
    assert put(world, half="2").status_code == 302
    generate_lessons(world.actor("dispatcher"), world.term)
    lesson = Lesson.objects.of(world.id).get(date=WEDNESDAY, outer_key__startswith="slot:")
    assert (lesson.starts, lesson.ends, lesson.hours) == (time(14, 50), time(15, 35), 1)


def test_the_board_and_the_week_show_its_places_apart(world, frozen_time):
    office = world.client("dispatcher")
    assert 'data-place="3-1/2"' not in office.get("/pattern/").content.decode()
    ring(world, ANEW)
    put(world, office)
    board = office.get("/pattern/", {"group": world.groups["Э-21"].pk.hex}).content.decode()
    assert all(f'data-place="{day}-{pair}/2"' in board for day in range(1, 7) for pair in (1, 2))
    there = board.split('data-place="3-1/2"')[1].split("</td>")[0]
    assert "Электротехника" in there
    assert "pair=1/2" in there
    generate_lessons(world.actor("dispatcher"), world.term)
    week = office.get(
        "/week/", {"by": "group", "whose": world.groups["Э-21"].pk.hex, "day": "2026-11-25"}
    ).content.decode()
    row = next(part for part in week.split("<tr>") if "week__shift" in part and "14:00" in part)
    assert "Электротехника" in row


def test_pairs_that_go_on_in_number_need_no_shift(world, frozen_time):
    ring(world, GOING_ON)
    office = world.client("dispatcher")
    board = office.get("/pattern/").content.decode()
    assert ('data-place="3-5"' in board, "/2" in board.split("data-board")[1].split("</table>")[0]) == (True, False)
    assert put(world, office, pair="5").status_code == 302
    generate_lessons(world.actor("dispatcher"), world.term)
    lesson = Lesson.objects.of(world.id).get(date=WEDNESDAY, pair=5)
    assert lesson.starts == time(15, 55)


def test_the_same_number_of_two_shifts_is_no_clash_but_the_same_minutes_are(world, frozen_time):
    ring(world, ANEW)
    ring(world, "пн-сб; 1; ; 7; 14:00; 15:35")
    office = world.client("dispatcher")
    put(world, office)
    apart = put(world, office, course=str(world.courses["history"].pk), pair="1")
    assert apart.status_code == 302, "the first pair of the first shift is in the morning"
    met = put(world, office, course=str(world.courses["history"].pk), pair="7")
    assert (met.status_code, "ведёт здесь Э-21" in met.content.decode()) == (422, True)
    assert 'value="7" selected' in met.content.decode()


def test_one_course_may_not_have_one_number_twice_in_a_day(world, frozen_time):
    """A page of the journal has one place for «1-я пара» of a day."""
    ring(world, ANEW)
    put(world)
    answer = put(world, pair="1")
    assert (answer.status_code, "другой смены этого дня" in answer.content.decode()) == (422, True)
    assert Slot.objects.of(world.id).count() == 1


def test_a_place_that_no_bell_rings_is_refused_and_nothing_typed_is_lost(world, frozen_time):
    ring(world, ANEW)
    Bell.objects.of(world.id).filter(shift=2, weekday=6).delete()
    answer = put(world, weekday="6")
    page = answer.content.decode()
    assert (answer.status_code, "По звонкам такого места нет: в субботу, 1-я пара второй смены" in page) == (422, True)
    assert 'value="1/2" selected' in page
    assert put(world, pair="9/9").status_code == 422
    assert Slot.objects.of(world.id).count() == 0


def test_moving_on_the_board_tells_places_by_shift_and_undo_gives_the_shift_back(world, frozen_time):
    ring(world, ANEW)
    office = world.client("dispatcher")
    put(world, office)
    slot = Slot.objects.of(world.id).get()
    places = office.get(reverse("timetable:slot-places", args=[slot.pk])).json()["places"]
    assert {"3-1", "3-1/2", "3-2/2"} <= set(places)
    to = reverse("timetable:move-slot", args=[slot.pk])
    for bad in ("1/7", "x", "13", "", None):
        assert office.post(to, {"weekday": 4, "pair": bad}, content_type="application/json").status_code == 400
    assert office.post(to, {"weekday": 4, "pair": "2"}, content_type="application/json").json()["state"] == "saved"
    moved = Slot.objects.of(world.id).get()
    assert (moved.weekday, moved.pair, moved.shift) == (4, 2, 1)
    office.post(reverse("timetable:undo-slot"), {"term": world.term.pk.hex})
    back = Slot.objects.of(world.id).get()
    assert (back.weekday, back.pair, back.shift) == (3, 1, 2)
    history = office.get(reverse("dictionaries:slot-history", args=[slot.pk])).content.decode()
    assert "1-я пара второй смены" in history


def test_bells_taken_away_leave_the_place_on_the_board_and_tell_that_it_does_not_ring(world, frozen_time):
    ring(world, ANEW)
    office = world.client("dispatcher")
    put(world, office)
    Bell.objects.of(world.id).filter(shift=2).delete()
    assert 'data-place="3-1/2"' in office.get("/pattern/").content.decode()
    assert generate_lessons(world.actor("dispatcher"), world.term).without_bell == 5
    page = office.get(reverse("timetable:slot", args=[Slot.objects.of(world.id).get().pk])).content.decode()
    assert 'value="1/2" selected' in page


@pytest.mark.parametrize(("half", "minutes"), [("0", ("15:45", "17:20")), ("2", ("16:35", "17:20"))])
def test_one_lesson_is_moved_within_its_shift_and_keeps_its_half(world, frozen_time, half, minutes):
    ring(world, ANEW)
    put(world, half=half)
    generate_lessons(world.actor("dispatcher"), world.term)
    lesson = Lesson.objects.of(world.id).get(date=WEDNESDAY, outer_key__startswith="slot:")
    assert move_lesson(world.actor("dispatcher"), lesson, Place(WEDNESDAY, 2), Ground("other", "перенос")) is None
    moved = Lesson.objects.of(world.id).get(pk=lesson.pk)
    assert (f"{moved.starts:%H:%M}", f"{moved.ends:%H:%M}") == minutes


def test_a_room_is_free_by_the_clock_and_not_by_the_number(world, frozen_time):
    ring(world, ANEW)
    room = world.lessons["now"].room
    put(world, room=str(room.pk))
    generate_lessons(world.actor("dispatcher"), world.term)
    Lesson.objects.of(world.id).filter(date=WEDNESDAY).exclude(outer_key__startswith="slot:").delete()
    page = world.client("dispatcher").get("/week/", {"by": "room", "whose": room.pk.hex, "day": "2026-11-25"})
    free = {(row.pair, row.shift): row.free[2] for row in page.context["page"].rows}
    assert (room.name in free[1, 1], room.name in free[1, 2]) == (True, False)


def test_bells_by_building_and_shift():
    nine, ten, two, three = time(9), time(10), time(14), time(15)
    bells = Bells.of(
        [("", 1, 1, 1, nine, ten), ("", 2, 1, 1, two, three), ("", 2, 1, 4, two, three), ("Б", 1, 1, 1, ten, two)]
    )
    assert bells.at(1, 1) == (nine, ten)
    assert bells.at(1, 1, building="Б") == (ten, two)
    assert bells.at(1, 1, 2, "Б") == (two, three), "the building has no second shift of its own"
    assert (bells.at(1, 4), bells.at(1, 4, 3), bells.at(2, 1)) == ((two, three), None, None)
    assert bells.own_places(1) == [(2, 1)]
    assert bells.own_places(2) == []
    assert bells.shift_of(1, 4, two) == 1, "another number of that day"
    assert [bells.shift_of(1, 1, at) for at in (nine, time(9, 15), two, time(14, 15))] == [1, 1, 2, 2], "halves too"
    assert span(Half.FIRST, (two, three)) == (two, time(14, 45))
    assert [read_place(place_key(*place)) for place in ((3, 1), (0, 2))] == [(3, 1), (0, 2)]


def test_a_day_that_works_by_monday_shows_its_lessons_and_free_rooms_by_monday(world, frozen_time):
    """A Saturday without a second shift of its own works by Monday, which has one."""
    ring(world, ANEW.replace("пн-сб", "пн"))
    saturday, room = date(2026, 11, 28), world.lessons["now"].room
    MovedDay.objects.create(college=world.college, date=saturday, weekday=1)
    lesson = worlds.add_lesson(world, "moved", "electro", "teacher", saturday, 1, room=room)
    Lesson.objects.of(world.id).filter(pk=lesson.pk).update(starts=time(14), ends=time(15, 35))
    asked = {"by": "room", "whose": room.pk.hex, "day": "2026-11-25"}
    page = world.client("dispatcher").get("/week/", asked).context["page"]
    rows = {(row.shift, row.pair): row for row in page.rows}
    assert [len(rows[shift, 1].cells[5]) for shift in (1, 2)] == [0, 1]
    assert [room.name in rows[shift, 1].free[5] for shift in (1, 2)] == [True, False]
    assert room.name in rows[2, 2].free[5]


def test_a_lesson_keeps_its_minutes_in_another_room_and_its_length_on_another_day(world, frozen_time):
    """A file's times are not the bells': a lesson that begins later is no half of a pair."""
    office, room = world.actor("dispatcher"), Room.objects.create(college=world.college, name="305")
    lesson = world.lessons["future"]
    rows = Lesson.objects.of(world.id).filter(pk=lesson.pk)
    first, last = worlds.PAIRS[2]
    rows.update(starts=first.replace(minute=first.minute + 5), ends=last)
    before = rows.values_list("starts", "ends").get()
    ground = Ground("other", "перенос")
    assert move_lesson(office, lesson, Place(lesson.date, lesson.pair, room.pk), ground) is None
    assert rows.values_list("starts", "ends", "room").get() == (*before, room.pk)
    assert move_lesson(office, lesson, Place(date(2026, 12, 4), 3), ground) is None
    assert rows.values_list("starts", "ends").get() == worlds.PAIRS[3]


def test_a_lesson_of_a_building_stays_with_its_bells(world, frozen_time):
    """Its minutes lie within a pair of the college's bells too; its own building is asked first."""
    far = Room.objects.create(college=world.college, name="Б-1", building="Корпус Б")
    first, last = worlds.PAIRS[2]
    late = first.replace(minute=first.minute + 10)
    ring(world, f"пн-сб; 1; Корпус Б; 2; {late:%H:%M}; {last:%H:%M}\nпн-сб; 1; Корпус Б; 3; 18:00; 19:35")
    lesson = world.lessons["future"]
    rows = Lesson.objects.of(world.id).filter(pk=lesson.pk)
    rows.update(starts=late, ends=last, room=far)
    assert move_lesson(world.actor("dispatcher"), lesson, Place(date(2026, 12, 4), 3), Ground("other", "x")) is None
    assert rows.values_list("starts", "ends").get() == (time(18), time(19, 35))


def test_a_lesson_that_goes_to_another_building_rings_by_its_bells(world, frozen_time):
    far = Room.objects.create(college=world.college, name="Б-1", building="Корпус Б")
    ring(world, "пн-сб; 1; Корпус Б; 3; 18:00; 19:35")
    lesson, office, friday = world.lessons["future"], world.actor("dispatcher"), date(2026, 12, 4)
    rows = Lesson.objects.of(world.id).filter(pk=lesson.pk)
    home = lesson.room_id
    assert move_lesson(office, lesson, Place(friday, 3, far.pk), Ground("other", "x")) is None
    assert rows.values_list("starts", "ends", "room").get() == (time(18), time(19, 35), far.pk)
    assert move_lesson(office, lesson, Place(friday, 2, home), Ground("other", "x")) is None
    assert rows.values_list("starts", "ends", "room").get() == (*worlds.PAIRS[2], home)


def test_a_lesson_of_a_shift_that_counts_anew_does_not_slip_into_the_first(world, frozen_time):
    ring(world, ANEW)
    put(world)
    generate_lessons(world.actor("dispatcher"), world.term)
    lesson = Lesson.objects.of(world.id).get(date=WEDNESDAY, outer_key__startswith="slot:")
    refused = move_lesson(world.actor("dispatcher"), lesson, Place(WEDNESDAY, 3), Ground("other", "перенос"))
    assert refused is not None
    assert "3-й пары второй смены нет в расписании звонков" in str(refused)


def test_a_lesson_of_a_shift_that_goes_on_counting_is_moved_by_the_number(world, frozen_time):
    ring(world, GOING_ON)
    put(world, pair="5")
    generate_lessons(world.actor("dispatcher"), world.term)
    lesson = Lesson.objects.of(world.id).get(date=WEDNESDAY, pair=5)
    assert (
        move_lesson(world.actor("dispatcher"), lesson, Place(date(2026, 11, 26), 1), Ground("other", "перенос")) is None
    )
    moved = Lesson.objects.of(world.id).get(pk=lesson.pk)
    assert (moved.starts, moved.ends) == worlds.PAIRS[1]


def test_home_of_a_lesson_by_its_minutes():
    """Exact minutes first, the own building before others; a half is 45 minutes; whoever only begins within a pair is a whole."""
    bells = Bells.of(
        [
            ("", 1, 1, 1, time(8), time(11)), ("", 2, 1, 1, time(9, 30), time(11, 5)),
            ("А", 1, 1, 1, time(9), time(10, 35)), ("Б", 1, 1, 1, time(9), time(10, 35)),
        ]
    )  # fmt: skip
    home = bells.home_of
    assert home(1, 1, time(9, 30), time(11, 5)) == (2, "", Half.WHOLE), "not within the first shift's longer pair"
    assert home(1, 1, time(9), time(10, 35), "Б") == (1, "Б", Half.WHOLE)
    assert home(1, 1, time(9), time(10, 35)) == (1, "А", Half.WHOLE)
    assert home(1, 1, time(9, 50), time(10, 35), "Б") == (1, "Б", Half.SECOND)
    assert home(1, 1, time(9), time(9, 45), "А") == (1, "А", Half.FIRST)
    short = Bells.of([("А", 1, 1, 1, time(9), time(9, 45)), ("", 1, 1, 1, time(9), time(10, 35))])
    told = [short.home_of(1, 1, time(9), time(9, 45), building) for building in ("", "А", "Б")]
    assert told == [(1, "", Half.FIRST), (1, "А", Half.WHOLE), (1, "", Half.FIRST)], "А's short pair is А's alone"
    assert home(1, 1, time(9), time(10, 30), "Б") == (1, "Б", Half.WHOLE), "a file's shorter pair"
    assert home(1, 1, time(10, 40), time(12), "Б") == (1, "", Half.WHOLE)
    assert home(1, 2, time(9), time(9, 45)) == (1, "", Half.WHOLE), "no bell"
    assert [bells.counts_anew(1, 1, shift) for shift in (1, 2)] == [False, True]


@pytest.mark.parametrize("kind", ["group", "teacher", "room"])
def test_the_week_costs_six_statements_at_most(world, frozen_time, django_assert_max_num_queries, kind):
    MovedDay.objects.create(college=world.college, date=date(2026, 11, 28), weekday=1)
    actor = world.actor("dispatcher")
    with django_assert_max_num_queries(6):
        assert load_week(actor, kind, "", WEDNESDAY).rows
