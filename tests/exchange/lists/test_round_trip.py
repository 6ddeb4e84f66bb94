"""A list that was taken out and comes back changes nothing, whatever stands in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.lists.conftest import seen
from zhurnal.curriculum.models import Discipline
from zhurnal.exchange.lists import LISTS
from zhurnal.kernel.export import Format
from zhurnal.people.models import Person, RoleGrant
from zhurnal.timetable.models import Room

pytestmark = pytest.mark.once  # what a list writes is asked on both in test_loading

NASTY = (
    "=1+1",
    "007",
    "'=1",
    "+7 900",
    "-5",
    "@a",
    '"он"',
    "a;b,c",
    "Ёлка",
    "две\nстроки",
    " края ",
    "1,5",
    "24.11.2026",
    "<b>",
    "''",
    "a\tb",
)


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_nobody_touched_changes_nothing(office, name, form):
    run = office.prepare(name, office.out(name, form), form.value)
    assert seen(run) == ([], [])
    assert run.counts["kept"] > 0


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_nasty_values_come_back_as_they_were(office, form):
    own = office.world.college
    for number, text in enumerate(NASTY):
        Room.objects.create(college=own, name=f"{text}"[:40], building=text)
        Discipline.objects.create(college=own, index=text, name=text, short_name=text[:80])
        person = Person.objects.create(college=own, surname=text, given=text, patronymic=f"{number}")
        RoleGrant.objects.create(college=own, person=person, role="teacher", since="2026-09-01")
    twin = Person.objects.create(college=own, surname="Двойников", given="Пётр")
    other = Person.objects.create(college=own, surname="Двойников", given="Пётр")
    for person in (twin, other):
        RoleGrant.objects.create(college=own, person=person, role="student", since="2026-09-01")
    for name in ("rooms", "disciplines", "staff", "students"):
        assert seen(office.prepare(name, office.out(name, form), form.value)) == ([], [])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u200b\ufffe\uffff"), min_size=1, max_size=30),
        min_size=1, max_size=12, unique=True,
    )
)  # fmt: skip
def test_any_names_of_rooms_come_back(office, names):
    Room.objects.of(office.world.id).filter(outer_key="made").delete()
    for name in names:
        Room.objects.create(college=office.world.college, name=name, building="Ё", outer_key="made")
    assert seen(office.prepare("rooms", office.out("rooms"))) == ([], [])


def test_a_formula_is_text_for_a_spreadsheet(office):
    Room.objects.create(college=office.world.college, name="=1+1")
    assert "'=1+1" in office.out("rooms").decode("utf-8-sig")
