"""Lessons of earlier days in which something is missing, each with the one step that mends it (1.7)."""

import datetime as dt

from zhurnal.journal.queries.day_shapes import Unfilled
from zhurnal.journal.queries.known_lessons import Known, earlier, known_lessons
from zhurnal.journal.queries.lesson_facts import is_unfilled
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.rules import gaps, locks, places
from zhurnal.journal.rules.squares import squares
from zhurnal.people.actor import PersonActor

_PLACES = {"roll": "roll_call"}  # a part of the lesson's page → the place that a permission names, where they differ


def load_unfilled(actor: PersonActor) -> tuple[Unfilled, ...]:
    """Those of this person's own lessons, the oldest last."""
    return unfilled_of(actor, known_lessons(actor, earlier(actor)))


def unfilled_of(actor: PersonActor, known: list[Known]) -> tuple[Unfilled, ...]:
    found = [_gap(actor, item) for item in known if is_unfilled(item.facts, actor.today)]
    return tuple(sorted(found, key=lambda item: (item.date, item.pair), reverse=True))


def _gap(actor: PersonActor, item: Known) -> Unfilled:
    head, row = item.head, item.row
    states = squares(item.facts, actor.today)
    missing = gaps.gap(item.facts, states, [work.short for work in row.works]) or gaps.Gap("", gaps.FILL, "")
    whole = places.open_until(row.openings, "")
    closed = _closed(actor, row, whole)
    part, until = ("", whole) if not closed else _opened_part(actor, row, gaps.missing_parts(states))
    until = until if until and until >= actor.now else None
    return Unfilled(
        id=head.id,
        date=row.date,
        pair=row.pair,
        group=head.group,
        brief=head.brief,
        code=head.code,
        subgroup=head.subgroup,
        states=states,
        words=missing.words,
        step=gaps.step_of(part) if part else missing.step,
        place=part or missing.place,
        closed_on=_closed_on(actor, row) if closed and not part else None,
        asked=head.asked if closed else "",
        open_until=until.astimezone(actor.now.tzinfo) if until else None,
        opened=gaps.name_of(part) if part else "",
    )


def _closed(actor: PersonActor, row: LessonRow, until: dt.datetime | None) -> bool:
    when = locks.LessonTime(row.date, row.cancelled, until, viewed_until=row.viewed_until)
    return locks.lesson_refusal(when, actor.now, actor.parameters) is not None


def _closed_on(actor: PersonActor, row: LessonRow) -> dt.date:
    """The day after the last on which it was written without a permission; a checker's look closes it before."""
    last = locks.last_day(row.date, actor.parameters)
    return min(last + dt.timedelta(days=1), actor.today) if last else actor.today


def _opened_part(actor: PersonActor, row: LessonRow, missing: tuple[str, ...]) -> tuple[str, dt.datetime | None]:
    """(the first missing part that a permission opens, until when) of a closed lesson; a remark opens only its own place."""
    columns = [places.cell(places.ANY, work.slot) for work in row.works]
    for part in missing:
        wanted = columns if part == "marks" else [_PLACES.get(part, part)]
        for place in wanted:
            until = places.open_until(row.openings, place)
            if not _closed(actor, row, until):
                return part, until
    return "", None
