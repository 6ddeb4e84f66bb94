"""1.6: a professional module is kept with its МДК, practices and exam; the plan shows it as a tree with its hours."""

import pytest

from tests import worlds
from zhurnal.curriculum.models import Curriculum, PlanItem, PlanLoad
from zhurnal.curriculum.queries.plans import load_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
ROWS = (
    ("ПМ.01", "module", "", ()),
    ("МДК.01.01", "mdk", "ПМ.01", ((4, 120, ""), (5, 112, "Э"))),
    ("УП.01.01", "practice_edu", "ПМ.01", ((5, 72, "ДЗ"),)),
    ("ПП.01.01", "practice_prod", "ПМ.01", ((6, 108, "ДЗ"),)),
    ("ПМ.01.ЭК", "exam", "ПМ.01", ((6, 6, "Э"),)),
)


def test_the_module_stands_over_its_parts_with_hours_by_semester(django_assert_num_queries):
    world = worlds.make_college("vek", "А")
    plan = Curriculum.objects.create(college=world.college, specialty_code="13.02.03", specialty_name="С", title="План")
    made = {}
    for position, (index, kind, parent, loads) in enumerate(ROWS):
        made[index] = PlanItem.objects.create(
            college=world.college, curriculum=plan, parent=made.get(parent), index=index, name=index, kind=kind,
            position=position,
        )  # fmt: skip
        for semester, hours, form in loads:
            PlanLoad.objects.create(
                college=world.college, item=made[index], semester=semester, hours_total=hours, attestation=form
            )
    actor = world.actor("deputy")
    with django_assert_num_queries(8):  # whatever the number of rows
        page = load_plan(actor, plan)
    assert [(row.index, row.depth) for row in page.rows] == [(row[0], 0 if row[1] == "module" else 1) for row in ROWS]
    assert [cell.hours for cell in page.rows[0].cells] == [120, 184, 114]
    assert (page.semesters, page.total, page.findings) == ((4, 5, 6), 418, ())
    text = world.client("deputy").get(f"/plans/{plan.pk}/").content.decode()
    assert "учебная практика" in text
    assert "ПМ.01.ЭК" in text
