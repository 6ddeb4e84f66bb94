"""Parents: one row is a parent's right to see one student's journal."""

from zhurnal.exchange.lists.columns import CODE, EMAIL, GIVEN, PATRONYMIC, SURNAME, Col, Described, Sort

YES_NO = {"True": "да", "False": "нет"}

PARENTS = Described(
    "parents",
    "Родители",
    "родитель и его ребёнок",
    "people",
    "exchange.families.list",
    "guardianship",
    (
        CODE,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        EMAIL,
        Col("student", "Студент", required=True, synonyms=("Ребёнок", "ФИО студента"), fixed=True),
        Col("group", "Группа студента", synonyms=("Группа",), fixed=True),
        Col("basis", "Основание", "basis", longest=120, synonyms=("Степень родства",), common=True),
        Col("since", "С", "since", Sort.DATE, synonyms=("Действует с",)),
        Col("until", "По", "until", Sort.DATE, synonyms=("Действует по",), common=True),
        Col("consent", "Согласие взрослого студента", "consent", Sort.WORD, words=YES_NO, fixed=True),
    ),
    whole=("ФИО родителя",),
)
