"""What a generation makes, moves, takes away and asks."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from zhurnal.timetable.rules.generation import Standing, Wanted, plan_generation

A, B = UUID(int=1), UUID(int=2)
COURSE, GROUP, TEACHER, OTHER = (UUID(int=n) for n in (11, 12, 13, 14))
WANT = Wanted(A, COURSE, GROUP, date(2026, 9, 7), 1, time(8), time(9), TEACHER, None, 2)


def made(want, number=100, **more):
    row = Standing(
        UUID(int=number), want.course, want.date, want.pair, want.starts, want.ends, want.teacher, want.room, want.hours,
        want.key, ours=True, cancelled=False,
    )  # fmt: skip
    return replace(row, **more)


def counts(plan):
    return {name: len(getattr(plan, name)) for name in ("create", "change", "move", "delete", "cancel", "ask")}


def none_but(**some):
    return {**dict.fromkeys(("create", "change", "move", "delete", "cancel", "ask"), 0), **some}


def test_a_new_place_becomes_a_lesson_and_the_second_time_nothing_happens():
    assert counts(plan_generation([WANT], [])) == none_but(create=1)
    again = plan_generation([WANT], [made(WANT)])
    assert (counts(again), again.kept) == (none_but(), 1)


def test_an_empty_lesson_moves_within_its_week_and_keeps_its_id():
    moved = replace(WANT, date=date(2026, 9, 9), pair=3)
    assert counts(plan_generation([moved], [made(WANT)])) == none_but(move=1)
    assert counts(plan_generation([replace(moved, date=date(2026, 9, 14))], [made(WANT)])) == none_but(
        create=1, delete=1
    )


def test_a_held_lesson_is_never_touched_but_put_to_a_human():
    moved = replace(WANT, pair=3)
    assert counts(plan_generation([moved], [made(WANT, burden=2)])) == none_but(create=1, ask=1)
    assert counts(plan_generation([], [made(WANT, burden=2)])) == none_but(ask=1)
    assert counts(plan_generation([replace(WANT, teacher=OTHER)], [made(WANT, burden=1)])) == none_but(ask=1)


def test_a_prepared_lesson_follows_its_own_slot_only():
    assert counts(plan_generation([replace(WANT, pair=3)], [made(WANT, burden=1)])) == none_but(move=1)
    assert counts(plan_generation([replace(WANT, slot=B, pair=3)], [made(WANT, burden=1)])) == none_but(create=1, ask=1)
    other = replace(WANT, pair=3, teacher=OTHER)
    assert counts(plan_generation([other], [made(WANT, burden=1)])) == none_but(create=1, ask=1)


def test_what_a_person_or_a_file_placed_stays():
    assert counts(plan_generation([replace(WANT, teacher=OTHER)], [made(WANT, ours=False)])) == none_but()
    assert counts(plan_generation([], [made(WANT, ours=False)])) == none_but()
    assert counts(plan_generation([WANT], [made(WANT, cancelled=True)])) == none_but()


def test_what_rows_name_is_cancelled_not_deleted_and_may_come_back():
    assert counts(plan_generation([], [made(WANT, traced=True)])) == none_but(cancel=1)
    cancelled = made(WANT, cancelled=True, key=f"{WANT.key}~")
    assert counts(plan_generation([WANT], [cancelled])) == none_but(change=1)


def test_what_a_person_moved_is_not_made_a_second_time_at_its_old_place():
    moved = made(WANT, date=date(2026, 9, 8), pair=3, ours=False)
    told = plan_generation([WANT], [moved])
    assert (counts(told), told.kept) == (none_but(), 1)
    earlier = replace(moved, date=date(2026, 9, 4))
    assert counts(plan_generation([WANT], [earlier])) == none_but()
    cancelled = replace(moved, cancelled=True)
    assert counts(plan_generation([WANT], [cancelled])) == none_but()
    next_week = replace(WANT, date=date(2026, 9, 14))
    assert counts(plan_generation([WANT, next_week], [moved])) == none_but(create=1)


def test_what_a_person_moved_answers_for_its_slot_though_that_was_laid_to_another_day():
    moved = made(WANT, date=date(2026, 9, 8), pair=3, ours=False)
    relaid = replace(WANT, date=date(2026, 9, 9))
    assert counts(plan_generation([relaid], [moved])) == none_but()
    assert counts(plan_generation([replace(relaid, slot=B)], [moved])) == none_but(create=1)
    assert counts(plan_generation([relaid], [replace(moved, cancelled=True)])) == none_but(create=1)
