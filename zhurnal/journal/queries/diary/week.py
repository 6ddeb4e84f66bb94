"""The diary of one week."""

from datetime import date, timedelta

from zhurnal.journal.queries.diary import lines, rows
from zhurnal.journal.queries.diary.shapes import Family, WeekPage
from zhurnal.kernel import together
from zhurnal.people.actor import PersonActor


def diary_week(actor: PersonActor, family: Family, day: date) -> WeekPage:
    """Monday to Saturday (Sunday too when it has lessons); four statements."""
    college, child = actor.college_id, family.child
    starts = day - timedelta(days=day.weekday())
    ends = starts + timedelta(days=6)
    opened = [one.id for one in family.children if not one.closed]
    wanted = rows.Wanted(starts, ends, actor.now)
    entries, told, lessons = together.ask(
        rows.entries_of_term(college, child.id, (starts, ends), opened, wanted),
        rows.excuses_of_family(college, opened),
        rows.lessons_between(college, child.id, starts, ends),
    )
    excuses = rows.excuse_rows(told)
    drawn = lines.lesson_lines(family, lessons, entries, lines.approved(excuses, child.id), actor.now.tzinfo)
    known = rows.tasks_of_courses(college, child.id, {row.course for row in lessons}, starts, ends)
    lines.set_tasks(lessons, drawn, known)
    week = [starts + timedelta(days=number) for number in range(7)]
    blocks = [lines.day_block(one, actor.today, lessons, drawn) for one in week]
    shown = [block for block in blocks if block.lessons or block.date.weekday() < 6]
    title = lines.week_title(starts, shown[-1].date)
    return WeekPage(family, title, shown, lines.waiting(family, entries, excuses, actor.today))
