"""What people did in the week against what a file says of it: named, asked about, and theirs unless told otherwise."""

import datetime as dt

import pytest

from tests.exchange.college import changes_of, timetable
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.queries.runs import load_preview
from zhurnal.exchange.rules.changes import What
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.models import Change as Told
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.actions.substitution_undo import undo_change
from zhurnal.timetable.models import LessonChange
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause, Ground
from zhurnal.timetable.signals import lessons_changed, timetable_rewritten

MONDAY, WEDNESDAY = 0, 2
BEFORE = "2026-11-15T12:00:00+03:00"  # the day before the first lesson
TWICE = [(0, MONDAY, 1), (1, MONDAY, 2)]
MOVED = [(0, 3, 4), (1, MONDAY, 2)]  # the same week with physics on Thursday
WEEK = dt.date(2026, 11, 23), dt.date(2026, 11, 29)
FILE, ILL = {"t.xml": timetable(TWICE)}, Ground(Cause.ILLNESS)


@pytest.fixture
def laid(desk, frozen_time):
    """A college with the file's timetable, on the day before it begins."""
    frozen_time.move_to(BEFORE)
    desk.load(Kind.TIMETABLE, FILE)
    return desk


def physics(desk, **more):
    rows = desk.rows("lesson").filter(course__discipline__name="Физика", date__range=WEEK, **more)
    return sorted((row.date.day, row.pair, row.state, row.origin) for row in rows)


def lesson_of(desk, name="Физика"):
    return desk.rows("lesson").get(course__discipline__name=name, date=WEEK[0])


def move(desk, lesson, day, pair):
    refusal = move_lesson(desk.office, lesson, Place(dt.date(2026, 11, day), pair), Ground(Cause.EVENT))
    assert refusal is None, str(refusal)


def asked(run):
    return [(change.pk, [ask.partition("|")[0] for ask in change.asks]) for change in changes_of(run, What.ASK)]


def test_a_lesson_that_the_office_moved_is_named_and_stays(laid):
    lesson = lesson_of(laid)
    move(laid, lesson, 25, 3)
    run = laid.load(Kind.TIMETABLE, FILE)
    assert asked(run) == [(lesson.pk.hex, ["keep", "take", "both"])]
    assert "В файле занятие 23.11, пара 1" in changes_of(run)[0].note
    assert physics(laid) == [(25, 3, "planned", "import")]


def test_the_files_word_may_hold(laid):
    lesson = lesson_of(laid)
    move(laid, lesson, 25, 3)
    before = laid.everything()
    run = laid.answer(Kind.TIMETABLE, FILE, "take")
    assert physics(laid) == [(23, 1, "planned", "import")]
    assert changes_of(laid.prepare(Kind.TIMETABLE, FILE)) == []
    laid.undo(run)
    assert laid.everything() == before


def test_both_may_stand_and_are_asked_about_once(laid):
    move(laid, lesson_of(laid), 25, 3)
    before = laid.everything()
    run = laid.answer(Kind.TIMETABLE, FILE, "both")
    assert physics(laid) == [(23, 1, "planned", "import"), (25, 3, "planned", "import")]
    assert changes_of(laid.prepare(Kind.TIMETABLE, FILE)) == []
    laid.undo(run)
    assert laid.everything() == before


@pytest.mark.parametrize("origin", ["timetable", "manual"])
@pytest.mark.parametrize(
    ("answer", "stands"), [("keep", [(25, 3)]), ("take", [(23, 1)]), ("both", [(23, 1), (25, 3)]), ("", [(25, 3)])]
)
def test_a_lesson_that_a_person_laid_is_not_doubled(laid, origin, answer, stands):
    lesson = lesson_of(laid)
    rows = laid.rows("lesson").filter(pk=lesson.pk)
    rows.update(origin=origin, outer_key="", date=dt.date(2026, 11, 25), pair=3)
    run = laid.prepare(Kind.TIMETABLE, FILE)
    assert asked(run) == [(lesson.pk.hex, ["keep", "take", "both"])]
    laid.answer(Kind.TIMETABLE, FILE, answer)
    assert [(day, pair) for day, pair, *_more in physics(laid)] == stands


def test_one_answer_holds_for_all_and_a_line_of_its_own_before_it(laid):
    first, second = lesson_of(laid), lesson_of(laid, "Химия")
    move(laid, first, 25, 3)
    move(laid, second, 26, 3)
    run = laid.prepare(Kind.TIMETABLE, FILE)
    assert load_preview(laid.actor, run).disputed == 2
    key = next(change.key for change in changes_of(run) if change.pk == second.pk.hex)
    apply_import(laid.actor, run, {"lesson:*": "take", f"lesson:{key}": "keep"})
    assert laid.rows("lesson").get(pk=first.pk).date == WEEK[0]
    assert laid.rows("lesson").get(pk=second.pk).date == dt.date(2026, 11, 26)


def test_a_lesson_with_entries_that_a_person_moved_cannot_be_taken(laid):
    lesson = lesson_of(laid)
    move(laid, lesson, 25, 3)
    LessonRecord.objects.create(college=laid.college, lesson=lesson, course_id=lesson.course_id, topic="Сила")
    run = laid.prepare(Kind.TIMETABLE, FILE)
    assert asked(run) == [(lesson.pk.hex, ["keep", "both"])]
    assert "есть записи" in changes_of(run)[0].note
    laid.answer(Kind.TIMETABLE, FILE, "take")
    assert physics(laid) == [(25, 3, "planned", "import")]


def test_a_week_in_which_a_person_cancelled_is_not_given_back_by_a_moved_timetable(laid):
    lesson = lesson_of(laid)
    arrange(laid.office, lesson, Way(WayKind.CANCEL), ILL)
    run = laid.load(Kind.TIMETABLE, {"t.xml": timetable(MOVED)})
    assert asked(run) == [(lesson.pk.hex, ["keep", "both"])]
    assert "отменено" in changes_of(run, What.ASK)[0].note
    assert physics(laid) == [(23, 1, "cancelled", "import")]


def test_a_substituted_lesson_and_the_one_it_put_off_stay(laid):
    lesson, other = lesson_of(laid), lesson_of(laid, "Химия")
    way = Way(WayKind.OTHER, other.course_id)
    assert arrange(laid.office, lesson, way, ILL) is None
    held = laid.rows("lesson").get(course_id=other.course_id, date=WEEK[0], pair=1)
    before = laid.everything()
    assert changes_of(laid.load(Kind.TIMETABLE, FILE)) == []
    assert laid.everything() == before
    # The file moves physics: the one that was put off is still owed, the one that went ahead is still held.
    run = laid.load(Kind.TIMETABLE, {"t.xml": timetable(MOVED)})
    assert asked(run) == [(lesson.pk.hex, ["keep", "both"])]
    assert "снято заменой" in changes_of(run, What.ASK)[0].note
    assert physics(laid) == [(23, 1, "cancelled", "import")]
    assert laid.rows("lesson").get(pk=held.pk).date == WEEK[0]


def test_a_move_by_a_file_leaves_the_trace_of_a_move_and_is_told(laid):
    heard = []

    def hear(sender, actor, news, **_more):
        heard.append(news)

    lessons_changed.connect(hear)
    timetable_rewritten.connect(hear)
    try:
        run = laid.load(Kind.TIMETABLE, {"t.xml": timetable(MOVED)})
    finally:
        lessons_changed.disconnect(hear)
        timetable_rewritten.disconnect(hear)
    changes = LessonChange.objects.of(laid.college.id)
    assert changes.count() == 4
    lesson = laid.rows("lesson").get(course__discipline__name="Физика", date=dt.date(2026, 11, 26))
    change = changes.get(lesson=lesson)
    assert (change.kind, change.was_date, change.was_pair, change.reason, change.by_file) == (
        "moved", WEEK[0], 1, "новое расписание", True,
    )  # fmt: skip
    [news] = heard  # nothing else changed, so nobody hears of a new timetable
    assert min((item.doing, item.was_date, item.was_pair, item.place) for item in news) == (
        "moved", dt.date(2026, 11, 16), 1, "19 ноября, 4\u00a0пара",
    )  # fmt: skip
    events = Told.objects.of(laid.college.id).filter(action="timetable.lesson.move", target=f"lesson:{lesson.pk.hex}")
    assert [(event.before["date"], event.after["date"]) for event in events] == [("2026-11-23", "2026-11-26")]
    # What only a file moved, the next file moves back, and it can all be taken back.
    back = laid.load(Kind.TIMETABLE, FILE)
    assert changes_of(back, What.ASK) == []
    assert physics(laid) == [(23, 1, "planned", "import")]
    laid.undo(back)
    laid.undo(run)
    assert physics(laid) == [(23, 1, "planned", "import")]
    assert not changes.exists()


def test_the_office_takes_a_move_by_a_file_back(laid):
    lesson = lesson_of(laid)
    laid.load(Kind.TIMETABLE, {"t.xml": timetable(MOVED)})
    assert undo_change(laid.office, laid.rows("lesson").get(pk=lesson.pk)) is None
    assert physics(laid) == [(23, 1, "planned", "import")]
    run = laid.load(Kind.TIMETABLE, {"t.xml": timetable(MOVED)})
    assert asked(run) == [(lesson.pk.hex, ["keep", "take", "both"])]
