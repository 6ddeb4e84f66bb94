"""Writes practice weeks and joined groups (C5.11, C5.12)."""

from collections import defaultdict
from datetime import date

from zhurnal.curriculum.models import PracticePeriod, Stream, StreamCourse
from zhurnal.curriculum.rules.practice import PracticeKind
from zhurnal.demo.load import Loaded
from zhurnal.demo.rows import DemoCollege


def load_joined(loaded: Loaded) -> None:
    """From the first to the last day of each group's practice; streams with their courses."""
    made, own = loaded.made, loaded.college
    loaded.add(
        PracticePeriod(
            college=own, group_id=loaded.id("group", group), discipline_id=loaded.id("discipline", discipline),
            kind=PracticeKind.EDUCATIONAL, starts=starts, ends=ends,
        )
        for group, discipline, starts, ends in practice_periods(made)
    )  # fmt: skip
    streams = [(row.name, Stream(college=own, term_id=loaded.id("term", 1), name=row.name)) for row in made.streams]
    loaded.keep("stream", streams)
    loaded.add(
        StreamCourse(college=own, stream_id=loaded.id("stream", row.name), course_id=loaded.id("course", course))
        for row in made.streams
        for course in row.courses
    )


def practice_periods(made: DemoCollege) -> list[tuple[str, str, date, date]]:
    """(group, discipline, first day, last day) of every practice for which a group leaves the timetable for whole weeks.

    A practice that has its pairs within the days of theory is a discipline like others and keeps nobody away.
    """
    practices = {row.key for row in made.disciplines if row.index.startswith(("УП", "ПП"))}
    courses = {row.key: row for row in made.courses}
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    others: dict[str, set[date]] = defaultdict(set)
    for lesson in made.lessons:
        row = courses[lesson.course]
        if row.discipline in practices:
            days[row.group, row.discipline].append(lesson.date)
        else:
            others[row.group].add(lesson.date)
    spans = [(group, discipline, min(found), max(found)) for (group, discipline), found in days.items()]
    return [span for span in spans if not any(span[2] <= day <= span[3] for day in others[span[0]])]
