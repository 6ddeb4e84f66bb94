"""The bar begins with the daily work of the main role; everything that a person may open is in it once."""

import pytest
from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.people.rules.roles import Role
from zhurnal.portal.menu import FIRST, PLACES, _open_to

FACES = {
    ("teacher",): "Сегодня, Журналы, Расписание, Программы, Отчёты, Замечания",
    ("teacher", "group_leader"): "Сегодня, Журналы, Расписание, Программы, Отчёты, Замечания",
    ("group_leader",): "Обзор, Журналы, Пропуски, Реестры, Отчёты, Поручения",
    ("deputy_academic",): "Обзор, Журналы, Проверки, Часы, Отчёты, Поручения",
    ("deputy_practice",): "Обзор, Журналы, Проверки, Часы, Отчёты, Поручения",
    ("director",): "Обзор, Журналы, Проверки, Часы, Отчёты, Поручения",
    ("department_head",): "Обзор, Журналы, Доступы, Ведомости, Отчёты, Поручения",
    ("administrator",): "Обзор, Учебный год, Списки, Обмен, Доступы сотрудников, Состояние",
    ("ivc_head",): "Обмен, Списки, Учебный год, Доступы сотрудников, Отчёты, Поручения",
    ("student",): "Дневник, Отметки, Расписание, Ведомости, Практика, Все годы",
    ("parent",): "Дневник, Отметки, Расписание, Ведомости, Практика, Все годы",
}


@pytest.mark.parametrize("roles", FACES, ids="+".join)
def test_the_bar_begins_with_the_daily_work(roles):
    titles = [place.title for place, _url, _face in _open_to(frozenset(roles))]

    assert ", ".join(titles[:6]) == FACES[roles]


@pytest.mark.parametrize("role", list(Role))
def test_no_place_is_lost_or_told_twice(role):
    roles = frozenset([role])
    told = [(place.title, url) for place, url, _face in _open_to(roles)]
    due = {(title, reverse(name)) for title, name, _icon, action in PLACES if policy.knows(roles, action)}

    assert sorted(told) == sorted(due)
    assert len({place.url for place, _url, _face in _open_to(roles)}) == len(told) > 4


def test_every_first_place_is_a_place():
    assert {name for names in FIRST.values() for name in names} <= {name for _title, name, _icon, _action in PLACES}
