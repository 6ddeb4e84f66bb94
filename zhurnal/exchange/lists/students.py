"""Students: who is on a group's list today, and students without a group."""

from zhurnal.exchange.lists.columns import CODE, PERSON, WHOLE_STUDENT, Col, Described, Sort

STUDENTS = Described(
    "students",
    "Студенты",
    "студент и его группа",
    "people",
    "exchange.students.list",
    "person",
    (
        CODE,
        *PERSON,
        Col("group", "Группа", required=True, longest=40, synonyms=("Учебная группа", "Класс"), fixed=True),
        Col("entered", "Зачислен", sort=Sort.DATE, synonyms=("Дата зачисления", "В группе с"), fixed=True),
        Col(
            "order", "Приказ о зачислении", longest=60, synonyms=("Приказ", "Приказ о приёме", "№ приказа"), common=True
        ),
    ),
    whole=WHOLE_STUDENT,
)
