"""The tables of the steps as they stand in the database now: what a person sees, edits and sends back."""

from collections import defaultdict
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Bell, Holiday
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Group,
    GroupLeader,
    PracticePeriod,
    Stream,
    StreamCourse,
    Subgroup,
)
from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, PracticeKind
from zhurnal.opening.rules.bells import Ring, bells_text
from zhurnal.opening.rules.holidays import WORKS, DayOff, holidays_text
from zhurnal.opening.rules.tables import say_weekdays
from zhurnal.timetable.models import MovedDay


def rings(college_id: UUID) -> dict[Ring, Bell]:
    """The bells of the college."""
    rows = Bell.objects.of(college_id)
    return {Ring(b.building, b.shift, b.weekday, b.pair, b.starts, b.ends): b for b in rows}


def days_off(year: AcademicYear) -> dict[DayOff, Holiday | MovedDay]:
    """The days off of the year, and those that work by the timetable of another day."""
    within = {"date__gte": year.starts, "date__lte": year.ends}
    moved = MovedDay.objects.of(year.college_id).filter(**within)
    found: dict[DayOff, Holiday | MovedDay] = {DayOff(row.date, WORKS, row.weekday): row for row in moved}
    return found | {DayOff(row.date, row.name): row for row in Holiday.objects.of(year.college_id).filter(**within)}


def bells_now(year: AcademicYear) -> str:
    """«пн-сб; 1; ; 1; 08:30; 10:05»."""
    return bells_text(rings(year.college_id))


def holidays_now(year: AcademicYear) -> str:
    """«04.11.2026; День народного единства», «20.02.2027; Рабочий день; пн»."""
    return holidays_text(days_off(year))


def groups_now(year: AcademicYear) -> str:
    """«Э-11; Энергетическое отделение; 1»."""
    rows = (
        Group.objects.of(year.college_id)
        .filter(year=year.pk)
        .select_related("department")
        .order_by("course_year", "name")
    )
    return "\n".join(f"{group.name}; {group.department.name}; {group.course_year}" for group in rows)


def leaders_now(year: AcademicYear) -> str:
    """«Э-11; Осипова Марина Игоревна»; a line for every group."""
    leaders = GroupLeader.objects.of(year.college_id).filter(until__isnull=True).select_related("person")
    names = {row.group_id: str(row.person) for row in leaders}
    rows = Group.objects.of(year.college_id).filter(year=year.pk).order_by("name")
    return "\n".join(f"{group.name}; {names.get(group.pk, '')}".rstrip() for group in rows)


def practice_now(year: AcademicYear) -> str:
    """«Э-41; производственная практика; 09.11.2026; 22.11.2026; пн-вс»."""
    rows = PracticePeriod.objects.of(year.college_id).filter(group__year=year.pk).select_related("group")
    return "\n".join(
        f"{row.group.name}; {PRACTICE_NAMES[PracticeKind(row.kind)]}; {row.starts:%d.%m.%Y}; {row.ends:%d.%m.%Y}; "
        f"{say_weekdays(row.weekdays)}"
        for row in rows.order_by("group__name", "starts")
    )


def subgroups_now(year: AcademicYear) -> str:
    """«Э-11; 2»: how many subgroups a group has."""
    counts: dict[str, int] = defaultdict(int)
    for name in Subgroup.objects.of(year.college_id).filter(group__year=year.pk).values_list("group__name", flat=True):
        counts[name] += 1
    return "\n".join(f"{name}; {count}" for name, count in sorted(counts.items()))


def load_now(year: AcademicYear) -> str:
    """«Э-11; 1; ОУД.01 Русский язык; ; Кравцова Ольга Сергеевна»; a line for every page of the journals."""
    teachers: dict[UUID, list[str]] = defaultdict(list)
    held = CourseTeacher.objects.of(year.college_id).filter(course__year=year.pk, until__isnull=True)
    for row in held.select_related("teacher").order_by("teacher__surname"):
        teachers[row.course_id].append(str(row.teacher))
    rows = (
        Course.objects.of(year.college_id)
        .filter(year=year.pk)
        .select_related("group", "term", "discipline", "subgroup")
    )
    lines = []
    for row in rows.order_by("group__name", "term__number", "discipline__index", "subgroup__number"):
        part = row.subgroup.number if row.subgroup else ""
        names = ", ".join(teachers[row.pk])
        lines.append(f"{row.group.name}; {row.term.number}; {row.discipline}; {part}; {names}".rstrip())
    return "\n".join(lines)


def streams_now(year: AcademicYear) -> str:
    """«Поток 1; 1; ОУД.03 История; Э-11, Э-12»."""
    groups: dict[UUID, list[Course]] = defaultdict(list)
    rows = StreamCourse.objects.of(year.college_id).filter(course__year=year.pk)
    for row in rows.select_related("course", "course__group", "course__discipline"):
        groups[row.stream_id].append(row.course)
    lines = []
    for stream in Stream.objects.of(year.college_id).filter(term__year=year.pk).select_related("term").order_by("name"):
        courses = sorted(groups[stream.pk], key=lambda course: course.group.name)
        name = str(courses[0].discipline) if courses else ""
        lines.append(f"{stream.name}; {stream.term.number}; {name}; {', '.join(c.group.name for c in courses)}")
    return "\n".join(lines)
