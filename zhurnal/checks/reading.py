"""The statements behind ``gather``: one for each table, restricted to the pages that are checked."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol
from uuid import UUID

from zhurnal.academic_year.models import Holiday, Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import (
    CourseTeacher,
    Membership,
    PracticePeriod,
    ProgrammeTopic,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.kernel.sql import marks_for, table, uid
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.timetable.models import Lesson, Substitution, TeacherAbsence
from zhurnal.timetable.rules.ground import AbsenceState
from zhurnal.timetable.rules.lesson import Origin, State

BEFORE = timedelta(days=120)  # a practice may begin before the term in which it ends
CANCELLED, MANUAL = State.CANCELLED.value, Origin.MANUAL.value


class Checked(Protocol):
    """A page that is checked."""

    @property
    def group(self) -> UUID: ...
    @property
    def programme(self) -> UUID | None: ...
    @property
    def discipline(self) -> UUID: ...


def statements(
    college_id: UUID, courses: Sequence[UUID], pages: Sequence[Checked], term: Term, today: date
) -> dict[str, Statement]:
    """Name → statement. Shapes are told by ``gather``; ids and dates are as the database keeps them."""
    return {
        **_of_courses(uid(college_id), [uid(course) for course in courses], term),
        **_of_groups(uid(college_id), [uid(group) for group in sorted({page.group for page in pages})], pages, term),
        **_of_college(uid(college_id), term, today),
    }


def _of_courses(own: Any, wanted: list[Any], term: Term) -> dict[str, Statement]:
    places = marks_for(wanted)
    return {
        "lessons": Statement(
            f"""
            SELECT l.course_id, l.id, l.date, l.pair, l.hours, l.state, l.origin, l.substituted, l.teacher_id,
                   j.topic, j.homework, j.roll_called_at
              FROM {table(Lesson)} l
              LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
             WHERE l.college_id = %s AND l.term_id = %s AND l.course_id IN ({places})
             ORDER BY l.date, l.pair
            """,  # noqa: S608  (only names of our own tables and placeholders are put in)
            [own, uid(term.pk), *wanted],
        ),
        "works": Statement(
            f"""
            SELECT w.lesson_id, w.id, w.slot, k.name, w.title, k.marks_everyone, w.weight
              FROM {table(Work)} w JOIN {table(WorkKind)} k ON k.college_id = w.college_id AND k.id = w.kind_id
             WHERE w.college_id = %s AND w.course_id IN ({places}) AND NOT w.removed
            """,  # noqa: S608
            [own, *wanted],
        ),
        "entries": Statement(
            f"SELECT course_id, lesson_id, student_id, slot, value, corrected FROM {table(Entry)} "  # noqa: S608
            f"WHERE college_id = %s AND course_id IN ({places}) AND (value <> '' OR corrected > 0)",
            [own, *wanted],
        ),
        "leads": Statement(
            f"SELECT course_id, teacher_id, since, until FROM {table(CourseTeacher)} "  # noqa: S608
            f"WHERE college_id = %s AND course_id IN ({places})",
            [own, *wanted],
        ),
        "shown": Statement(
            f"""
            SELECT s.lesson_id FROM {table(Substitution)} s
              JOIN {table(Lesson)} l ON l.college_id = s.college_id AND l.id = s.lesson_id
             WHERE s.college_id = %s AND l.term_id = %s
            """,  # noqa: S608
            [own, uid(term.pk)],
        ),
    }


def _of_groups(own: Any, groups: list[Any], pages: Sequence[Checked], term: Term) -> dict[str, Statement]:
    places = marks_for(groups)
    programmes = [uid(one) for one in sorted({page.programme for page in pages if page.programme})]
    return {
        "members": Statement(
            f'SELECT group_id, student_id, entered, "left" FROM {table(Membership)} '  # noqa: S608
            f"WHERE college_id = %s AND group_id IN ({places})",
            [own, *groups],
        ),
        "parts": Statement(
            f"""
            SELECT m.subgroup_id, m.student_id, m.since, m.until FROM {table(SubgroupMembership)} m
              JOIN {table(Subgroup)} s ON s.college_id = m.college_id AND s.id = m.subgroup_id
             WHERE m.college_id = %s AND s.group_id IN ({places})
            """,  # noqa: S608
            [own, *groups],
        ),
        "practices": Statement(
            f"SELECT group_id, discipline_id, starts, ends, weekdays FROM {table(PracticePeriod)} "  # noqa: S608
            f"WHERE college_id = %s AND group_id IN ({places})",
            [own, *groups],
        ),
        "results": Statement(
            f"SELECT discipline_id, student_id, value, reason, level FROM {table(Result)} "  # noqa: S608
            f"WHERE college_id = %s AND term_id = %s AND level IN (%s, %s) AND value <> '' AND group_id IN ({places})",
            [own, uid(term.pk), Level.TERM.value, Level.PRACTICE.value, *groups],
        ),
        "pages": Statement(
            f"SELECT id, group_id, discipline_id, starts, ends, weekdays, hours_planned, hours_per_day, leader_id "  # noqa: S608
            f"FROM {table(PracticePage)} WHERE college_id = %s AND term_id = %s AND group_id IN ({places})",
            [own, uid(term.pk), *groups],
        ),
        "days": Statement(
            f"""
            SELECT d.page_id, d.date, MAX(d.hours) FROM {table(PracticeDay)} d
              JOIN {table(PracticePage)} p ON p.college_id = d.college_id AND p.id = d.page_id
             WHERE d.college_id = %s AND p.term_id = %s AND p.group_id IN ({places})
             GROUP BY d.page_id, d.date
            """,  # noqa: S608
            [own, uid(term.pk), *groups],
        ),
        "topics": Statement(
            f"SELECT programme_id, title FROM {table(ProgrammeTopic)} "  # noqa: S608
            f"WHERE college_id = %s AND programme_id IN ({marks_for(programmes)})",
            [own, *programmes],
        )
        if programmes
        else NOTHING,
    }


def _of_college(own: Any, term: Term, today: date) -> dict[str, Statement]:
    return {
        "absences": Statement(
            f"SELECT teacher_id, since, until, pair FROM {table(TeacherAbsence)} "  # noqa: S608
            "WHERE college_id = %s AND state = %s AND since <= %s AND until >= %s",
            [own, AbsenceState.KNOWN.value, today, term.starts],
        ),
        "holidays": Statement(
            f"SELECT date FROM {table(Holiday)} WHERE college_id = %s AND date >= %s AND date <= %s",  # noqa: S608
            [own, term.starts - BEFORE, term.ends],
        ),
    }
