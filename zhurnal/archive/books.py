"""The workbook of a package: records of a group's year as sheets that people read (A12.6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from zhurnal.archive.records import Record, Records
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import LEVEL_WORDS
from zhurnal.inspection.rules.states import STATE_WORDS as REMARK_WORDS
from zhurnal.journal.rules.corrections import STRUCK, value_words
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.modules.rules.corrections import done_words
from zhurnal.movement.rules.kinds import KIND_WORDS as ORDER_WORDS
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.statements.rules.kinds import STATE_WORDS as STATEMENT_WORDS


@dataclass(slots=True)
class Words:
    """id → what people call it."""

    full: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    discipline: dict[str, str] = field(default_factory=dict)
    journal: dict[str, str] = field(default_factory=dict)
    lesson: dict[str, Record] = field(default_factory=dict)
    term: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Records) -> "Words":
        """The words of a package."""
        people = {one["id"]: (one["surname"], one["given"], one["patronymic"]) for one in found["person"]}
        disciplines = {one["id"]: f"{one['index']} {one['name']}".strip() for one in found["discipline"]}
        parts = {one["id"]: one["name"] for one in found["subgroup"]}
        journals = {
            one["id"]: ", ".join(filter(None, (disciplines.get(one["discipline"], ""), parts.get(one["subgroup"], ""))))
            for one in found["journal"]
        }
        return cls(
            {pk: full_name(*name) for pk, name in people.items()}, {pk: short_name(*name) for pk, name in people.items()},
            disciplines, journals, {one["id"]: one for one in found["lesson"]},
            {one["id"]: one["number"] for one in found["term"]},
        )  # fmt: skip

    def day(self, lesson: Any) -> date | None:
        """The day of a lesson."""
        row = self.lesson.get(lesson)
        return date.fromisoformat(row["date"]) if row else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value).replace(tzinfo=None) if value else None


TEXT, NUMBER, DATE, MOMENT = Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.MOMENT


def _columns(*titles: tuple[str, str, Kind]) -> tuple[Column, ...]:
    return tuple(Column(*one) for one in titles)


def _students(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    born = {one["id"]: one["birth_date"] for one in found["person"]}
    rows = sorted(found["membership"], key=lambda one: (words.full.get(one["student"], ""), one["entered"]))
    for number, one in enumerate(rows, 1):
        yield (
            number, words.full.get(one["student"], ""), _day(born.get(one["student"])), _day(one["entered"]),
            _day(one["left"]), one["order_in"], one["order_out"], one["note"], one["student"],
        )  # fmt: skip


def _lessons(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    written = {one["lesson"]: one for one in found["lesson_record"]}
    tasks = {one["lesson"]: one["text"] for one in found["homework"]}
    rows = sorted(found["lesson"], key=lambda one: (words.journal.get(one["journal"], ""), one["date"], one["pair"]))
    for one in rows:
        yield (
            words.journal.get(one["journal"], ""), _day(one["date"]), one["pair"], one["hours"],
            "отменено" if one["state"] == "cancelled" else written.get(one["id"], {}).get("topic", ""),
            tasks.get(one["id"], ""), words.short.get(one["teacher"], ""), "да" if one["substituted"] else "",
            _moment(written.get(one["id"], {}).get("recorded_at")), one["id"],
        )  # fmt: skip


def _entries(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    kinds = {(one["lesson"], one["slot"]): one["kind"] for one in found["work"]}
    marked = [one for one in (*found["mark"], *found["attendance"]) if one["value"]]
    rows = [(words.journal.get(one["journal"], ""), words.day(one["lesson"]) or date.min, one) for one in marked]
    for journal, day, one in sorted(rows, key=lambda row: (row[0], row[1], words.full.get(row[2]["student"], ""))):
        kind = "посещаемость" if one["slot"] == 0 else kinds.get((one["lesson"], abs(one["slot"])), "")
        yield (
            journal, day, words.full.get(one["student"], ""), kind, one["value"], "отработка" if one["slot"] < 0 else "",
            _day(one["dated"]), one["corrected"], words.short.get(one["author"], ""), one["id"],
        )  # fmt: skip


def _results(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    rows = sorted(found["result"], key=lambda one: (words.full.get(one["student"], ""), one["semester"]))
    levels = {str(level): said for level, said in LEVEL_WORDS.items()}
    for one in rows:
        average = one["average"] / 100 if one["average"] is not None else None
        yield (
            words.full.get(one["student"], ""), words.discipline.get(one["discipline"], ""), words.term.get(one["term"]),
            levels.get(one["level"], one["level"]), one["value"], one["proposed"], average, one["reason"], one["ground"],
            words.short.get(one["set_by"], ""), one["id"],
        )  # fmt: skip


def _statements(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    states = {str(state): said for state, said in STATEMENT_WORDS.items()}
    lines: dict[str, list[Record]] = {}
    for line in found["statement_line"]:
        lines.setdefault(line["statement"], []).append(line)
    for one in sorted(found["statement"], key=lambda one: (one["dated"], one["number"] or 0)):
        for line in sorted(lines.get(one["id"], []), key=lambda line: words.full.get(line["student"], "")):
            yield (
                one["number"], _day(one["dated"]), words.discipline.get(one["discipline"], ""), one["form"],
                states.get(one["state"], one["state"]), words.full.get(line["student"], ""), line["ticket"], line["value"],
                line["barred"] or line["remark"], words.short.get(line["set_by"], ""), line["id"],
            )  # fmt: skip


def _movements(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    kinds = {str(kind): said for kind, said in ORDER_WORDS.items()}
    for one in sorted(found["movement"], key=lambda one: (one["effective"], one["id"])):
        yield (
            _day(one["effective"]), words.full.get(one["student"], ""), kinds.get(one["order_kind"], ""), one["order_number"],
            _day(one["order_dated"]), one["ground"], one["details"], _day(one["undone_at"]), one["id"],
        )  # fmt: skip


SAID: dict[str, Callable[[Any], str]] = {"result": trace.value_words, "practice": done_words}


def _corrections(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    journals = words.journal | _pages(found, words)
    for one in sorted(found["correction"], key=lambda one: one["at"]):
        said = SAID.get(one["what"], value_words)
        yield (
            _moment(one["at"]), journals.get(one["journal"], ""), words.day(one["lesson"]),
            words.full.get(one["student"], ""), one["entry"], said(one["before"]), said(one["after"]) or STRUCK,
            one["reason"], one["by"], one["id"],
        )  # fmt: skip


def _pages(found: Records, words: Words) -> dict[str, str]:
    """Page of practice → its discipline."""
    return {one["id"]: words.discipline.get(one["discipline"], "") for one in found["practice_page"]}


def _places(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    pages, own = _pages(found, words), {one["id"]: one for one in found["practice_page"]}
    rows = sorted(found["practice_place"], key=lambda one: (pages[one["page"]], words.full.get(one["student"], "")))
    for one in rows:
        page = own[one["page"]]
        yield (
            pages[one["page"]], words.full.get(one["student"], ""), _day(one["since"] or page["starts"]),
            _day(one["until"] or page["ends"]), one["enterprise"], one["enterprise_address"], one["mentor"],
            words.short.get(one["leader"] or page["leader"], ""), _day(one["attestation_sheet"]),
            _day(one["characterisation"]), _day(one["diary"]), _day(one["report"]), one["id"],
        )  # fmt: skip


def _practice(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    pages = _pages(found, words)
    rows = [(pages[one["page"]], one["date"], words.full.get(one["student"], ""), one) for one in found["practice_day"]]
    for page, date_of, student, one in sorted(rows, key=lambda row: row[:3]):
        done = (one["hours"], one["work"]) if one["hours"] else (0, "не был")
        yield (page, _day(date_of), student, *done, words.short.get(one["written_by"], ""), one["id"])


def _consultations(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    projects = {one["id"]: one for one in found["project"]}
    for one in sorted(found["consultation"], key=lambda one: (one["project"], one["date"])):
        project = projects[one["project"]]
        yield (
            words.full.get(project["student"], ""), words.discipline.get(project["discipline"], "дипломный проект"),
            project["topic"], _day(one["date"]), one["hours"], one["work"], words.short.get(one["given_by"], ""),
            one["struck_reason"] if one["struck_at"] else "", one["id"],
        )  # fmt: skip


def _remarks(found: Records, words: Words) -> Iterator[tuple[Cell, ...]]:
    rounds = {one["id"]: one["title"] for one in found["check_round"]}
    states = {str(state): said for state, said in REMARK_WORDS.items()}
    for one in sorted(found["remark"], key=lambda one: (one["issued_at"], one["number"])):
        yield (
            one["number"], _day(one["issued_at"]), rounds.get(one["round"], ""), words.journal.get(one["journal"], ""),
            words.day(one["lesson"]), words.short.get(one["author"], ""), one["text"], one["demand"],
            words.short.get(one["teacher"], ""), _day(one["due"]), states.get(one["state"], one["state"]),
            _day(one["closed_at"]), one["id"],
        )  # fmt: skip


ID = ("id", "Номер записи", TEXT)
SHEETS: tuple[tuple[str, Callable[[Records, Words], Iterator[tuple[Cell, ...]]], tuple[Column, ...]], ...] = (
    ("Студенты", _students, _columns(("number", "№", NUMBER), ("student", "Студент", TEXT), ("born", "Дата рождения", DATE),
        ("entered", "В списке с", DATE), ("left", "Выбыл", DATE), ("order_in", "Приказ о зачислении", TEXT),
        ("order_out", "Приказ о выбытии", TEXT), ("note", "Примечание", TEXT), ID)),
    ("Занятия", _lessons, _columns(("journal", "Журнал", TEXT), ("date", "Дата", DATE), ("pair", "Пара", NUMBER),
        ("hours", "Часов", NUMBER), ("topic", "Тема", TEXT), ("homework", "Домашнее задание", TEXT),
        ("teacher", "Преподаватель", TEXT), ("substituted", "Замена", TEXT), ("recorded", "Записано, UTC", MOMENT), ID)),
    ("Записи", _entries, _columns(("journal", "Журнал", TEXT), ("date", "Дата занятия", DATE), ("student", "Студент", TEXT),
        ("kind", "Вид работы", TEXT), ("value", "Знак", TEXT), ("made_up", "Отработка", TEXT), ("dated", "Дата отработки", DATE),
        ("corrected", "Исправлено раз", NUMBER), ("author", "Кто поставил", TEXT), ID)),
    ("Итоги", _results, _columns(("student", "Студент", TEXT), ("discipline", "Дисциплина", TEXT), ("term", "Семестр", NUMBER),
        ("level", "Вид итога", TEXT), ("value", "Отметка", TEXT), ("proposed", "Предложено", TEXT),
        ("average", "Средний балл", NUMBER), ("reason", "Почему отличается", TEXT), ("ground", "Основание", TEXT),
        ("author", "Кто поставил", TEXT), ID)),
    ("Ведомости", _statements, _columns(("number", "№", NUMBER), ("dated", "Дата", DATE), ("discipline", "Дисциплина", TEXT),
        ("form", "Форма", TEXT), ("state", "Состояние", TEXT), ("student", "Студент", TEXT), ("ticket", "Билет", TEXT),
        ("value", "Отметка", TEXT), ("remark", "Примечание", TEXT), ("author", "Кто поставил", TEXT), ID)),
    ("Движение", _movements, _columns(("effective", "С какого дня", DATE), ("student", "Студент", TEXT), ("kind", "Что", TEXT),
        ("number", "Приказ", TEXT), ("dated", "От", DATE), ("ground", "Основание", TEXT), ("details", "Подробности", TEXT),
        ("undone", "Отменено", DATE), ID)),
    ("Исправления", _corrections, _columns(("at", "Когда, UTC", MOMENT), ("journal", "Журнал", TEXT),
        ("date", "Дата занятия", DATE), ("student", "Студент", TEXT), ("what", "Что", TEXT), ("before", "Было", TEXT),
        ("after", "Стало", TEXT), ("reason", "Причина", TEXT), ("by", "Кто", TEXT), ID)),
    ("Места практики", _places, _columns(("practice", "Практика", TEXT), ("student", "Студент", TEXT), ("since", "С", DATE),
        ("until", "По", DATE), ("enterprise", "Предприятие", TEXT), ("address", "Адрес", TEXT), ("mentor", "Наставник", TEXT),
        ("leader", "Руководитель", TEXT), ("sheet", "Аттестационный лист", DATE), ("characterisation", "Характеристика", DATE),
        ("diary", "Дневник", DATE), ("report", "Отчёт", DATE), ID)),
    ("Дни практики", _practice, _columns(("practice", "Практика", TEXT), ("date", "Дата", DATE), ("student", "Студент", TEXT),
        ("hours", "Часов", NUMBER), ("work", "Вид работ", TEXT), ("author", "Кто записал", TEXT), ID)),
    ("Консультации", _consultations, _columns(("student", "Студент", TEXT), ("project", "Проект", TEXT), ("topic", "Тема", TEXT),
        ("date", "Дата", DATE), ("hours", "Часов", NUMBER), ("work", "Что сделано", TEXT), ("author", "Кто провёл", TEXT),
        ("struck", "Вычеркнуто, причина", TEXT), ID)),
    ("Замечания", _remarks, _columns(("number", "№", NUMBER), ("issued", "Выписано", DATE), ("round", "Проверка", TEXT),
        ("journal", "Журнал", TEXT), ("date", "Дата занятия", DATE), ("author", "Кто выписал", TEXT), ("text", "Замечание", TEXT),
        ("demand", "Что сделать", TEXT), ("teacher", "Кому", TEXT), ("due", "Срок", DATE), ("state", "Состояние", TEXT),
        ("closed", "Закрыто", DATE), ID)),
)  # fmt: skip


def book(found: Records) -> Table:
    """Students, then sheets of lessons, entries, results, statements, movement, corrections, practice, consultations, remarks."""
    words = Words.of(found)
    first, *others = (Table(title, columns, rows(found, words)) for title, rows, columns in SHEETS)
    return replace(first, more=tuple(others))
