"""Marks and absences of the term, by discipline and by month; averages of nobody else."""

from datetime import tzinfo
from uuid import UUID

from zhurnal.journal.queries.diary import lines, rows
from zhurnal.journal.queries.diary.shapes import CourseMarks, Family, MarksPage
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import Missed, by_month
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.average import weighted_average
from zhurnal.kernel import together
from zhurnal.people.actor import PersonActor

POINTS = 8  # of the trend line


def diary_marks(actor: PersonActor, family: Family) -> MarksPage:
    """Four statements for any number of marks."""
    college, child, today = actor.college_id, family.child, actor.today
    opened = [one.id for one in family.children if not one.closed]
    term = rows.term_of(college, today)
    entries, told, courses = together.ask(
        rows.entries_of_term(college, child.id, (today,), opened),
        rows.excuses_of_family(college, opened),
        rows.courses_of_term(college, child.id, today),
    )
    excuses, names = rows.excuse_rows(told), dict(courses)
    causes = lines.approved(excuses, child.id)
    own = [entry for entry in entries if entry.student == child.id]
    missed = [(e.date, shown_sign(e.value, e.date, causes), e.hours) for e in own if e.slot == 0]
    by_course: dict[UUID, list[rows.EntryRow]] = {course: [] for course in names}
    for entry in own:
        names.setdefault(entry.course, entry.name)
        by_course.setdefault(entry.course, []).append(entry)
    total = Missed()
    for _day, sign, hours in missed:
        if signs.is_absence(sign):
            total.add(sign, hours)
    return MarksPage(
        family=family,
        term=f"{term[0]} семестр {term[1]}" if term else "",
        ends=term[3] if term else None,
        courses=[
            _course(names[course], by_course[course], actor.now.tzinfo)
            for course in sorted(by_course, key=lambda course: names[course])
        ],
        months=[lines.month_line(month, hours) for month, hours in by_month(missed).items()],
        total=total,
        waiting=lines.waiting(family, entries, excuses, actor.today),
    )


def _course(name: str, entries: list[rows.EntryRow], zone: tzinfo | None) -> CourseMarks:
    """One discipline: the average after each mark makes the trend."""
    marks = [entry for entry in entries if entry.slot]
    counted = [(entry.value, entry.weight) for entry in marks]
    first = max(len(counted) - POINTS, 0)
    averages = [weighted_average(counted[: number + 1]) for number in range(first, len(counted))]
    return CourseMarks(
        name=name,
        average=averages[-1] if averages else None,
        points=[average / 100 for average in averages if average is not None],
        marks=[lines.mark_line(entry, entry.value, "", zone) for entry in reversed(marks)],
    )
