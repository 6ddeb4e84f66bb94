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
        Col("group", "Группа", required=True, longest=40, fixed=True),
        Col("subgroup", "Подгруппа", required=True, longest=60, fixed=True),
        Col("student", "Студент", required=True, synonyms=("ФИО", "ФИО студента"), fixed=True),
        Col("since", "С", "since", Sort.DATE, fixed=True),
        Col("until", "По", "until", Sort.DATE, common=True),
    ),
)
