"""Registers of groups: what is kept of each student, without what lives in the list of students, parents and special categories."""

from zhurnal.exchange.lists.columns import CODE, GIVEN, PATRONYMIC, SURNAME, WHOLE_STUDENT, Col, Described
from zhurnal.registers.rules.fields import FIELDS, Kind
from zhurnal.registers.rules.reading import LONGEST

SYNONYMS = {
    "document": ("Паспорт", "Серия и номер паспорта", "Паспортные данные"),
    "issued": ("Кем выдан", "Кем и когда выдан"),
    "phone": ("Мобильный телефон", "Сотовый", "Телефон студента"),
    "address": ("Адрес", "Место жительства", "Адрес фактический"),
    "registered": ("Прописка", "Адрес по прописке"),
    "funding": ("Финансирование", "Бюджет или договор"),
    "school": ("Образование",),
    "certificate": ("Аттестат",),
    "personal_file": ("Номер личного дела", "Личное дело", "Поимённый номер"),
    "record_book": ("Номер зачётной книжки", "Зачётная книжка", "№ зачётки", "Зачётка"),
}
LISTED = tuple(one for one in FIELDS if not (one.column or one.of_parent or one.special or one.kind is Kind.FAMILY))

REGISTERS = Described(
    "registers",
    "Реестры групп",
    "студент: документы, телефон, адрес",
    "list",
    "exchange.registers.list",
    "registervalue",
    (
        CODE,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        Col("group", "Группа", longest=40, synonyms=("Учебная группа",)),
        *(Col(one.key, one.title, longest=LONGEST, synonyms=SYNONYMS.get(one.key, ())) for one in LISTED),
    ),
    whole=WHOLE_STUDENT,
)
