"""Disciplines, modules and practices."""

from zhurnal.exchange.lists.columns import CLOSED, CODE, Col, Described, Sort

JOURNALS = {"theory": "теория", "module": "профессиональный модуль"}

DISCIPLINES = Described(
    "disciplines",
    "Дисциплины",
    "дисциплина, МДК или практика",
    "book",
    "exchange.disciplines.list",
    "discipline",
    (
        CODE,
        Col("index", "Индекс", "index", longest=30, synonyms=("Шифр",)),
        Col("name", "Дисциплина", "name", required=True, longest=300, synonyms=("Название", "Наименование", "Предмет")),
        Col("short_name", "Кратко", "short_name", longest=80, synonyms=("Сокращение", "Краткое название")),
        Col("kind", "Журнал", "kind", Sort.WORD, synonyms=("Вид журнала",), words=JOURNALS, common=True),
        CLOSED,
    ),
)
