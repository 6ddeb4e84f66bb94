"""Which columns of a list are shown in its table, narrow it, and what stands on a button. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhurnal.exchange.lists import LISTS, Col


@dataclass(frozen=True, slots=True)
class Screen:
    """A list on the screen. ``one``: «новый кабинет»; ``hidden``: columns only on the row's own page; ``narrowing``: selects."""

    new: str
    bearer: str
    hidden: tuple[str, ...] = ()
    narrowing: tuple[str, ...] = ()


SCREENS: Mapping[str, Screen] = {
    "staff": Screen("Новый сотрудник", "сотрудник,сотрудника,сотрудников", ("sex",)),
    "students": Screen("Новый студент", "студент,студента,студентов", ("sex", "email"), ("group", "sex")),
    "parents": Screen("Новая связь", "связь,связи,связей", ("email", "basis", "consent"), ("group",)),
    "groups": Screen("Новая группа", "группа,группы,групп", (), ("department", "course_year")),
    "subgroups": Screen("Новая запись", "запись,записи,записей", (), ("group", "subgroup")),
    "rooms": Screen("Новый кабинет", "кабинет,кабинета,кабинетов", (), ("building",)),
    "disciplines": Screen("Новая дисциплина", "дисциплина,дисциплины,дисциплин", (), ("kind",)),
    "load": Screen("Новый журнал", "журнал,журнала,журналов", (), ("group", "teachers")),
}
ORDER = ("staff", "students", "parents", "groups", "subgroups", "rooms", "disciplines", "load")
MAIN = {"disciplines": "name", "subgroups": "student", "load": "discipline"}
"""The column that leads to the row's page, where it is not the first."""
PERSONAL = frozenset({"staff", "students", "parents"})


def title_of(name: str, texts: Mapping[str, str]) -> str:
    """How a row is called on its page and in the table."""
    keys = {"disciplines": ("name",), "load": ("group", "subgroup", "discipline")}.get(name, ())
    if name == "rooms":
        return texts.get("name", "")
    if not keys:
        keys = ("surname", "given", "patronymic") if name in PERSONAL else ("name",)
    if name == "subgroups":
        keys = ("student",)
    joined = ", " if name == "load" else " "
    return joined.join(texts[key] for key in keys if texts.get(key))


def shown_columns(name: str) -> tuple[Col, ...]:
    """Columns of the table; people's names stand in one of them."""
    hidden = {"code", "given", "patronymic", *SCREENS[name].hidden}
    columns = [column for column in LISTS[name].columns if column.key not in hidden]
    main = MAIN.get(name, columns[0].key)
    return tuple(sorted(columns, key=lambda column: column.key != main))


def editable_columns(name: str, *, new: bool) -> tuple[Col, ...]:
    """Columns of the form: of a new row all that a person may tell, of an old one those that are changed in place."""
    told = tuple(column for column in LISTS[name].columns if column.key != "code")
    if new:
        return tuple(column for column in told if column.key not in ("roles", "until", "closed_on", "consent"))
    return tuple(column for column in told if not column.fixed)


def common_columns(name: str) -> tuple[Col, ...]:
    """Columns that may be set for many rows at once."""
    return tuple(column for column in LISTS[name].columns if column.common)
