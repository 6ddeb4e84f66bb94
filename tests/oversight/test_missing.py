"""Why hours will be missing (A5.8): every cause by name, of whatever day, and their sum is the gap."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given as told
from hypothesis import strategies as st

from tests import worlds
from tests.worlds import SEPTEMBER, TODAY
from zhurnal.academic_year.models import Holiday
from zhurnal.curriculum.models import Course, CourseTeacher, PracticePeriod
from zhurnal.oversight.queries.hours import load_group
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.missing import BY_TIMETABLE, Missing, causes, reasons
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.models import Lesson, MovedDay, Slot
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause, Ground
from zhurnal.timetable.rules.lesson import Origin, State

FIRST_OF_SEPTEMBER = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
BRIDGES = [date(2026, 11, 3), date(2026, 11, 4), date(2026, 12, 7), date(2026, 12, 14)]


@pytest.mark.parametrize(
    ("hours", "missing", "words"),
    [
        (Hours(36, 20, ahead=16), Missing(), ""),
        (Hours(36, 20, ahead=16), Missing(holidays=4), ""),  # nothing is missing, so nothing is explained
        (Hours(36, 20, ahead=12, lost=4), Missing(cancelled={Cause.QUARANTINE: 4}), "отменено: карантин 4\u00a0ч"),
        (
            Hours(36, 20, ahead=10),
            Missing(holidays=2, displaced=2),
            "праздники 2\u00a0ч, вместо неё дали другую дисциплину 2\u00a0ч, не стоит в расписании 2\u00a0ч",
        ),
        (
            Hours(36, 20, ahead=14, away=2),
            Missing(practice=2, cancelled={Cause.OTHER: 2, BY_TIMETABLE: 2}),
            "практика 4\u00a0ч, отменено 2\u00a0ч, отменено: новым расписанием 2\u00a0ч, в расписании был запас −6\u00a0ч",
        ),
        (Hours(36, 20, ahead=14), Missing(), "не стоит в расписании 2\u00a0ч"),
    ],
)
def test_why_hours_are_missing(hours, missing, words):
    assert causes(hours, missing) == words


SOME = st.integers(0, 60)


@told(
    st.builds(Hours, SOME, SOME, SOME, SOME, SOME, SOME),
    st.builds(Missing, SOME, SOME, SOME, st.dictionaries(st.sampled_from([*Cause, BY_TIMETABLE]), SOME)),
)
def test_the_causes_sum_to_the_gap(hours, missing):
    found = reasons(hours, missing)
    assert sum(number for _words, number in found) == hours.gap
    assert all(number for _words, number in found)
    assert bool(found) == bool(hours.gap)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    Lesson.objects.of(found.id).filter(course=found.courses["history"].pk).delete()
    return found


def line(world, actor="deputy", now=None):
    page = load_group(world.actor(actor, now), world.groups["ТЭ-11"])
    return next(line for line in page.lines if line.course == world.courses["history"].pk)


def named(row):
    return dict(reasons(row.hours, row.missing))


def planned(world, hours):
    Course.objects.of(world.id).filter(pk=world.courses["history"].pk).update(hours_planned=hours)


def slot(world, weekday, pair, **more):
    fields = {"since": world.term.starts, "until": world.term.ends, **more}
    return Slot.objects.create(
        college=world.college, course=world.courses["history"], teacher=world.people["other_teacher"], weekday=weekday,
        pair=pair, **fields,
    )  # fmt: skip


def generate(world):
    return generate_lessons(world.actor("dispatcher", FIRST_OF_SEPTEMBER), world.term)


def test_what_is_cancelled_from_today_on_is_named_too(world):
    """The part ``lost`` knows past days only; the forecast must know why the lessons to come will not be."""
    slot(world, 3, 1)  # Wednesdays
    generate(world)
    rows = Lesson.objects.of(world.id).filter(course=world.courses["history"].pk, date__gt=TODAY).order_by("date")
    planned(world, 2 * Lesson.objects.of(world.id).filter(course=world.courses["history"].pk).count())
    assert named(line(world)) == {}
    ground = Ground(Cause.QUARANTINE)
    assert arrange(world.actor("dispatcher"), rows[1], Way(WayKind.CANCEL), ground) is None
    assert line(world).causes == "отменено: карантин 2\u00a0ч"
    assert line(world).hours.lost == 0


def test_holidays_practice_and_what_is_not_laid_are_told_apart(world):
    slot(world, 3, 1)
    Holiday.objects.create(college=world.college, date=date(2026, 11, 4), name="День народного единства")
    PracticePeriod.objects.create(
        college=world.college, group=world.groups["ТЭ-11"], starts=date(2026, 12, 7), ends=date(2026, 12, 20)
    )
    generate(world)
    laid = Lesson.objects.of(world.id).filter(course=world.courses["history"].pk).count()
    planned(world, 2 * laid + 10)
    assert named(line(world)) == {"праздники": 2, "практика": 4, "не стоит в расписании": 4}
    planned(world, 2 * laid + 2)
    assert named(line(world)) == {"праздники": 2, "практика": 4, "в расписании был запас": -4}


def test_a_lesson_moved_off_a_day_off_is_not_missing(world):
    row = slot(world, 3, 1)
    generate(world)
    lesson = Lesson.objects.of(world.id).get(course=world.courses["history"].pk, date=date(2026, 12, 2))
    planned(world, 2 * Lesson.objects.of(world.id).filter(course=world.courses["history"].pk).count())
    assert move_lesson(world.actor("dispatcher"), lesson, Place(date(2026, 12, 3), 1), Ground(Cause.EVENT)) is None
    Holiday.objects.create(college=world.college, date=date(2026, 12, 2), name="День колледжа")
    assert (named(line(world)), row.weekday) == ({}, 3)
    planned(world, line(world).hours.plan + 2)
    assert named(line(world)) == {"не стоит в расписании": 2}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_causes_sum_to_the_gap(world, seed):
    """The rest is what the pattern, taken without holidays and practice, has no place for: counted here another way."""
    dice = Random(seed)
    slots = [slot(world, weekday, pair) for weekday in (1, 3, 6) for pair in (1, 2) if dice.random() < 0.7]
    early, late = dice.sample(BRIDGES, 2), dice.sample(BRIDGES, 2)
    for day in early:
        Holiday.objects.create(college=world.college, date=day, name="Выходной")
    if dice.random() < 0.5:
        MovedDay.objects.create(college=world.college, date=date(2026, 11, 7), weekday=1)
    if dice.random() < 0.5:
        _practice(world, dice)
    generate(world)
    rows = list(Lesson.objects.of(world.id).filter(course=world.courses["history"].pk).order_by("date", "pair"))
    other = _another_course(world)
    for lesson in dice.sample(rows, min(len(rows), 6)):
        way = dice.choice([Way(WayKind.CANCEL), Way(WayKind.CANCEL), Way(WayKind.OTHER, other)])
        now = datetime.combine(lesson.date, datetime.min.time(), tzinfo=UTC) + timedelta(hours=3)
        arrange(world.actor("dispatcher", now), lesson, way, Ground(dice.choice(list(Cause)), "слово"))
    for day in set(late) - set(early):  # known only when the lessons were laid already
        Holiday.objects.create(college=world.college, date=day, name="Ещё выходной")
    if dice.random() < 0.5:
        _practice(world, dice)
    if dice.random() < 0.5:
        generate(world)
    _by_hand(world, dice)
    planned(world, dice.randint(20, 140))
    for now in (None, FIRST_OF_SEPTEMBER, datetime(2026, 12, 28, 20, 0, tzinfo=UTC)):
        row = line(world, now=now)
        found = named(row)
        assert sum(found.values()) == row.hours.gap
        if row.hours.gap:
            rest = found.get("не стоит в расписании", 0) + found.get("в расписании был запас", 0)
            assert rest == row.hours.plan - _room(world, slots)


def _practice(world, dice):
    starts = SEPTEMBER + timedelta(days=dice.randint(10, 100))
    PracticePeriod.objects.create(
        college=world.college, group=world.groups["ТЭ-11"], starts=starts, ends=starts + timedelta(days=dice.randint(2, 9)),
        weekdays=dice.choice(["1234567", "13"]),
    )  # fmt: skip


def _another_course(world):
    page = world.courses["module"]
    made = Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=world.groups["ТЭ-11"],
        discipline_id=page.discipline_id, hours_planned=0, kind=page.kind,
    )  # fmt: skip
    CourseTeacher.objects.create(college=world.college, course=made, teacher=world.people["teacher"], since=SEPTEMBER)
    return made.pk


def _by_hand(world, dice):
    """A lesson that the pattern does not know, on a day that may be off."""
    day = dice.choice([date(2026, 11, 4), date(2026, 11, 5), date(2026, 12, 7)])
    starts, ends = worlds.PAIRS[3]
    Lesson.objects.create(
        college=world.college, course=world.courses["history"], term=world.term, date=day, pair=3, starts=starts, ends=ends,
        teacher=world.people["other_teacher"], origin=Origin.MANUAL,
    )  # fmt: skip


def _room(world, slots):
    """Hours of the pattern as if there were neither holidays nor practice, and of what was laid by hand."""
    moved = dict(MovedDay.objects.of(world.id).values_list("date", "weekday"))
    places = set()
    day = world.term.starts
    while day <= world.term.ends:
        for row in slots:
            if moved.get(day, day.isoweekday()) == row.weekday:
                places.add((day, row.pair))
        day += timedelta(days=1)
    places |= set(
        Lesson.objects.of(world.id)
        .filter(course=world.courses["history"].pk, state__in=[State.PLANNED, State.CANCELLED])
        .values_list("date", "pair")
    )
    return 2 * len(places)
