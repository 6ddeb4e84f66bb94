"""Lessons of earlier days in which something is missing, each with the one step that mends it (1.7)."""

import datetime as dt

from zhurnal.journal.queries.day_shapes import Unfilled
from zhurnal.journal.queries.known_lessons import Known, earlier, known_lessons
from zhurnal.journal.queries.lesson_facts import is_unfilled
from zhurnal.journal.rules import gaps, locks, places
from zhurnal.journal.rules.squares import squares
from zhurnal.people.actor import PersonActor


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
    open_until = places.open_until(row.openings, "")
    opened = locks.LessonTime(row.date, row.cancelled, open_until, viewed_until=row.viewed_until)
    closed = locks.lesson_refusal(opened, actor.now, actor.parameters.grace_days) is not None
    until = open_until if open_until and open_until >= actor.now and not closed else None
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
        step=missing.step,
        place=missing.place,
        closed_on=row.date + dt.timedelta(days=actor.parameters.grace_days + 1) if closed else None,
        asked=head.asked if closed else "",
        open_until=until.astimezone(actor.now.tzinfo) if until else None,
    )
