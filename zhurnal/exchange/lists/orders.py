"""Orders about students: one row is a student of an order. It comes in; out goes the list of the room of movement itself."""

from zhurnal.exchange.lists.columns import WHOLE_STUDENT, Col, Described, Sort
from zhurnal.movement.rules import columns as titles

ORDERS = Described(
    "orders",
    "Приказы о движении",
    "студент приказа",
    "person",
    "movement.group.read",
    "movement",
    (
        Col("kind", titles.KIND, required=True, synonyms=("Вид", "Тип приказа", "Движение")),
        Col("number", titles.NUMBER, required=True, longest=40, synonyms=("Номер", "№ приказа", "№")),
        Col("dated", titles.DATED, sort=Sort.DATE, required=True, synonyms=("Дата", "От")),
        Col("effective", titles.EFFECTIVE, sort=Sort.DATE, synonyms=("С какого дня", "Дата начала")),
        Col("surname", titles.SURNAME, required=True, longest=80),
        Col("given", titles.GIVEN, required=True, longest=80),
        Col("patronymic", titles.PATRONYMIC, longest=80),
        Col("birth_date", titles.BORN, sort=Sort.DATE, synonyms=("Родился", "Д.р.")),
        Col("sex", titles.SEX, sort=Sort.WORD, words={"m": "мужской", "f": "женский"}),
        Col("group", titles.GROUP, longest=40, synonyms=("Из группы", "Учебная группа")),
        Col("target", titles.TARGET, longest=40, synonyms=("Новая группа",)),
        Col("subgroups", titles.SUBGROUPS),
        Col("new_surname", titles.NEW_SURNAME, longest=80),
        Col("new_given", titles.NEW_GIVEN, longest=80),
        Col("new_patronymic", titles.NEW_PATRONYMIC, longest=80),
        Col("ground", titles.GROUND, longest=300),
        Col("details", titles.DETAILS, longest=300, synonyms=("Причина", "Причина отчисления")),
        Col("undone", titles.UNDONE, sort=Sort.DATE),
    ),
    whole=WHOLE_STUDENT,
)
