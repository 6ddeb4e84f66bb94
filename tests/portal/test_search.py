"""Search within one's rights: what is found can be opened, what cannot be opened is not found."""

import re

import pytest
from django.test import Client

from tests import worlds
from tests.access.matrix import MAY_NAME
from tests.access.reaches import STUDENTS
from zhurnal.people.models import Person

SAMPLE = ("administrator", "dispatcher", "teacher", "substitute", "leader", "department_head", "student", "parent")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def find(world, person, words, client=None):
    """(section, title, url) of everything that the person finds."""
    answer = (client or world.client(person)).post("/search/", {"words": words}, headers={"accept": "application/json"})
    assert answer.status_code == 200
    return [(part["title"], one["title"], one["url"]) for part in answer.json()["sections"] for one in part["found"]]


def titles(world, person, words):
    return [title for _section, title, _url in find(world, person, words)]


def test_a_stranger_is_told_to_sign_in(world):
    assert Client().post("/search/", {"words": "кал"}, headers={"accept": "application/json"}).status_code == 401


def test_a_teacher_finds_his_journal_and_lessons_of_a_day(world):
    assert ("Журналы", "Э-21: Электротехника", f"/journals/{world.courses['electro'].pk}/") in [
        (section, title.removesuffix(" А"), url) for section, title, url in find(world, "teacher", "электро")
    ]
    lessons = [url for section, _title, url in find(world, "teacher", "24.11") if section == "Занятия"]
    assert f"/lessons/{world.lessons['now'].pk}/" in lessons


@pytest.mark.parametrize(
    ("person", "words", "title", "address"),
    [
        ("administrator", "кравц", "Кравцова-А Ольга Сергеевна", "/week/?by=teacher"),
        ("administrator", "калугин", "Калугин-А Степан Андреевич", "/"),
        ("teacher", "лосев", "Лосев-А Павел Ильич", "/week/?by=teacher"),
        ("leader", "калугин", "Калугин-А Степан Андреевич", "/"),
        ("dispatcher", "304", "Кабинет 304", "/week/?by=room"),
        ("dispatcher", "э-21", "Э-21", "/week/?by=group"),
        ("parent", "калугин", "Калугин-А Степан Андреевич", "/diary/"),
    ],
)
def test_everybody_finds_what_opens_for_him(world, person, words, title, address):
    hits = [(name, url) for _section, name, url in find(world, person, words) if url.startswith(address)]
    assert any(name.startswith(title) for name, _url in hits)


def test_a_dispatcher_finds_no_student(world):
    assert titles(world, "dispatcher", "калугин") == []


def test_letters_of_any_case_and_yo_are_the_same(world):
    Person.objects.of(world.id).filter(pk=world.people["student"].pk).update(surname="Ёлкин-А")
    found = [titles(world, "parent", words) for words in ("ёлк", "ЕЛК", "елкин степ", "Степан Ёлкин")]
    assert found == [["Ёлкин-А Степан Андреевич"]] * 4


@pytest.mark.parametrize("words", ["Калугин Степан", "степан кал", "андр ст кал", "Степан Андреевич"])
def test_a_name_is_found_by_any_of_its_words_in_any_order(world, words):
    assert titles(world, "parent", words) == ["Калугин-А Степан Андреевич"]


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "a' OR 1=1 --", "\x00щы", "  "])
def test_signs_of_the_database_are_only_signs(world, words):
    assert titles(world, "administrator", words) == []


def test_names_never_stand_in_an_address(world):
    answer = world.client("administrator").get("/search/?words=Калугин")
    assert "Калугин" not in answer.content.decode()
    page = world.client("parent").post("/search/", {"words": "калугин"}).content.decode()
    assert not re.search(r'(href|action)="[^"]*(калугин|%D0)', page, re.IGNORECASE)


@pytest.mark.parametrize("person", SAMPLE)
def test_whoever_searches_finds_only_what_he_may_open(colleges, person):
    """Every finding opens; nobody of the other college; no student whom the matrix does not allow."""
    one, _two = colleges
    client = one.client(person)
    words = ("кал", "уда", "зим", "крав", "ст", "э-21", "тэ", "24.11", "304", "ист")
    found = [hit for word in words for hit in find(one, person, word, client)]
    students = {
        human.listed
        for name, human in one.people.items()
        if (name in ("left", "newcomer", *STUDENTS) or re.fullmatch(r"student\d", name))
        and name not in MAY_NAME.get(person, ())
    }
    for _section, title, url in set(found):
        assert "-Б" not in title
        assert not any(surname in title for surname in students), title
        opens = (200, 422) if url.startswith("/reports/") else (200,)  # a report that has nothing to be made of says so
        assert client.get(url).status_code in opens, url


@pytest.mark.parametrize("students", [1, 30])
def test_a_search_takes_the_same_number_of_statements(django_assert_max_num_queries, students):
    world = worlds.make_college("vek", "А", students)
    client = world.client("administrator")
    find(world, "administrator", "кал", client)
    with django_assert_max_num_queries(19):
        find(world, "administrator", "кал", client)
