"""The page «Журналы»."""

import pytest
from django.urls import reverse

from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def page_of(world, who, **query):
    return world.client(who).get("/journals/", query).content.decode()


def test_teachers_list_leads_to_his_journal_only(world):
    page = page_of(world, "teacher")
    assert "Мои журналы" in page
    shown = {key for key, course in world.courses.items() if reverse("journal:page", args=[course.id]) in page}
    assert shown == {"electro"}


def test_deputys_list_is_by_department_and_group(world):
    page = page_of(world, "deputy")
    assert page.index("Общеобразовательное") < page.index("<b>ТЭ-11</b>") < page.index("Энергетическое")
    assert "Профессиональные модули" in page
    assert "Мои журналы" not in page


def test_search_opens_the_groups_and_offers_the_way_back(world):
    page = page_of(world, "deputy", q="обслуживание")
    assert "1 из 5" in page
    assert "data-journals-shelf open" in page
    assert "Показать все" in page


def test_nothing_found_is_said(world):
    page = page_of(world, "deputy", q="<script>")
    assert "Такого журнала у вас нет" in page
    assert "<script>" not in page.split("journals__filters")[1].split("</form>")[0]


def test_teacher_without_courses_reads_why_the_list_is_empty(world):
    assert "Журналов пока нет" in page_of(world, "substitute")


@pytest.mark.parametrize("who", ["student", "parent", "dispatcher"])
def test_list_is_absent_for_those_who_read_no_journals(world, who):
    assert world.client(who).get("/journals/").status_code == 404


@pytest.mark.parametrize("term", ["", "не число", "00000000-0000-0000-0000-000000000000"])
def test_unknown_term_gives_the_present_one(world, term):
    assert reverse("journal:page", args=[world.courses["electro"].id]) in page_of(world, "teacher", term=term)
