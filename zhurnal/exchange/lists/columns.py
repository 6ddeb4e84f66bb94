"""What a column of a list is, and what a list is."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class Sort(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    DATE = "date"  # 24.11.2026
    NUMBER = "number"  # whole, from 0
    WORD = "word"  # one of a few words


@dataclasses.dataclass(frozen=True, slots=True)
class Col:
    """A column. ``field``: the attribute of the row's own table, "" where the cell speaks of another one (a group, a leader).

    ``synonyms``: what files of other programs call it. ``words``: value → word. ``longest``: what the table has room for.
    ``fixed``: says what a row is about; it is told when the row is made and never changed in place. ``common``: a value that
    many rows share, so that it may be set for many of them at once.
    """

    key: str
    title: str
    field: str = ""
    sort: Sort = Sort.TEXT
    required: bool = False
    longest: int = 0
    synonyms: tuple[str, ...] = ()
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    fixed: bool = False
    common: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Described:
    """A list: its name in addresses, its title, the action that opens it, its columns in order, the table of its rows.

    ``entity`` is the table in which a row of the list has its id; ``what`` says in a sentence what one row is; ``whole``: what
    files call the whole name of those whose names the list has in parts, besides ``WHOLE_NAME``.
    """

    name: str
    title: str
    what: str
    icon: str
    action: str
    entity: str
    columns: tuple[Col, ...]
    whole: tuple[str, ...] = ()

    def column(self, key: str) -> Col:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def required(self) -> tuple[Col, ...]:
        """Columns without which a file is not this list."""
        return tuple(column for column in self.columns if column.required)


CODE = Col("code", "Код", synonyms=("Код записи", "ID"))
SURNAME = Col("surname", "Фамилия", "surname", required=True, longest=80, synonyms=("Last name", "Family name"))
GIVEN = Col("given", "Имя", "given", required=True, longest=80, synonyms=("First name",))
PATRONYMIC = Col("patronymic", "Отчество", "patronymic", longest=80, synonyms=("Middle name",))
BORN = Col("birth_date", "Дата рождения", "birth_date", Sort.DATE, synonyms=("Родился", "День рождения", "Д.р."))
SEX = Col("sex", "Пол", "sex", Sort.WORD, words={"m": "мужской", "f": "женский"}, common=True)
EMAIL = Col("email", "Почта", "email", longest=254, synonyms=("E-mail", "Email", "Электронная почта"))
CLOSED = Col("closed_on", "Закрыт с", "closed_on", Sort.DATE, synonyms=("Закрыта с", "Не действует с"), common=True)
WHOLE_NAME = ("ФИО", "Ф.И.О.", "Фамилия Имя Отчество", "ФИО полностью")
"""What files call a column that holds the whole name: its first word is the surname, the second the name, the rest the patronymic."""
REASON = "Почему не загрузилась"
"""The column that the journal adds to rows which it gives back to be mended; it is not read."""
WHOLE_STUDENT = ("ФИО студента", "ФИО обучающегося")
PERSON = (SURNAME, GIVEN, PATRONYMIC, BORN, SEX, EMAIL)
