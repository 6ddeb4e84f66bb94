"""Lessons of a term: once and rightly; whatever is edited and generated, no entry is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import worlds
from zhurnal.academic_year.models import Bell
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.notifications.models import Notice
from zhurnal.opening.rules.bells import read_bells
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.models import Lesson, LessonChange, Slot
from zhurnal.timetable.queries.pattern_asks import clashes_told
from zhurnal.timetable.rules.lesson import State

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 28)


def slot(world, course="electro", teacher="teacher", **more):
    fields = {"weekday": 3, "pair": 1, "since": world.term.starts, "until": UNTIL, **more}
    return Slot.objects.create(
        college=world.college, course=world.courses[course], teacher=world.people[teacher], **fields
    )


def places(world):
    rows = Lesson.objects.of(world.id).filter(outer_key__startswith="slot:", state=State.PLANNED)
    return sorted(rows.values_list("date", "pair"))


def test_a_slot_becomes_the_lessons_of_the_days_to_come(world, frozen_time):
    slot(world)
    report = generate_lessons(world.actor("dispatcher"), world.term)
    wednesdays = [date(2026, 11, 25) + timedelta(weeks=n) for n in range(5)]
    assert (report.created, places(world)) == (5, [(day, 1) for day in wednesdays])
    lesson = Lesson.objects.of(world.id).get(date=wednesdays[0], pair=1)
    assert (lesson.starts, lesson.teacher_id, lesson.hours) == (worlds.PAIRS[1][0], world.people["teacher"].pk, 2)
    assert generate_lessons(world.actor("dispatcher"), world.term).touched == 0


def test_lessons_laid_by_hand_for_other_courses_are_compared_day_by_day(world, frozen_time):
    slot(world)
    day = date(2026, 12, 2)
    own = {"college": world.college, "term": world.term, "date": day, "pair": 1, "origin": "manual"}
    starts, ends = worlds.PAIRS[1]
    mine = Lesson.objects.create(
        **own, course=world.courses["history"], starts=starts, ends=ends, teacher=world.people["teacher"]
    )
    report = generate_lessons(world.actor("dispatcher"), world.term)
    assert [(met.date, met.pair, met.other, str(met.shared)) for met in report.met] == [(day, 1, mine.pk, "teacher")]
    [told] = clashes_told(world.actor("dispatcher"), report.met)
    assert told.why.startswith("В это время у преподавателя другое занятие: ТЭ-11, ")
    Lesson.objects.of(world.id).filter(pk=mine.pk).update(state=State.CANCELLED)
    assert generate_lessons(world.actor("dispatcher"), world.term).met == ()


def test_a_generation_is_told_once_to_each_whom_it_concerns(world, frozen_time, django_capture_on_commit_callbacks):
    slot(world)
    with django_capture_on_commit_callbacks(execute=True):
        generate_lessons(world.actor("dispatcher"), world.term)
    told = Notice.objects.of(world.id).values_list("person_id", "title")
    people = {
        name: world.people[name].pk for name in ("teacher", "student", "parent", "leader", "sister", "dispatcher")
    }
    heard = {name for name, pk in people.items() if pk in {person for person, _title in told}}
    assert heard == {"teacher", "student", "parent", "leader"}
    assert {title for _person, title in told} == {"Расписание изменилось с 25 ноября"}
    assert len(told) == len(set(told))


def test_a_pair_nought_rings_is_laid_and_shown(world, frozen_time):
    """«Нулевая пара» before the first one: in the bells, the pattern, the lessons, the board and the week."""
    rings, problems = read_bells("пн-сб; 1; ; 0; 7:40; 8:20")
    assert (problems, [ring.pair for ring in rings]) == ([], [0] * 6)
    Bell.objects.bulk_create(
        Bell(college=world.college, weekday=ring.weekday, shift=1, pair=0, starts=ring.starts, ends=ring.ends)
        for ring in rings
    )
    client, page = world.client("dispatcher"), world.courses["electro"]
    body = {
        "course": str(page.pk), "teacher": str(world.people["teacher"].pk), "weekday": "3", "pair": "0", "half": "0", "weeks": "every",
        "room": "", "since": str(world.term.starts), "until": str(UNTIL),
    }  # fmt: skip
    assert client.post(f"/pattern/new/?group={page.group_id.hex}", body).status_code == 302
    generate_lessons(world.actor("dispatcher"), world.term)
    lesson = Lesson.objects.of(world.id).filter(pair=0).order_by("date").first()
    assert (lesson.date, f"{lesson.starts:%H:%M}") == (date(2026, 11, 25), "07:40")
    board = client.get(f"/pattern/?group={page.group_id.hex}").content.decode()
    assert 'data-place="3-0"' in board
    assert 'data-place="1-0"' in board, "and offered on every day"
    week = client.get(f"/week/?by=group&whose={page.group_id.hex}&day=2026-11-25").content.decode()
    assert "7:40" in week
    teacher = world.client("teacher").get("/timetable/?day=2026-11-25").content.decode()
    assert "7:40" in teacher


def test_without_a_pair_nought_the_board_begins_with_the_first(world, frozen_time):
    slot(world)
    assert 'data-place="3-0"' not in world.client("dispatcher").get("/pattern/").content.decode()


def test_who_does_not_plan_generates_nothing(world, frozen_time):
    slot(world)
    with pytest.raises(Refused):
        generate_lessons(world.actor("teacher"), world.term)


def test_remote_lessons_sit_in_the_remote_room(world, frozen_time):
    slot(world, remote=True)
    generate_lessons(world.actor("dispatcher"), world.term)
    assert {
        row.room.name
        for row in Lesson.objects.of(world.id).filter(outer_key__startswith="slot:").select_related("room")
    } == {"Дистанционно"}


def write(world, lesson):
    """A teacher prepares a lesson: a topic."""
    command = Command(uuid4(), "topic", lesson.pk, 0, {"text": "Тема, записанная заранее", "programme_topic": None})
    assert record(world.actor("teacher"), world.courses["electro"], [command])[0][0].state == "saved"


def test_a_prepared_lesson_moves_with_a_trace_and_one_without_a_slot_is_asked_about(world, frozen_time):
    made, actor = slot(world), world.actor("dispatcher")
    generate_lessons(actor, world.term)
    lesson = Lesson.objects.of(world.id).get(date=date(2026, 12, 2), pair=1)
    write(world, lesson)
    Slot.objects.of(world.id).filter(pk=made.pk).update(weekday=5, pair=3)
    assert generate_lessons(actor, world.term).asks == ()
    lesson = Lesson.objects.of(world.id).get(pk=lesson.pk)
    assert (lesson.date, lesson.pair) == (date(2026, 12, 4), 3)
    assert Change.objects.of(world.id).filter(action="timetable.lesson.moved", target=lesson.pk.hex).count() == 1
    Slot.objects.of(world.id).filter(pk=made.pk).delete()
    report = generate_lessons(actor, world.term)
    assert ([pk for pk, _code in report.asks], places(world)) == ([lesson.pk], [(date(2026, 12, 4), 3)])
    assert list(audit.verify(world.id, [world.term.pk])) == []


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 6), st.integers(1, 3)),
        st.tuples(st.just("move"), st.integers(1, 6), st.integers(1, 3)),
        st.tuples(st.just("remove"), st.just(0), st.just(0)),
        st.tuples(st.just("write"), st.integers(0, 30), st.just(0)),
        st.tuples(st.just("generate"), st.just(0), st.just(0)),
    ),
    min_size=3,
    max_size=12,
)


@given(edits=EDITS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_is_edited_and_generated_no_entry_is_lost(world, frozen_time, edits):
    """The property of the issue: entries and topics only ever grow, and each stands on a lesson that exists and is planned."""
    actor = world.actor("dispatcher")
    Slot.objects.of(world.id).delete()
    for what, one, two in [*edits, ("generate", 0, 0)]:
        before = _written(world)
        slots = list(Slot.objects.of(world.id).order_by("pk"))
        if what == "add":
            slot(world, weekday=one, pair=two)
        elif what == "move" and slots:
            Slot.objects.of(world.id).filter(pk=slots[one % len(slots)].pk).update(weekday=one, pair=two)
        elif what == "remove" and slots:
            Slot.objects.of(world.id).filter(pk=slots[0].pk).delete()
        elif what == "write":
            _write_some(world, one)
        else:
            generate_lessons(actor, world.term)
        assert before <= _written(world)


def _write_some(world, number):
    rows = LessonRecord.objects.of(world.id).values("lesson_id")
    free = Lesson.objects.of(world.id).filter(outer_key__startswith="slot:", state=State.PLANNED).exclude(pk__in=rows)
    if found := list(free.order_by("date", "pair")):
        write(world, found[number % len(found)])


def _written(world):
    """(lesson, what) of everything written, as far as its lesson stands."""
    planned = Lesson.objects.of(world.id).filter(state=State.PLANNED).values("pk")
    topics = LessonRecord.objects.of(world.id).filter(lesson__in=planned).values_list("lesson_id", "topic")
    entries = Entry.objects.of(world.id).filter(lesson__in=planned).values_list("lesson_id", "value")
    return {*topics, *entries}


def test_a_lesson_moved_by_a_person_is_not_doubled_by_the_next_generation(world, frozen_time):
    slot(world)
    generate_lessons(world.actor("deputy"), world.term)
    before = Lesson.objects.of(world.id).filter(outer_key__startswith="slot:").count()
    lesson = Lesson.objects.of(world.id).filter(outer_key__startswith="slot:").order_by("date").last()
    early = world.term.starts  # a day that no generation looks at
    LessonChange.objects.create(
        college=world.college, lesson=lesson, kind="moved", cause="other", reason="перенос", was_date=lesson.date,
        was_pair=lesson.pair, was_starts=lesson.starts, was_ends=lesson.ends, made_at=timezone.now(),
    )  # fmt: skip
    Lesson.objects.of(world.id).filter(pk=lesson.pk).update(date=early, pair=7)
    slot(world, weekday=5, pair=2)
    generate_lessons(world.actor("deputy"), world.term)
    rows = Lesson.objects.of(world.id).filter(outer_key__startswith="slot:")
    assert not rows.filter(date=lesson.date, pair=lesson.pair).exists()
    assert rows.filter(outer_key=lesson.outer_key).count() == 1
    assert rows.filter(date__week_day=4).count() + 1 == before  # Wednesdays are as many as they were
