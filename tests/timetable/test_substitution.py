"""The office substitutes, joins, cancels, moves, takes back; the right of the substitute comes and goes (A5.4–A5.7)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.models import Q

from tests import worlds
from zhurnal.academic_year.models import Bell, Holiday
from zhurnal.checks.models import Finding
from zhurnal.curriculum.models import PracticePeriod
from zhurnal.inspection.models import Remark
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import StudentFeed
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.actions.substitution_undo import undo_change
from zhurnal.timetable.models import Lesson, LessonChange, MovedDay, Room, Substitution, TeacherAbsence
from zhurnal.timetable.queries.substitution_debts import debts_of
from zhurnal.timetable.queries.substitution_offers import offers_for
from zhurnal.timetable.rules.ground import Cause, Ground
from zhurnal.timetable.standing import standings

TODAY = worlds.TODAY


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def lesson_of(world, name):
    return Lesson.objects.of(world.id).get(pk=world.lessons[name].pk)


def settle(world, name, way, who="dispatcher", **more):
    fields = {"way": way, "cause": "illness", "note": "", **more}
    return world.client(who).post(f"/substitutions/lessons/{world.lessons[name].pk}/", fields)


def undo(world, name):
    return world.client("dispatcher").post(f"/substitutions/lessons/{world.lessons[name].pk}/undo/")


def same(world, who):
    return f"same:{world.people[who].pk.hex}"


def topic(world, who, name):
    command = Command(uuid4(), "topic", world.lessons[name].pk, 0, {"text": "Закон Ома"})
    return record(world.actor(who), world.courses["electro"], [command])[0][0]


def roll(world, who, name):
    command = Command(uuid4(), "roll_call", world.lessons[name].pk, 0, True)
    return record(world.actor(who), world.courses["electro"], [command])[0][0]


def test_the_right_of_one_lesson_comes_with_the_substitution_and_goes_with_it(world):
    before = StudentFeed.objects.of(world.id).get(student=world.people["student"]).version
    assert settle(world, "now", same(world, "substitute")).status_code == 302
    found = lesson_of(world, "now")
    assert (found.teacher_id, found.substituted) == (world.people["substitute"].pk, True)
    assert topic(world, "teacher", "now").code == "not_yours"
    assert topic(world, "substitute", "now").state == "saved"
    assert topic(world, "substitute", "earlier").code == "not_yours"
    assert StudentFeed.objects.of(world.id).get(student=world.people["student"]).version > before
    assert undo(world, "now").status_code == 302
    assert topic(world, "substitute", "now").code == "not_yours"
    assert lesson_of(world, "now").teacher_id == world.people["teacher"].pk
    trace = Change.objects.of(world.id).filter(target=f"lesson:{found.pk.hex}").order_by("seq")
    assert list(trace.values_list("action", "reason")) == [
        ("timetable.substitution.set", "больничный"), ("timetable.change.undo", "больничный"),
    ]  # fmt: skip
    assert list(audit.verify(world.id)) == []


def test_a_held_lesson_is_never_touched(world):
    assert roll(world, "teacher", "now").state == "saved"
    for way in (same(world, "substitute"), "cancel"):
        answer = settle(world, "now", way)
        assert (answer.status_code, "оно состоялось" in answer.content.decode()) == (409, True)
    assert lesson_of(world, "now").teacher_id == world.people["teacher"].pk


def test_a_recorded_substitution_is_not_taken_back(world):
    settle(world, "now", same(world, "substitute"))
    assert roll(world, "substitute", "now").state == "saved"
    answer = undo(world, "now")
    assert (answer.status_code, "Замену не снять" in answer.content.decode()) == (409, True)


def test_a_busy_and_an_absent_teacher_are_refused_in_a_sentence(world):
    answer = settle(world, "now", same(world, "other_teacher"))
    assert (answer.status_code, "в это время ведёт занятие" in answer.content.decode()) == (409, True)
    TeacherAbsence.objects.create(
        college=world.college, teacher=world.people["substitute"], since=TODAY, until=TODAY, cause="trip",
        reason="командировка", state="known", recorded_at=world.actor("dispatcher").now,
    )  # fmt: skip
    answer = settle(world, "now", same(world, "substitute"))
    assert "отсутствует. Выберите" in answer.content.decode()
    assert not Substitution.objects.of(world.id).filter(lesson=world.lessons["now"].pk).exists()


def stand(world, name, pair):
    starts, ends = worlds.PAIRS[pair]
    Lesson.objects.of(world.id).filter(pk=world.lessons[name].pk).update(pair=pair, starts=starts, ends=ends)


@pytest.mark.parametrize(("room", "done"), [("*moodle", True), ("Дистанционно", True), ("404", False)])
def test_any_number_of_remote_lessons_are_held_at_once(world, room, done):
    """Moving there, moving back, and holding a cancelled one after all."""
    place, day = Room.objects.create(college=world.college, name=room), TODAY + timedelta(2)
    Lesson.objects.of(world.id).filter(pk=world.lessons["future"].pk).update(room=place)
    Lesson.objects.of(world.id).filter(pk=world.lessons["history"].pk).update(room=place, date=day)
    stand(world, "history", 3)
    actor, lesson, ground = world.actor("dispatcher"), world.lessons["future"], Ground(Cause.EVENT)

    refusal = move_lesson(actor, lesson, Place(day, 3), ground)
    assert (refusal is None) is done, refusal
    stand(world, "history", 2)
    if done:
        assert undo_change(actor, lesson) is None
    else:
        assert settle(world, "future", "cancel").status_code == 302
        assert "404" in str(undo_change(actor, lesson))


def test_other_needs_words_and_nothing_typed_is_lost(world):
    answer = settle(world, "now", same(world, "substitute"), cause="other")
    body = answer.content.decode()
    assert (answer.status_code, "Напишите причину словами" in body) == (409, True)
    assert f'value="{same(world, "substitute")}" checked' in body


def test_other_discipline_goes_ahead_and_hours_are_owed(world):
    """C5.1: the teacher of a subgroup is ill, another discipline takes the pair, the debt is derived and paid back."""
    worlds.add_lesson(world, "late", "electro", "teacher", TODAY - timedelta(days=4), 3)
    electro, module = world.courses["electro"].pk, world.courses["module"].pk
    assert settle(world, "late", f"other:{module.hex}").status_code == 302
    assert lesson_of(world, "late").state == "cancelled"
    held = Lesson.objects.of(world.id).get(course=module, date=TODAY - timedelta(days=4))
    assert (held.pair, held.teacher_id, held.origin) == (3, world.people["other_teacher"].pk, "substitution")
    debts = debts_of(world.id)
    assert (debts[electro].owed, debts[module].over) == (2, 2)
    assert "долг 2" in world.client("deputy").get("/substitutions/debts/").content.decode()
    page = world.client("deputy").get(f"/hours/{world.groups['Э-21'].pk}/").content.decode()
    assert "вместо неё дали другую дисциплину\u00a02" in page.replace(" 2", "\u00a02")
    assert undo(world, "late").status_code == 302
    assert lesson_of(world, "late").state == "planned"
    assert not Lesson.objects.of(world.id).filter(pk=held.pk).exists()
    assert debts_of(world.id) == {}


@pytest.mark.parametrize("named_by", [Finding, Remark])
def test_a_lesson_that_control_names_is_cancelled_instead_of_deleted(world, named_by):
    worlds.add_lesson(world, "late", "electro", "teacher", TODAY - timedelta(days=4), 3)
    module, now = world.courses["module"], world.actor("deputy").now
    settle(world, "late", f"other:{module.pk.hex}")
    held = Lesson.objects.of(world.id).get(course=module, date=TODAY - timedelta(days=4))
    of = {"college": world.college, "course": module, "lesson": held, "teacher": world.people["other_teacher"]}
    if named_by is Finding:
        Finding.objects.create(rule="no_topic", evidence="Нет темы", first_seen=now, seen_at=now, **of)
    else:
        Remark.objects.create(
            year=world.year,
            number=1,
            kind="module",
            text="Нет темы",
            author=world.people["deputy"],
            issued_at=now,
            **of,
        )
    assert undo(world, "late").status_code == 302
    assert Lesson.objects.of(world.id).get(pk=held.pk).state == "cancelled"


def test_cancel_and_move_leave_a_trace_and_come_back(world):
    assert settle(world, "future", "cancel").status_code == 302
    assert lesson_of(world, "future").state == "cancelled"
    assert undo(world, "future").status_code == 302
    client, pk = world.client("dispatcher"), world.lessons["future"].pk
    fields = {"date": "2026-11-27", "pair": "1", "cause": "event", "note": "", "room": ""}
    assert client.post(f"/substitutions/lessons/{pk}/move/", fields).status_code == 302
    found = lesson_of(world, "future")
    assert (found.date, found.pair, found.substituted) == (date(2026, 11, 27), 1, False)
    assert "перенос с 26 ноября" in client.get("/substitutions/?day=2026-11-27").content.decode()
    assert "перенос на 27 ноября" in client.get("/substitutions/?day=2026-11-26").content.decode()
    busy = {**fields, "date": "2026-11-24", "pair": "3"}
    assert "уже есть занятие" in client.post(f"/substitutions/lessons/{pk}/move/", busy).content.decode()
    assert undo(world, "future").status_code == 302
    assert lesson_of(world, "future").date == TODAY + timedelta(days=2)
    assert not LessonChange.objects.of(world.id).exists()


def test_a_move_asks_practice_weeks_and_moved_days(world):
    client, pk = world.client("dispatcher"), world.lessons["future"].pk
    fields = {"date": "2026-12-05", "pair": "1", "cause": "event", "note": "", "room": ""}

    def move(day, pair="1"):
        answer = client.post(f"/substitutions/lessons/{pk}/move/", {**fields, "date": day, "pair": pair})
        return "" if answer.status_code == 302 else answer.content.decode()

    own = {"college": world.college}
    PracticePeriod.objects.create(
        **own, group=world.groups["Э-21"], starts=date(2026, 12, 1), ends=date(2026, 12, 4), kind="educational"
    )
    assert "группа на практике: учебная практика с 1 декабря по 4 декабря" in move("2026-12-02")
    Holiday.objects.create(**own, date=date(2026, 12, 7), name="День колледжа")
    assert "7 декабря — выходной: День колледжа" in move("2026-12-07")
    Bell.objects.of(world.id).filter(weekday=1).delete()
    assert "нет в расписании звонков" in move("2026-12-14")
    MovedDay.objects.create(**own, date=date(2026, 12, 7), weekday=3)
    assert move("2026-12-07") == ""
    assert lesson_of(world, "future").date == date(2026, 12, 7)


def test_a_lesson_on_a_day_off_or_in_a_practice_is_not_substituted_but_cancelled(world):
    day = lesson_of(world, "future").date
    practice = PracticePeriod.objects.create(
        college=world.college, group=world.groups["Э-21"], starts=day, ends=day, kind="production"
    )
    way = same(world, "other_teacher")
    assert "группа на практике" in settle(world, "future", way).content.decode()
    PracticePeriod.objects.of(world.id).filter(pk=practice.pk).delete()
    Holiday.objects.create(college=world.college, date=day, name="Выходной")
    assert "выходной" in settle(world, "future", way).content.decode()
    assert settle(world, "future", "cancel").status_code == 302


def test_subgroups_are_joined(world):
    world.courses["english2"].discipline.name = world.courses["english1"].discipline.name
    type(world.courses["english2"].discipline).objects.of(world.id).filter(
        pk=world.courses["english2"].discipline_id
    ).update(name=world.courses["english1"].discipline.name)
    host = world.lessons["english2"].pk
    assert settle(world, "english1", f"joint:{host.hex}").status_code == 302
    assert lesson_of(world, "english1").teacher_id == world.people["other_teacher"].pk
    answer = settle(world, "english2", "cancel")
    assert "Сначала снимите присоединение" in answer.content.decode()
    assert undo(world, "english1").status_code == 302


def test_who_is_free_is_offered_with_reasons(world):
    lesson = standings(world.id, Q(pk=world.lessons["now"].pk))[0]
    offers = offers_for(world.actor("dispatcher"), [lesson])[lesson.id]
    names = [offer.name for offer in offers.same]
    assert not any("Лосев" in name for name in names)  # he teaches at that hour
    assert names[0].endswith("Жукова-А")  # knows the group, and comes that day
    assert "знает группу" in offers.same[0].reasons


def test_an_absence_of_a_week_is_settled_in_one_go(world):
    client = world.client("dispatcher")
    fields = {
        "teacher": str(world.people["teacher"].pk),
        "since": "2026-11-24",
        "until": "2026-11-28",
        "cause": "illness",
    }
    made = client.post("/substitutions/absences/", fields)
    assert made.status_code == 302
    page = client.get(made.url).content.decode()
    names = ("now", "earlier", "future")
    ways = {f"way-{world.lessons[name].pk.hex}": same(world, "substitute") for name in names}
    assert all(name in page for name in ways)
    assert client.post(made.url, ways).status_code == 302
    assert "все занятия устроены" in client.get(made.url).content.decode()
    assert {lesson_of(world, name).teacher_id for name in names} == {world.people["substitute"].pk}
    sheet = world.client("teacher").get("/substitutions/").content.decode()
    assert "Вяткин" in sheet
    assert "больничный" in sheet
    assert "Вяткин" in world.client("deputy").get("/substitutions/month/").content.decode()
    file = world.client("deputy").get("/substitutions/month/?as=xlsx")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    file.close()


def test_a_teacher_asks_and_the_office_decides(world):
    client = world.client("teacher")
    fields = {
        "since": "2026-11-26", "until": "2026-11-26", "cause": "courses", "note": "",
        "suggested": str(world.people["substitute"].pk),
    }  # fmt: skip
    assert client.post("/substitutions/absences/mine/", fields).status_code == 302
    assert "уже записано" in client.post("/substitutions/absences/mine/", fields).content.decode()
    asked = TeacherAbsence.objects.of(world.id).get()
    office = world.client("dispatcher")
    assert office.post(f"/substitutions/absences/{asked.pk}/decide/", {"decision": "refuse"}).status_code == 400
    answer = office.post(f"/substitutions/absences/{asked.pk}/decide/", {"decision": "accept"})
    page = office.get(answer.url).content.decode()
    assert f'<option value="{same(world, "substitute")}" selected>' in page
    assert office.post(f"/substitutions/absences/{asked.pk}/decide/", {"decision": "accept"}).status_code == 403
    assert "принято" in client.get("/substitutions/absences/mine/").content.decode()
