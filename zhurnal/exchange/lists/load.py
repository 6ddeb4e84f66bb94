"""The load of the present term: who leads which discipline in which group, and for how many hours."""

from zhurnal.exchange.lists.columns import CODE, Col, Described, Sort

LOAD = Described(
    "load",
    "Нагрузка",
    "журнал: группа, дисциплина, преподаватели, часы",
    "clock",
    "exchange.load.list",
    "course",
    (
        CODE,
        Col("group", "Группа", required=True, longest=40),
        Col("subgroup", "Подгруппа", longest=60),
        Col("index", "Индекс", longest=30),
        Col("discipline", "Дисциплина", required=True, longest=300, synonyms=("Предмет",)),
        Col("teachers", "Преподаватели", synonyms=("Преподаватель", "ФИО преподавателя")),
        Col("hours", "Часы", "hours_planned", Sort.NUMBER, synonyms=("Часов", "Часов в семестре")),
    ),
)
