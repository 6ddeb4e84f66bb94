"""Subgroups: one row is a student of a subgroup."""

from zhurnal.exchange.lists.columns import CODE, Col, Described, Sort

SUBGROUPS = Described(
    "subgroups",
    "Подгруппы",
    "студент подгруппы",
    "fork",
    "exchange.subgroups.list",
    "submembership",
    (
        CODE,
        Col("group", "Группа", required=True, longest=40),
        Col("subgroup", "Подгруппа", required=True, longest=60),
        Col("student", "Студент", required=True, synonyms=("ФИО", "ФИО студента")),
        Col("since", "С", "since", Sort.DATE),
        Col("until", "По", "until", Sort.DATE),
    ),
)
