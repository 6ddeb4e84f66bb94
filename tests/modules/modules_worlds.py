"""A college whose group Э-21 has the plan of ПМ.01, and a page of its practice."""

from datetime import date

from tests import worlds
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Curriculum, Discipline, Group, PlanItem, PlanLoad
from zhurnal.modules.models import PracticePage

ROWS = (
    ("ПМ.01", "Обслуживание", "module", "", ()),
    ("МДК.01.01", "Обслуживание", "mdk", "ПМ.01", ((3, 96, "ДЗ"),)),
    ("УП.01.01", "Учебная практика", "practice_edu", "ПМ.01", ((3, 72, "ДЗ"),)),
    ("ПП.01.01", "Производственная практика", "practice_prod", "ПМ.01", ((4, 36, "ДЗ"),)),
    ("ПМ.01.ЭК", "Экзамен по модулю", "exam", "ПМ.01", ((3, 6, "Э"),)),
)
STARTS, ENDS = date(2026, 11, 16), date(2026, 11, 28)


def give_plan(world: worlds.World, rows=ROWS) -> dict[str, PlanItem]:
    """The plan of Э-21; the course «module» of the world is its МДК."""
    own = world.college
    plan = Curriculum.objects.create(college=own, specialty_code="13.02.03", specialty_name="С", title="План")
    items = {}
    for position, (index, name, kind, parent, loads) in enumerate(rows):
        items[index] = PlanItem.objects.create(
            college=own, curriculum=plan, parent=items.get(parent), index=index, name=name, kind=kind, position=position
        )
        for semester, hours, form in loads:
            PlanLoad.objects.create(
                college=own, item=items[index], semester=semester, hours_total=hours, attestation=form
            )
    Group.objects.of(world.id).filter(pk=world.groups["Э-21"].pk).update(curriculum=plan)
    world.groups["Э-21"].curriculum = plan
    mdk = world.courses["module"].discipline
    Discipline.objects.of(world.id).filter(pk=mdk.pk).update(plan_item=items["МДК.01.01"].pk)
    return items


def give_page(world: worlds.World, items: dict[str, PlanItem], index: str = "УП.01.01", **more) -> PracticePage:
    """The page of a practice, led by «teacher» unless told otherwise."""
    kind = "educational" if index.startswith("УП") else "production"
    discipline = Discipline.objects.create(
        college=world.college,
        index=index,
        name=items[index].name,
        short_name=index,
        kind="module",
        plan_item=items[index],
    )
    leader = more.pop("leader", "teacher")
    return PracticePage.objects.create(
        college=world.college, group=world.groups["Э-21"], discipline=discipline, term=world.term, kind=kind,
        starts=STARTS, ends=ENDS, hours_planned=72, leader=world.people[leader] if leader else None, **more,
    )  # fmt: skip


def give_result(world: worlds.World, student: str, discipline: Discipline, level: Level, value: str, **more) -> Result:
    """A result of the third semester."""
    return Result.objects.create(
        college=world.college, student=world.people[student], discipline=discipline, term=world.term, semester=3,
        group=world.groups["Э-21"], level=level, value=value, set_at=worlds.RECORDED, **more,
    )  # fmt: skip
