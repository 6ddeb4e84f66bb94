"""Groups of the present year."""

from zhurnal.exchange.lists.columns import CLOSED, CODE, Col, Described, Sort

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
        Col("department", "Отделение", required=True, longest=120, common=True),
        Col("course_year", "Курс", "course_year", Sort.NUMBER, common=True),
        Col(
            "leader", "Руководитель", synonyms=("Руководитель группы", "Куратор", "Классный руководитель"), common=True
        ),
        Col("plan", "Учебный план", longest=250, synonyms=("План",), common=True),
        CLOSED,
    ),
)
