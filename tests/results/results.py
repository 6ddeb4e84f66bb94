"""Puts a plan and results of earlier semesters into a made-up college."""

from datetime import UTC, date, datetime

from tests.worlds import World
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Curriculum, Discipline, Group, PlanItem, PlanLoad

PUBLISHED = datetime(2026, 6, 29, 9, 0, tzinfo=UTC)
# Rows: index, name, kind, index of the parent, form of attestation by semester.
PLAN = (
    ("ОУД", "Общеобразовательный цикл", "cycle", "", {}),
    ("ОУД.01", "Русский язык", "discipline", "ОУД", {1: "", 2: "Э"}),
    ("ОУД.09", "Физкультура", "discipline", "ОУД", {1: "З", 2: "ДЗ"}),
    ("ОП", "Общепрофессиональный цикл", "cycle", "", {}),
    ("ОП.02", "Электротехника А", "discipline", "ОП", {3: "Э", 4: "Э"}),
    ("ПМ.06", "Работа по профессии", "module", "", {}),
    ("МДК.06.01", "Технология работ", "mdk", "ПМ.06", {2: "ДЗ", 3: "ДЗ"}),
    ("УП.06.01", "Учебная практика", "practice_edu", "ПМ.06", {2: "ДЗ"}),
    ("ПМ.06.ЭК", "Экзамен по модулю", "exam", "ПМ.06", {4: "Э"}),
)


def with_results(world: World) -> World:
    """Of everybody on the list of Э-21: fours, but fives of the student and a «2» of the classmate."""
    own = world.college
    plan = Curriculum.objects.create(
        college=own, specialty_code="13.02.03", specialty_name="Электрические станции", title="План", form="очная"
    )
    Group.objects.of(own.pk).filter(pk=world.groups["Э-21"].pk).update(curriculum=plan)
    world.groups["Э-21"].curriculum, world.groups["Э-21"].year = plan, world.year
    items: dict[str, PlanItem] = {}
    disciplines: dict[str, Discipline] = {}
    for place, (index, name, kind, parent, forms) in enumerate(PLAN):
        items[index] = PlanItem.objects.create(
            college=own, curriculum=plan, parent=items.get(parent), index=index, name=name, kind=kind, position=place
        )
        for semester, form in forms.items():
            PlanLoad.objects.create(college=own, item=items[index], semester=semester, hours_total=36, attestation=form)
        if forms and index != "ОП.02":
            disciplines[index] = Discipline.objects.create(
                college=own, index=index, name=name, short_name=name, plan_item=items[index]
            )
    world.last_year = AcademicYear.objects.create(  # type: ignore[attr-defined]
        college=own, name="2025/26", starts=date(2025, 9, 1), ends=date(2026, 6, 28)
    )
    autumn = _term(world, 1, date(2025, 9, 1), date(2025, 12, 28))
    spring = _term(world, 2, date(2026, 1, 12), date(2026, 6, 28))
    for name in ("student", "classmate", "adult", *(f"student{n}" for n in range(6))):
        if name not in world.people:
            continue
        mark = {"student": "5", "classmate": "2"}.get(name, "4")
        give(world, name, disciplines["ОУД.01"], autumn, 1, "term", "", "5" if mark == "5" else "4")
        give(world, name, disciplines["ОУД.01"], spring, 2, "exam", "Э", mark)
        give(world, name, disciplines["ОУД.09"], autumn, 1, "exam", "З", "зач")
        give(world, name, disciplines["ОУД.09"], spring, 2, "exam", "ДЗ", "5" if mark == "5" else "4")
        give(world, name, disciplines["МДК.06.01"], spring, 2, "exam", "ДЗ", "5" if mark == "5" else "3")
        give(world, name, disciplines["УП.06.01"], spring, 2, "practice", "ДЗ", "5")
    world.disciplines, world.spring = disciplines, spring  # type: ignore[attr-defined]
    return world


def _term(world: World, number: int, starts: date, ends: date) -> Term:
    year = world.last_year  # type: ignore[attr-defined]
    return Term.objects.create(college=world.college, year=year, number=number, starts=starts, ends=ends)


def give(  # noqa: PLR0917  (a row of a table reads best as a row)
    world: World, name: str, discipline: Discipline, term: Term, semester: int, level: str, form: str, value: str,
    **more: object,
) -> Result:  # fmt: skip
    """A result, published unless it is said otherwise."""
    named: dict[str, object] = {"published_at": PUBLISHED, "set_at": PUBLISHED, **more}
    return Result.objects.create(
        college=world.college, student=world.people[name], discipline=discipline, term=term, semester=semester,
        level=level, form=form, value=value, **named,
    )  # fmt: skip
