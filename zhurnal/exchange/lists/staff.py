"""Staff: everybody who has a role of the college's own people."""

from zhurnal.exchange.lists.columns import CODE, PERSON, Col, Described, Sort

STAFF = Described(
    "staff",
    "Сотрудники",
    "человек с ролью сотрудника",
    "person",
    "exchange.staff.list",
    "person",
    (
        CODE,
        *PERSON,
        Col("roles", "Роли", synonyms=("Роль", "Должность"), fixed=True),
        Col("until", "Работает по", sort=Sort.DATE, synonyms=("Уволен", "Работал по"), common=True),
    ),
    whole=("ФИО сотрудника", "ФИО преподавателя"),
)
