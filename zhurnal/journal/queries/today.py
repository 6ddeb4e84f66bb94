"""The teacher's day: his lessons, what is missing in them and in earlier ones. At most ten statements with the session."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.models import Excuse
from zhurnal.journal.queries.day_shapes import (
    Day,
    DayLesson,
    NextDay,
    NextLesson,
    PreparedLesson,
    UnaskedGroup,
    WeekDay,
)
from zhurnal.journal.queries.known_lessons import READ, Known, earlier, known_lessons
from zhurnal.journal.queries.lesson_facts import in_subgroup, is_unfilled, square_of_day
from zhurnal.journal.queries.long_unasked import long_unasked
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.queries.topic_offers import programmes_of
from zhurnal.journal.queries.unfilled import unfilled_of
from zhurnal.journal.rules import gaps
from zhurnal.journal.rules.leader import instrumental
from zhurnal.journal.rules.phase import Phase, minutes_until, phase, step, waiting_words
from zhurnal.journal.rules.signs import RequestState
from zhurnal.journal.rules.squares import is_begun, is_complete, is_recorded, squares
from zhurnal.journal.rules.timetable import room_words, week_number
from zhurnal.kernel import policy
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson

AHEAD = 7  # days in which the next day with lessons is looked for


def load_day(actor: PersonActor, day: dt.date) -> Day:
    """The day of the lessons that this person records."""
    monday = day - dt.timedelta(days=day.weekday())
    shown = Q(date__gte=monday, date__lte=max(monday + dt.timedelta(days=6), day + dt.timedelta(days=AHEAD)))
    known = known_lessons(actor, shown | earlier(actor))
    of_day = [item for item in known if item.row.date == day]
    ahead = _next_day(known, day)
    offers = _offers(actor, [*of_day, *ahead])
    return Day(
        date=day,
        today=actor.today,
        previous=_step_day(day, -1, known),
        following=_step_day(day, 1, known),
        week_number=_week_of_term(known, monday),
        hours=sum(item.row.hours for item in of_day if item.held),
        week=_week(known, monday, day, actor),
        lessons=_lessons(actor, of_day, offers),
        next_day=_prepared(ahead, offers) if ahead else None,
        next_lesson=None if of_day else _next_lesson(actor, known, day),
        unfilled=unfilled_of(actor, known),
        unasked=_unasked(actor, known, of_day) if day == actor.today else (),
    )


# --- the lessons of the day ----------------------------------------------------------------------------------------


def _lessons(actor: PersonActor, items: list[Known], offers: dict[UUID, str]) -> tuple[DayLesson, ...]:
    phases = [_phase(item, actor.now) for item in items]
    if Phase.RUNNING not in phases and Phase.LATER in phases and items[0].row.date == actor.today:
        phases[phases.index(Phase.LATER)] = Phase.NEXT
    excused = _excused(actor, [item for item, kind in zip(items, phases, strict=True) if not item.facts.roll_called])
    leader = instrumental(actor.parameters.leader_word)
    found = [
        _lesson(actor, item, kind, offers.get(item.head.id, ""), _announced(excused.get(item.head.id, 0), leader))
        for item, kind in zip(items, phases, strict=True)
    ]
    main = next((place for place, lesson in enumerate(found) if lesson.phase == Phase.RUNNING), None)
    if main is None:  # what is recorded before its bell is no next step
        main = next((place for place, each in enumerate(found) if each.phase == Phase.NEXT and not each.complete), None)
    return tuple(replace(lesson, main=place == main) for place, lesson in enumerate(found))


def _phase(item: Known, now: dt.datetime) -> Phase:
    row = item.row
    return Phase.CANCELLED if row.cancelled else phase(row.date, row.starts, row.ends, now)


def _announced(count: int, leader: str) -> str:
    return f"{count} уже {'отмечен' if count == 1 else 'отмечены'} {leader}" if count else ""


def _lesson(actor: PersonActor, item: Known, kind: Phase, offered: str, announced: str) -> DayLesson:
    head, row, facts = item.head, item.row, item.facts
    states = squares(facts, actor.today)
    complete, recorded = is_complete(states), is_recorded(states)
    missing = gaps.gap(facts, states, [work.short for work in row.works]) if kind is Phase.PAST else None
    ahead = kind in (Phase.NEXT, Phase.LATER) and not recorded
    return DayLesson(
        id=head.id,
        course_id=head.course_id,
        starts=row.starts,
        ends=row.ends,
        group=head.group,
        title=head.title,
        brief=head.brief,
        subgroup=head.subgroup,
        listed=facts.expected if head.subgroup else 0,
        room=room_words(row.room),
        topic=row.topic or offered,
        instead_of=head.instead_of,
        reason=head.reason,
        phase=kind,
        complete=complete,
        recorded=recorded,
        states=states,
        parts=tuple(
            gaps.parts(
                facts,
                states,
                planned=row.programme_topic is not None,
                offered=bool(offered),
                ahead=ahead,
                excused=announced,
            )
        ),
        step=missing.step if missing else step(kind, begun=is_begun(states), complete=complete, recorded=recorded),
        place=missing.place if missing else "",
        note=_note(actor, row, kind),
        main=False,
    )


def _note(actor: PersonActor, row: LessonRow, kind: Phase) -> str:
    if kind is Phase.RUNNING:
        return f"идёт, осталось {minutes_until(row.date, row.ends, actor.now)} мин"
    if kind is Phase.NEXT:
        return waiting_words(minutes_until(row.date, row.starts, actor.now))
    return ""


def _excused(actor: PersonActor, items: list[Known]) -> dict[UUID, int]:
    """lesson → how many of its list are covered by a document that day. One statement."""
    if not items:
        return {}
    own, wanted = uid(actor.college_id), [uid(item.head.id) for item in items]
    rows = fetch_all(
        f"""
        SELECT l.id, COUNT(DISTINCT m.student_id)
          FROM {table(Lesson)} l
          JOIN {table(Course)} c ON c.college_id = l.college_id AND c.id = l.course_id
          JOIN {table(Membership)} m ON m.college_id = c.college_id AND m.group_id = c.group_id
           AND m.entered <= l.date AND (m."left" IS NULL OR m."left" > l.date)
          JOIN {table(Excuse)} x ON x.college_id = m.college_id AND x.student_id = m.student_id
           AND x.since <= l.date AND x.until >= l.date AND x.state = %s
         WHERE l.college_id = %s AND l.id IN ({marks_for(wanted)})
           AND (c.subgroup_id IS NULL OR {in_subgroup()})
         GROUP BY l.id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [RequestState.APPROVED, own, *wanted],
    )
    return {uuids(lesson): count for lesson, count in rows}


# --- topics that come next, and the next day -----------------------------------------------------------------------


def _offers(actor: PersonActor, items: list[Known]) -> dict[UUID, str]:
    """lesson → the topic offered, for those without one: next of the programme, in order of lessons."""
    bare = [item for item in items if item.held and not item.row.topic]
    programmes = programmes_of(actor.college_id, [item.head.course_id for item in bare])
    return {
        item.head.id: programmes[item.head.course_id].offer(item.row.date, item.row.pair)
        for item in bare
        if item.head.course_id in programmes
    }


def _next_day(known: list[Known], day: dt.date) -> list[Known]:
    later = [item for item in known if item.held and day < item.row.date <= day + dt.timedelta(days=AHEAD)]
    return [item for item in later if item.row.date == later[0].row.date]


def _prepared(items: list[Known], offers: dict[UUID, str]) -> NextDay:
    lessons = []
    for item in items:
        head, offered = item.head, offers.get(item.head.id, "")
        state = "тема записана" if item.row.topic else "тема из плана" if offered else "без темы"
        lessons.append(
            PreparedLesson(head.id, item.row.starts, head.group, head.brief, item.row.topic or offered, state)
        )
    return NextDay(items[0].row.date, tuple(lessons), sum(item.row.hours for item in items))


def _next_lesson(actor: PersonActor, known: list[Known], day: dt.date) -> NextLesson | None:
    """The nearest lesson after the day; asks the database only when there is none within a week."""
    near = _next_day(known, day)
    if near:
        head, row = near[0].head, near[0].row
        return NextLesson(head.id, row.date, row.starts, head.group, head.brief)
    rows = policy.visible(actor, READ).filter(date__gt=day, state="planned").order_by("date", "pair")
    columns = ("pk", "date", "starts", "course__group__name", "course__discipline__short_name")
    found = rows.values_list(*columns).first()
    return NextLesson(*found) if found else None


# --- the week ------------------------------------------------------------------------------------------------------


def _week(known: list[Known], monday: dt.date, current: dt.date, actor: PersonActor) -> tuple[WeekDay, ...]:
    by_day: dict[dt.date, list[tuple[int, int]]] = defaultdict(list)
    for item in known:
        by_day[item.row.date].append((int(square_of_day(item.facts, actor.today)), _days_late(item, actor)))
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    if not by_day[days[6]] and current != days[6]:
        days.pop()
    return tuple(WeekDay(day, tuple(by_day[day]), day == current) for day in days)


def _days_late(item: Known, actor: PersonActor) -> int:
    """How many days after the lesson its record was begun; 0 when in time or still missing."""
    recorded = item.head.recorded_at
    if recorded is None or is_unfilled(item.facts, actor.today) or item.row.cancelled:
        return 0
    return max((recorded.astimezone(actor.now.tzinfo).date() - item.row.date).days, 0)


def _step_day(day: dt.date, by: int, known: list[Known]) -> dt.date:
    """The day before or after; an empty Sunday is passed over."""
    found = day + dt.timedelta(days=by)
    sunday = found.weekday() == 6 and not any(item.row.date == found for item in known)
    return found + dt.timedelta(days=by) if sunday else found


def _week_of_term(known: list[Known], monday: dt.date) -> int:
    """Which week of the term it is; 0 when no lesson of the week tells the term."""
    week = (item for item in known if monday <= item.row.date < monday + dt.timedelta(days=7))
    first = next(week, None)
    return week_number(monday, first.head.term_starts) if first else 0


def _unasked(actor: PersonActor, known: list[Known], of_day: list[Known]) -> tuple[UnaskedGroup, ...]:
    """For each course of the day, those without a mark for five lessons and more. One statement."""
    held: dict[UUID, list[dt.date]] = {item.head.course_id: [] for item in of_day if item.held}
    for item in known:
        if item.held and item.row.date < actor.today and item.head.course_id in held:
            held[item.head.course_id].append(item.row.date)
    if not any(held.values()):
        return ()
    found = long_unasked(actor.college_id, held, actor.today)
    names = {item.head.course_id: item.head.group for item in of_day}
    return tuple(
        UnaskedGroup(names[course], course, tuple(found[course][0]), found[course][1])
        for course in held
        if course in found
    )
