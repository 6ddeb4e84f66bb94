"""A college with plans and journals, into which work programmes are brought; and the programmes."""

from types import SimpleNamespace

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Curriculum, Discipline, Group, PlanItem, PlanLoad
from zhurnal.kernel.audit import open_chain
from zhurnal.organisation.models import Department

HEAD = ("№", "Тема", "Часы", "Вид занятия", "Домашнее задание")


def table(lectures=2, labs=1, word="Тема"):
    """Rows of a programme: lectures and labs of two hours."""
    rows = [(n, f"{word} {n}", 2, "лекция", f"§ {n}") for n in range(1, lectures + 1)]
    return [HEAD, *rows, *((lectures + n, f"{word} лаб. {n}", 2, "лаб.", "") for n in range(1, labs + 1))]


def made(desk):
    """Group Э-21 of the second course with a plan, Э-11 of the first; electrics, physics and sports."""
    college = desk.college
    year = AcademicYear.objects.create(college=college, name="2026/27", starts="2026-09-01", ends="2027-06-30")
    terms = [
        Term.objects.create(college=college, year=year, number=1, starts="2026-09-01", ends="2026-12-31"),
        Term.objects.create(college=college, year=year, number=2, starts="2027-01-11", ends="2027-06-30"),
    ]
    plan = Curriculum.objects.create(
        college=college, title="План", specialty_code="13.02.07", specialty_name="Электроснабжение", start_year=2025
    )
    department = Department.objects.create(college=college, name="Отделение", short_name="О")
    groups = {
        name: Group.objects.create(
            college=college, year=year, department=department, name=name, course_year=course, curriculum=plan
        )
        for name, course in (("Э-21", 2), ("Э-22", 2), ("Э-11", 1))
    }
    disciplines = {}
    for place, (index, name) in enumerate(
        (("ОП.02", "Электротехника"), ("ОУД.03", "Физика"), ("СГ.04", "Физическая культура"), ("ОП.05", "Охрана труда"))
    ):
        item = PlanItem.objects.create(
            college=college, curriculum=plan, kind="discipline", index=index, name=name, position=place
        )
        disciplines[index] = Discipline.objects.create(
            college=college, index=index, name=name, short_name=name, plan_item=item
        )
        for semester in (1, 2, 3, 4):
            lectures = 4 if semester != 1 else 6
            PlanLoad.objects.create(
                college=college, item=item, semester=semester, hours_total=6, lectures=lectures, labs=2
            )

    def course(index, group, term=1, part=None):
        made = Course.objects.create(
            college=college, year=year, term=terms[term - 1], group=groups[group], discipline=disciplines[index], subgroup=part
        )  # fmt: skip
        open_chain(college.id, made.pk)
        return made

    return SimpleNamespace(year=year, terms=terms, groups=groups, disciplines=disciplines, course=course)


def followed(course):
    found = Course.objects.of(course.college_id).select_related("programme").get(pk=course.pk)
    return found.programme
