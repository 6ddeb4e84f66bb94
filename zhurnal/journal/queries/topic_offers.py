"""The topics that come next in the work programmes of some courses. One statement."""

from collections.abc import Iterable
from uuid import UUID

from zhurnal.curriculum.models import Course, ProgrammeTopic
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids


def topic_offers(college_id: UUID, courses: Iterable[UUID]) -> dict[UUID, list[str]]:
    """course → titles of its programme after the last one used, in order (A5.13)."""
    own, wanted = uid(college_id), [uid(course) for course in dict.fromkeys(courses)]
    if not wanted:
        return {}
    rows = fetch_all(
        f"""
        SELECT c.id, t.title
          FROM {table(Course)} c
          JOIN {table(ProgrammeTopic)} t ON t.college_id = c.college_id AND t.programme_id = c.programme_id
         WHERE c.college_id = %s AND c.id IN ({marks_for(wanted)})
           AND t.number > COALESCE((
                SELECT MAX(u.number) FROM {table(LessonRecord)} j
                  JOIN {table(ProgrammeTopic)} u ON u.college_id = j.college_id AND u.id = j.programme_topic_id
                 WHERE j.college_id = c.college_id AND j.course_id = c.id), 0)
         ORDER BY c.id, t.number
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [own, *wanted],
    )
    found: dict[UUID, list[str]] = {}
    for course, title in rows:
        found.setdefault(uuids(course), []).append(title)
    return found
