"""The fields of a register: what may be kept of a student and of his parents. One catalogue for all colleges (2.2, 3.5, 152-ФЗ).

A college decides which of them it keeps and which it demands; special categories (ст. 10 152-ФЗ: health, and what our rules
guard like it: orphans, disability) are never kept unless it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Section(StrEnum):
    """Parts of the register, in the order of the page and of the overview's columns."""

    PERSONAL = "personal"
    DOCUMENT = "document"
    CONTACT = "contact"
    STUDY = "study"
    PARENTS = "parents"
    SPECIAL = "special"


SECTION_TITLES = {
    Section.PERSONAL: "Личные данные",
    Section.DOCUMENT: "Паспорт, СНИЛС",
    Section.CONTACT: "Телефон, адрес",
    Section.STUDY: "Обучение",
    Section.PARENTS: "Родители",
    Section.SPECIAL: "Особые сведения",
}


class Kind(StrEnum):
    """What a field holds, and so how it is read."""

    TEXT = "text"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    SNILS = "snils"
    CHOICE = "choice"
    FAMILY = "family"  # filled when the student has a representative on record; nothing is typed


@dataclass(frozen=True, slots=True)
class Field:
    """A field. ``column``: the person's own column where it lives, "" when it is a row of the register.

    ``of_parent``: it is asked of each representative, and only for students who are not of age. ``words``: key → word of a
    choice. ``proposable``: a student or parent may propose a correction. ``used``, ``required``: unless the college says
    otherwise.
    """

    key: str
    title: str
    section: Section
    kind: Kind = Kind.TEXT
    column: str = ""
    of_parent: bool = False
    special: bool = False
    proposable: bool = False
    used: bool = True
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


SEX = {"m": "мужской", "f": "женский"}
FUNDING = {"budget": "бюджет", "paid": "договор"}
STUDY_FORM = {"full": "очная", "mixed": "очно-заочная", "distant": "заочная"}
FORM_KEYS = {words: key for key, words in STUDY_FORM.items()}
"""How a plan calls a form of study → the value of the register."""
SCHOOL = {"nine": "9 классов", "eleven": "11 классов", "vocational": "СПО", "higher": "высшее"}
HOSTEL = {"no": "не живёт", "yes": "живёт"}
HEALTH_GROUP = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
SPORTS_GROUP = {
    "main": "основная",
    "ready": "подготовительная",
    "a": "специальная А",
    "b": "специальная Б",
    "free": "освобождён",
}
DISABILITY = {"no": "нет", "limited": "ОВЗ", "disabled": "инвалидность"}
BENEFIT = {
    "no": "нет", "orphan": "сирота, без попечения родителей", "large": "многодетная семья", "poor": "малоимущая семья",
    "disabled_parent": "родитель-инвалид", "veteran": "семья участника боевых действий", "other": "другая",
}  # fmt: skip

FIELDS = (
    Field("birth_date", "Дата рождения", Section.PERSONAL, Kind.DATE, "birth_date", required=True, hint="05.03.2010"),
    Field("sex", "Пол", Section.PERSONAL, Kind.CHOICE, "sex", required=True, words=SEX),
    Field("citizenship", "Гражданство", Section.PERSONAL, hint="Россия"),
    Field("document", "Паспорт: серия и номер", Section.DOCUMENT, proposable=True, required=True, hint="4512 345678"),
    Field("issued", "Паспорт: кем и когда выдан", Section.DOCUMENT, proposable=True),
    Field("snils", "СНИЛС", Section.DOCUMENT, Kind.SNILS, proposable=True, required=True, hint="112-233-445 95"),
    Field("phone", "Телефон", Section.CONTACT, Kind.PHONE, proposable=True, required=True, hint="+7 900 123-45-67"),
    Field("email", "Почта", Section.CONTACT, Kind.EMAIL, "email", proposable=True, hint="ivanov@mail.ru"),
    Field("address", "Адрес проживания", Section.CONTACT, proposable=True, required=True),
    Field("registered", "Адрес регистрации", Section.CONTACT, proposable=True),
    Field("hostel", "Общежитие", Section.CONTACT, Kind.CHOICE, used=False, words=HOSTEL),
    Field("funding", "Основа обучения", Section.STUDY, Kind.CHOICE, required=True, words=FUNDING),
    Field("study_form", "Форма обучения", Section.STUDY, Kind.CHOICE, used=False, words=STUDY_FORM),
    Field("record_book", "№ зачётной книжки", Section.STUDY, hint="26-0417"),
    Field("personal_file", "№ личного дела", Section.STUDY, used=False, hint="24-113"),
    Field("school", "Прежнее образование", Section.STUDY, Kind.CHOICE, words=SCHOOL),
    Field("certificate", "Документ об образовании", Section.STUDY, used=False, hint="серия, номер, дата"),
    Field("family", "Родители или представители", Section.PARENTS, Kind.FAMILY, required=True),
    Field("parent_phone", "Телефон родителя", Section.PARENTS, Kind.PHONE, of_parent=True, proposable=True, required=True,
          hint="+7 900 123-45-67"),
    Field("parent_email", "Почта родителя", Section.PARENTS, Kind.EMAIL, "email", of_parent=True, proposable=True),
    Field("parent_work", "Место работы родителя", Section.PARENTS, of_parent=True, proposable=True, used=False),
    Field("health_group", "Группа здоровья", Section.SPECIAL, Kind.CHOICE, special=True, used=False, words=HEALTH_GROUP),
    Field("sports_group", "Группа для физкультуры", Section.SPECIAL, Kind.CHOICE, special=True, used=False,
          words=SPORTS_GROUP),
    Field("disability", "ОВЗ, инвалидность", Section.SPECIAL, Kind.CHOICE, special=True, used=False, words=DISABILITY),
    Field("benefit", "Категория, льготы", Section.SPECIAL, Kind.CHOICE, special=True, used=False, words=BENEFIT),
)  # fmt: skip
BY_KEY = {one.key: one for one in FIELDS}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a college keeps: its fields in the order of the catalogue, and the keys of those that it demands."""

    fields: tuple[Field, ...]
    required: frozenset[str]

    @property
    def usual(self) -> tuple[Field, ...]:
        """Fields that are not special."""
        return tuple(one for one in self.fields if not one.special)

    @property
    def special(self) -> tuple[Field, ...]:
        """Fields of special categories that the college keeps."""
        return tuple(one for one in self.fields if one.special)

    @property
    def demanded(self) -> tuple[Field, ...]:
        """Fields by which completeness is counted."""
        return tuple(one for one in self.fields if one.key in self.required)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Sections in which something is demanded."""
        return tuple(section for section in Section if any(one.section is section for one in self.demanded))

    def usable(self, key: str, *, special: bool) -> Field | None:
        """The field of this key when the college keeps it and it may be typed here."""
        return next(
            (one for one in self.fields if one.key == key and one.special is special and one.kind is not Kind.FAMILY),
            None,
        )


def choose(said: Mapping[str, tuple[bool, bool]]) -> Chosen:
    """The catalogue as a college keeps it; ``said``: key → (used, required) where the college decided."""
    kept = [(one, *said.get(one.key, (one.used, one.required))) for one in FIELDS]
    return Chosen(
        tuple(one for one, used, _required in kept if used),
        frozenset(one.key for one, used, required in kept if used and required),
    )
