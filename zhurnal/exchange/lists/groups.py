"""Groups of the present year."""

from zhurnal.exchange.lists.columns import CODE, Col, Described, Sort

GROUPS = Described(
    "groups",
    "Группы",
    "группа этого учебного года",
    "people",
    "exchange.groups.list",
    "group",
    (
        CODE,
        Col("name", "Группа", "name", required=True, longest=40, synonyms=("Название", "Название группы")),
        Col("department", "Отделение", required=True, longest=120),
        Col("course_year", "Курс", "course_year", Sort.NUMBER),
        Col("leader", "Руководитель", synonyms=("Руководитель группы", "Куратор", "Классный руководитель")),
        Col("plan", "Учебный план", longest=250, synonyms=("План",)),
    ),
)
