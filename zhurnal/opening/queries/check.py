"""What a year still lacks, each line with the step that mends it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from zhurnal.academic_year.models import AcademicYear, Bell, Holiday, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Group,
    GroupLeader,
    Membership,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.movement.rules.kinds import FINISHED
from zhurnal.opening.crossing import load_crossing
from zhurnal.opening.planned import missing_pages
from zhurnal.people.models import Guardianship

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lack:
    """Something missing: which step mends it, and a sentence."""

    step: str
    text: str


def first_record(year: AcademicYear) -> date | None:
    """The day of the year's first lesson in which anything is recorded."""
    college = year.college_id
    days = []
    for rows in (LessonRecord.objects.of(college), Entry.objects.of(college)):
        within = rows.filter(lesson__date__gte=year.starts, lesson__date__lte=year.ends)
        days += list(within.order_by("lesson__date").values_list("lesson__date", flat=True)[:1])
    return min(days, default=None)


def lacks_of(year: AcademicYear) -> list[Lack]:
    """Everything missing; a constant number of queries."""
    college = year.college_id
    found: list[Lack] = []
    if Term.objects.of(college).filter(year=year.pk).count() < 2:
        found.append(Lack("year", "Не заведены оба семестра."))
    if not Bell.objects.of(college).exists():
        found.append(Lack("bells", "Нет звонков: расписание не узнает, когда начинаются пары."))
    if not Holiday.objects.of(college).filter(date__gte=year.starts, date__lte=year.ends).exists():
        found.append(Lack("holidays", "Нет ни одного выходного: занятия встанут на праздники."))
    crossing = load_crossing(year)
    waiting = [student.membership.student.listed for student in crossing.students()]
    if waiting:
        found.append(Lack("carry", f"Не перенесены в новый год: {_names(waiting)}."))
    if crossing.before is not None and (finished := _finished(crossing.before)):
        order = "Запишите приказ в «Движении»: «отчисление», «в связи с окончанием обучения»"
        found.append(Lack("carry", f"Выпущены без приказа: {_names(finished)}. {order}."))
    return found + _groups(year) + _courses(year)


def _finished(before: AcademicYear) -> list[str]:
    """Those of the year before whom its end took off their lists and about whom no order was written (A7.1).

    Who came back to a list since then studies: his order is the one that brought him.
    """
    rows = Membership.objects.of(before.college_id)
    again = rows.filter(student=OuterRef("student"), entered__gte=OuterRef("left"))
    rows = rows.filter(~Exists(again), group__year=before.pk, note=FINISHED)
    return [row.student.listed for row in rows.select_related("student").order_by("student__surname", "student__given")]


def _groups(year: AcademicYear) -> list[Lack]:
    college = year.college_id
    groups = list(Group.objects.of(college).filter(year=year.pk).order_by("name"))
    if not groups:
        return [Lack("groups", "В этом году нет ни одной группы.")]
    led = (
        GroupLeader.objects.of(college)
        .filter(group__year=year.pk, until__isnull=True)
        .values_list("group_id", flat=True)
    )
    listed = (
        Membership.objects.of(college).filter(group__year=year.pk, left__isnull=True).values_list("group_id", flat=True)
    )
    have_leader, have_list = set(led), set(listed)
    parts = (
        ("plans", "Нет учебного плана: ", [g.name for g in groups if g.curriculum_id is None]),
        ("students", "Пустой список студентов: ", [g.name for g in groups if g.pk not in have_list]),
        ("leaders", "Нет руководителя: ", [g.name for g in groups if g.pk not in have_leader]),
    )
    found = [Lack(step, f"{words}{_names(names)}.") for step, words, names in parts if names]
    if undivided := _undivided(year):
        found.append(Lack("subgroups", f"Ни в одной подгруппе своей группы: {_names(undivided)}."))
    if undated := _undated(year):
        words = "Родителям журнал закрыт, пока в реестре нет даты рождения студента (по ней доступ кончается в 18 лет)"
        found.append(Lack("students", f"{words}: {_names(undated)}."))
    return found


def _undivided(year: AcademicYear) -> list[str]:
    """Students of groups with subgroups who are in none of them."""
    college = year.college_id
    parts = Subgroup.objects.of(college).filter(group__year=year.pk)
    within = SubgroupMembership.objects.of(college).filter(subgroup__in=parts, until__isnull=True)
    listed = Membership.objects.of(college).filter(group__in=parts.values("group_id"), left__isnull=True)
    alone = listed.exclude(student__in=within.values("student_id")).select_related("student")
    return [row.student.listed for row in alone.order_by("student__surname", "student__given")]


def _undated(year: AcademicYear) -> list[str]:
    """Students with parents but without a birthday: nobody knows until when their parents may see (A11.3)."""
    if not year.college.settings.adult_parents_need_consent:
        return []
    bonds = Guardianship.objects.of(year.college_id).filter(Q(until=None) | Q(until__gte=year.starts), consent=False)
    listed = Membership.objects.of(year.college_id).filter(
        group__year=year.pk, left__isnull=True, student__birth_date=None, student__in=bonds.values("student_id")
    )
    rows = listed.select_related("student").order_by("student__surname", "student__given")
    return list({row.student_id: row.student.listed for row in rows}.values())  # namesakes are two people


def _courses(year: AcademicYear) -> list[Lack]:
    found = []
    pages = missing_pages(year)
    if pages:
        found.append(Lack("journals", f"В журналах нет страниц, которые есть в планах: {len(pages)}."))
    held = (
        CourseTeacher.objects.of(year.college_id).filter(course__year=year.pk, until__isnull=True).values("course_id")
    )
    empty = Course.objects.of(year.college_id).filter(year=year.pk).exclude(pk__in=held)
    names = [f"{c.group.name} {c.discipline.short_name}" for c in empty.select_related("group", "discipline")]
    if names:
        found.append(Lack("load", f"Нет преподавателя: {_names(sorted(set(names)))}."))
    return found


def _names(names: list[str]) -> str:
    """«Э-11, Э-12 и ещё 7»."""
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" и ещё {rest}" if rest > 0 else "")
