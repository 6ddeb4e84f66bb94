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
        Col("group", "Группа", required=True, longest=40, fixed=True),
        Col("subgroup", "Подгруппа", longest=60, fixed=True),
        Col("index", "Индекс", longest=30, fixed=True),
        Col("discipline", "Дисциплина", required=True, longest=300, synonyms=("Предмет",), fixed=True),
        Col("teachers", "Преподаватели", synonyms=("Преподаватель", "ФИО преподавателя"), common=True),
        Col("hours", "Часы", "hours_planned", Sort.NUMBER, synonyms=("Часов", "Часов в семестре"), common=True),
    ),
)
