"""The diary of one day: what is new, the lessons, then the next day that has any, with its homework."""

from datetime import date, tzinfo
from uuid import UUID

from zhurnal.journal.queries.diary import lines, rows
from zhurnal.journal.queries.diary.shapes import (
    DayBlock,
    DayPage,
    Family,
    FreshCourse,
    LessonLine,
    MarkLine,
    MonthLine,
    TaskLine,
)
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import by_month
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.average import weighted_average
from zhurnal.kernel import together
from zhurnal.people.actor import PersonActor


def diary_day(actor: PersonActor, family: Family, day: date) -> DayPage:
    """Four statements, whatever the day holds."""
    college, child, zone = actor.college_id, family.child, actor.now.tzinfo
    opened = [one.id for one in family.children if not one.closed]
    wanted = rows.Wanted(day, day, actor.now.replace(hour=0, minute=0, second=0, microsecond=0))
    # The day's own term, today's for what is new, and the one of the absences that still wait for a cause.
    days = (day, actor.today, actor.today - lines.ASKED)
    entries, told, lessons = together.ask(
        rows.entries_of_term(college, child.id, days, opened, wanted),
        rows.excuses_of_family(college, opened),
        rows.lessons_of_day_and_next(college, child.id, day),
    )
    excuses = rows.excuse_rows(told)
    causes = lines.approved(excuses, child.id)
    drawn = lines.lesson_lines(family, lessons, entries, causes, zone)
    ahead = _ahead(actor, family, lessons, drawn, day)
    own = [entry for entry in entries if entry.student == child.id]
    today = day == actor.today
    fresh = _fresh(own, actor.today, zone) if today else []
    return DayPage(
        family=family,
        day=lines.day_block(day, actor.today, lessons, drawn),
        today=actor.today,
        fresh=[lines.mark_line(entry, entry.value, lines.called(entry, family), zone) for entry in fresh[:6]],
        fresh_courses=_fresh_courses(own, fresh, family, zone) if family.parent else [],
        ahead=ahead,
        absences=lines.absence_notes(child, own, excuses, actor.today, family) if today and family.tells else [],
        month=_month(own, causes, day),
        waiting=lines.waiting(family, entries, excuses, actor.today),
    )


def _ahead(
    actor: PersonActor, family: Family, lessons: list[rows.LessonOfDay], drawn: dict[UUID, LessonLine], day: date
) -> DayBlock | None:
    """The next day with lessons, and the tasks for it."""
    coming = [row for row in lessons if row.date > day]
    if not coming:
        return None
    following = coming[0].date
    known = rows.tasks_of_courses(
        actor.college_id, family.child.id, {row.course for row in coming}, following, following
    )
    lines.set_tasks(coming, drawn, known)
    for row in lessons:
        if row.date == day and row.homework and row.homework_due and row.homework_due > following:
            drawn[row.id].given = TaskLine(row.homework, on=row.homework_due)
    block = lines.day_block(following, actor.today, lessons, drawn)
    block.note = lines.lessons_count(block.lessons)
    return block


def _fresh(entries: list[rows.EntryRow], today: date, zone: tzinfo | None) -> list[rows.EntryRow]:
    """Marks written today, newest first."""
    found = [e for e in entries if e.slot and e.value and e.changed_at.astimezone(zone).date() == today]
    return sorted(found, key=lambda entry: entry.changed_at, reverse=True)


def _fresh_courses(
    entries: list[rows.EntryRow], fresh: list[rows.EntryRow], family: Family, zone: tzinfo | None
) -> list[FreshCourse]:
    """The new marks by discipline, and the average with and without them."""
    new = {(entry.lesson, entry.slot) for entry in fresh}
    found: dict[UUID, FreshCourse] = {}
    for entry in fresh:
        name = lines.called(entry, family)
        line: MarkLine = lines.mark_line(entry, entry.value, name, zone)
        if entry.course in found:
            found[entry.course].marks.insert(0, line)
            continue
        own = [e for e in entries if e.course == entry.course and e.slot]
        found[entry.course] = FreshCourse(
            name, line.at, [line], "",
            weighted_average((e.value, e.weight) for e in own),
            weighted_average((e.value, e.weight) for e in own if (e.lesson, e.slot) not in new),
        )  # fmt: skip
    for course in found.values():
        course.kinds = ", ".join(dict.fromkeys(mark.kind for mark in course.marks))
    return list(found.values())


def _month(entries: list[rows.EntryRow], causes: list[tuple[date, date, str]], day: date) -> MonthLine | None:
    """Missed hours of the day's month, if there are any."""
    month = day.replace(day=1)
    missed = by_month(
        (e.date, shown_sign(e.value, e.date, causes), e.hours)
        for e in entries
        if e.slot == 0 and signs.is_absence(e.value) and e.date.replace(day=1) == month
    )
    return lines.month_line(month, missed[month]) if month in missed else None
