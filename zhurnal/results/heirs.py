"""Which group of this year goes on for a group of an earlier one: a group is a row of one year, its students are the same people."""

from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group, Membership
from zhurnal.kernel.sql import fetch_all, table, uid, uuids


def heirs_of(college_id: UUID, day: date) -> dict[UUID, UUID]:
    """Group of an earlier year → the group in which most of its students are on the day; none of those that nobody goes on from.

    One statement.
    """
    rows = fetch_all(
        f"""
        SELECT w.group_id, n.group_id, COUNT(*)
          FROM {table(Membership)} n
          JOIN {table(Group)} g ON g.college_id = n.college_id AND g.id = n.group_id
          JOIN {table(AcademicYear)} y ON y.college_id = g.college_id AND y.id = g.year_id
          JOIN {table(Membership)} w ON w.college_id = n.college_id AND w.student_id = n.student_id
          JOIN {table(Group)} o ON o.college_id = w.college_id AND o.id = w.group_id
          JOIN {table(AcademicYear)} p ON p.college_id = o.college_id AND p.id = o.year_id
         WHERE n.college_id = %s AND n.entered <= %s AND (n."left" IS NULL OR n."left" > %s) AND p.starts < y.starts
         GROUP BY w.group_id, n.group_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), day, day],
    )
    found: dict[UUID, tuple[int, str, UUID]] = {}
    for old, new, number in rows:
        told = (int(number), uuids(new).hex, uuids(new))
        found[uuids(old)] = max(told, found.get(uuids(old), told))
    return {old: told[2] for old, told in found.items()}
