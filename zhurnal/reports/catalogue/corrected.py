"""What the forms of hours say under themselves of corrections by order (A5.9)."""

from collections.abc import Iterable
from datetime import date

from zhurnal.curriculum.rules.corrections import signed
from zhurnal.oversight.corrected import Corrected, corrections_given, corrections_of
from zhurnal.oversight.queries.teaching import Scope, courses_between, leaders, teacher_names
from zhurnal.people.actor import PersonActor


def given_notes(actor: PersonActor, since: date, until: date, day: date) -> tuple[str, ...]:
    """Of hours given from the first to the last day, in force on the day, in the reader's scope."""
    return _told(actor, (since, until), corrections_given(actor.college_id, since, min(until, day)))


def year_notes(actor: PersonActor, since: date, until: date, day: date) -> tuple[str, ...]:
    """Of plans and of given hours of the year, in force on the day."""
    courses = courses_between(actor.college_id, since, until)
    return _told(actor, (since, until), corrections_of(actor.college_id, courses, min(until, day)))


def _told(actor: PersonActor, days: tuple[date, date], rows: Iterable[Corrected]) -> tuple[str, ...]:
    rows = list(rows)
    if not rows:
        return ()
    courses, scope = courses_between(actor.college_id, *days), Scope(actor)
    led = {pair for pair in leaders(actor.college_id, courses, min(actor.today, days[1])) if pair[1] == scope.own}
    names = teacher_names(actor.college_id, {row.teacher for row in rows if row.teacher})
    found = []
    for row in rows:
        course = courses[row.course]
        if row.teacher is not None:
            shown, whose = (
                scope.holds(row.teacher, course.group),
                f"{names.get(row.teacher, '')}, за {row.day:%d.%m.%Y}",
            )
        else:
            shown = scope.whole or course.group in scope.groups or (row.course, scope.own) in led
            whose = "план"
        if shown:
            found.append(f"Поправка {signed(row.hours)}: {course.group_name}, {course.title}, {whose}; {row.ground}.")
    return tuple(found)
