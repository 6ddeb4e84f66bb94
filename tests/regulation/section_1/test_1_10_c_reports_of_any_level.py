"""1.10 c: data for statistical and analytical reports of any level: the builder, СПО-1 and СПО-Мониторинг, each by its roles."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.access.conftest import body_of
from tests.reports.written import listed, written_world
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
GROUPS = ("Э-21", "ТЭ-11")
CHOSEN = "m-students=1&m-mean=1&m-missed=1"


@pytest.fixture
def world():
    return written_world()


def sheet(world, who, address):
    """first cell → the numbers of its line, as the workbook has them."""
    answer = world.client(who).get(address)
    assert answer.status_code == 200, (who, address)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body_of(answer))).get_sheet_by_index(0).to_python()
    return {str(row[0]): row[1:] for row in rows}


def by_hand(world, group):
    return len(listed(world, group, TODAY))


def test_the_statistician_puts_together_groups_departments_and_the_college(world):
    """The deputy for studies: the same students by group, by department and as a whole."""
    students = {group: by_hand(world, group) for group in GROUPS}
    by_group = sheet(world, "deputy", f"/reports/builder/file/xlsx/?rows=group&{CHOSEN}")
    assert {group: by_group[group][0] for group in GROUPS} == students
    departments = {world.departments["energy"].short_name: "Э-21", world.departments["general"].short_name: "ТЭ-11"}
    by_department = sheet(world, "director", f"/reports/builder/file/xlsx/?rows=department&{CHOSEN}")
    for name, group in departments.items():
        line = next(row for head, row in by_department.items() if name in head)
        assert line[0] == students[group]
    assert by_group["Всего"][0] == by_department["Всего"][0] == sum(students.values())
    assert by_group["Всего"][:3] == by_department["Всего"][:3]  # means and missed hours are of the same facts


def test_a_head_has_the_figures_of_his_department_and_a_leader_of_his_group(world):
    own = sheet(world, "department_head", f"/reports/builder/file/xlsx/?rows=department&{CHOSEN}")
    assert [row[0] for head, row in own.items() if "Энергетическое" in head] == [by_hand(world, "Э-21")]
    assert not [head for head in own if "Общеобразовательное" in head]
    page = world.client("leader").get("/reports/summary/")
    assert page.status_code == 200
    assert "Э-21" in page.content.decode()
    for who, slug in (
        ("leader", "builder"),
        ("teacher", "builder"),
        ("department_head", "spo1"),
        ("leader", "monitoring"),
    ):
        assert world.client(who).get(f"/reports/{slug}/").status_code == 404, (who, slug)


def test_the_forms_of_the_state_count_the_whole_college(world):
    whole = sum(by_hand(world, group) for group in GROUPS)
    for who in ("director", "deputy"):
        monitoring = sheet(world, who, "/reports/monitoring/file/xlsx/")
        assert next(row[1] for head, row in monitoring.items() if head.startswith("Численность студентов")) == whole
        page = world.client(who).get("/reports/spo1/")
        assert page.status_code == 200
        assert "СПО-1" in page.content.decode()
