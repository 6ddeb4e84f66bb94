"""What plans of all lists have in common: rows known by their code or by what stands in them, differences cell by cell.

A cell that says what the journal would say itself changes nothing. A row that cannot be taken gets a sentence with its line and
column; a doubt becomes a question.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.exchange.imports.plan.book import Book, Mark, Row, plain
from zhurnal.exchange.imports.plan.calendar import Calendar, find_calendar
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.plan.lists.records import JOIN, MODELS, Asked, Record, records_of
from zhurnal.exchange.imports.readers.cells import days_short, read_count, read_date
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.retyping import texts_of
from zhurnal.exchange.lists import CODE, LISTS, Col, Described, Sort
from zhurnal.exchange.rules.changes import Choice, What
from zhurnal.exchange.rules.likeness import nearest
from zhurnal.kernel.dates import MONTHS_IN
from zhurnal.kernel.sought import fold
from zhurnal.kernel.wording import plural

Texts = Mapping[str, str]
SMALLEST, LARGEST = 0, 32_767  # what the table has room for


class Unfit(Exception):
    """A row that cannot be taken: the sentence says why, ``ask`` that a person decides and not that something is wrong.

    ``wrong`` is the text that cannot be taken, for which one of ``instead`` may stand if a person says so; ``at`` is the title of
    the column that holds the trouble.
    """

    def __init__(
        self, reason: str, *, ask: bool = False, at: str = "", wrong: str = "", instead: Collection[str] = ()
    ) -> None:
        super().__init__(reason)
        self.reason, self.ask = reason, ask or bool(instead)
        self.at, self.wrong, self.instead = at, wrong, tuple(instead)

    def cells(self, described: Described, texts: Texts) -> tuple[str, ...]:
        """Keys of the row's cells in which the trouble stands; none where it is of the whole row."""
        titled = tuple(column.key for column in described.columns if self.at and column.title == self.at)
        if titled or not self.wrong:
            return tuple(key for key in titled if key in texts)
        return tuple(key for key, text in texts.items() if text == self.wrong or self.wrong in people_of(text))


class ListPlan:
    """The plan of one list; each list says how its rows are found, made and changed. ``led``: its column of the staff's names."""

    led = ""

    def __init__(self, book: Book, content: ListFile) -> None:
        self.book, self.content = book, content
        self.described = LISTS[content.name]
        self.today = book.frame.today
        self.records = self.everyone(content.name)
        self.by_code = {record.pk.hex: record for record in self.records}
        self.seen: dict[object, int] = {}

    def plan(self) -> None:
        """Every row of the file: kept, changed, made, asked about or refused."""
        self.book.file = self.content.file
        for done, row in enumerate(self.content.rows):
            self.book.step(done, len(self.content.rows))
            texts = texts_of(self.content, row)
            mark, seen = self.book.mark(), len(self.seen)
            trouble = self._tried(row.line, texts, mark, seen)
            if trouble and (better := self._mended(row.line, texts, trouble)):
                trouble = self._tried(row.line, better, mark, seen)
            if trouble:
                what = What.ASK if trouble.ask else What.REFUSE
                entity, asks = self.described.entity, [f"{one}|Исправить на {one}" for one in trouble.instead]
                cells = trouble.cells(self.described, texts)
                self.book.tell(
                    entity,
                    f"line:{row.line}",
                    what,
                    self.title(texts),
                    trouble.reason,
                    row.line,
                    asks=asks,
                    wrong=cells,
                )

    def _tried(self, line: int, texts: Texts, mark: Mark, seen: int) -> Unfit | None:
        """Why the row was not taken; it is taken whole or not at all."""
        try:
            self._row(line, texts)
        except Unfit as trouble:
            self.book.back_to(mark)
            while len(self.seen) > seen:
                self.seen.popitem()  # and does not stand in the way of the same one written right
            return trouble
        return None

    def _mended(self, line: int, texts: Texts, trouble: Unfit) -> Texts | None:
        """The row with what a person chose instead of the cell that is wrong."""
        chosen = self.book.frame.choices.get(f"{self.described.entity}:line:{line}", "")
        if chosen not in trouble.instead:
            return None
        return {key: chosen if text == trouble.wrong else text for key, text in texts.items()}

    def _row(self, line: int, texts: Texts) -> None:
        record = self._known(texts)
        if record is None:
            self._check_filled(texts, [column.key for column in self.described.required])
            record = self.found(texts)
        if record is None:
            self._once(self.natural(texts), line)
            filled = [column for column in self._own(texts) if texts[column.key]]
            self.make(texts, {column.field: self._value(column, texts[column.key]) for column in filled}, line)
            return
        self._once(record.pk, line)
        coded = bool(texts.get("code"))  # an empty cell takes something away only where the row names its record
        differs = [key for key, text in texts.items() if key != "code" and not self._same(record, key, text)]
        changed = [key for key in differs if coded or texts[key]]
        if not changed:
            self.book.kept[self.described.entity] += 1
            return
        self._check_filled(texts, changed)
        entity, written = self.described.entity, len(self.book.changes)
        kept = self.book.kept[entity]
        columns = {column.key: column for column in self.described.columns}
        own = {columns[key].field: self._value(columns[key], texts[key]) for key in changed if columns[key].field}
        if own:
            self.rewrite(record, texts, own, line)
        for key in changed:
            if not columns[key].field:
                self.relink(record, texts, key, line)
        # A row is kept or changed and never both: what is only told in other words is no change.
        self.book.kept[entity] = kept + (len(self.book.changes) == written)

    def _same(self, record: Record, key: str, text: str) -> bool:
        """Whether a cell says what the journal says; the same people may be told by initials or in another order."""
        known = record.texts.get(key, "")
        return text == known or (key == self.led and _folded(self.people(text)) == _folded(people_of(known)))

    def _check_filled(self, texts: Texts, keys: Collection[str]) -> None:
        for column in self.described.required:
            if column.key in keys and not texts.get(column.key):
                raise Unfit(f"Столбец «{column.title}» пуст, а без него строку не загрузить.", at=column.title)

    def _known(self, texts: Texts) -> Record | None:
        code = texts.get("code", "").replace("-", "").lower()
        if not code:
            return None
        if code not in self.by_code:
            reason = "Такого кода в этом списке нет. Если запись новая, оставьте столбец «Код» пустым."
            raise Unfit(reason, at=CODE.title)
        return self.by_code[code]

    @cached_property
    def by_name(self) -> dict[str, list[Record]]:
        """Rows by the full name that stands in them."""
        return named(self.records)

    def _once(self, key: object, line: int) -> None:
        if key is None:
            return
        if key in self.seen:
            raise Unfit(f"Эта же запись уже была в строке {self.seen[key]}: читается первая.")
        self.seen[key] = line

    def _own(self, texts: Texts) -> list[Col]:
        return [column for column in self.described.columns if column.field and column.key in texts]

    def _value(self, column: Col, text: str) -> Any:
        """The cell as a value of the field; raises ``Unfit`` with the column's name."""
        if column.longest and len(text) > column.longest:
            raise Unfit(
                f"«{column.title}»: знаков {len(text)}, а помещается {column.longest}. Сократите.", at=column.title
            )
        if column.sort is Sort.DATE:
            return self.date(column.title, text) if text else None
        if column.sort is Sort.NUMBER:
            number = read_count(text) if text else 0
            if number is None or not SMALLEST <= number <= LARGEST:
                raise Unfit(f"«{column.title}»: здесь нужно целое число, а стоит «{text[:40]}».", at=column.title)
            return number
        if column.sort is Sort.WORD:
            return self._word(column, text)
        return text

    def _word(self, column: Col, text: str) -> Any:
        value = next((value for value, word in column.words.items() if fold(word) == fold(text)), None)
        short = [
            value for value, word in column.words.items() if text and fold(word).startswith(fold(text).rstrip("."))
        ]
        value = value if value is not None or len(short) != 1 else short[0]
        if value is None and text:
            words = " или ".join(f"«{word}»" for word in column.words.values())
            raise Unfit(f"«{column.title}»: здесь бывает {words}, а стоит «{text[:40]}».", at=column.title)
        if value in ("True", "False", None) and "True" in column.words:
            return value == "True"
        return value or ("" if "theory" not in column.words else "theory")

    def date(self, title: str, text: str) -> dt.date:
        """A date, or ``Unfit``."""
        day = read_date(text)
        if day is None and (short := days_short(text)):
            days = plural(short[1], ("день", "дня", "дней"))
            raise Unfit(f"«{title}»: даты «{text[:40]}» нет, в {MONTHS_IN[short[0] - 1]} {days}.", at=title)
        if day is None or day.doubtful:
            raise Unfit(f"«{title}»: «{text[:40]}» не читается как дата. Пишите так: 01.09.2026.", at=title)
        return day.value

    @cached_property
    def calendar(self) -> Calendar:
        """The term in which rows begin; ``Unfit`` where there is none."""
        found = find_calendar(Book(self.book.frame))
        if found is None or found.term.startswith("@"):
            raise Unfit("Учебный семестр ещё не заведён. Сначала откройте учебный год, потом загрузите этот список.")
        return found

    def everyone(self, name: str) -> list[Record]:
        """All rows of another list."""
        return records_of(
            name, Asked(self.book.frame.college_id, self.today, rows_of(self.book.frame.college_id, name))
        )

    @cached_property
    def groups(self) -> dict[str, Row]:
        """Groups of the present year by name."""
        return {
            fold(one.texts["name"]): {**one.facts, "id": one.pk.hex, "name": one.texts["name"]}
            for one in self.everyone("groups")
        }

    @cached_property
    def subgroups(self) -> dict[str, list[Row]]:
        """Subgroups by the id of their group."""
        found: dict[str, list[Row]] = {}
        for row in self.book.rows("subgroup"):
            found.setdefault(row["group_id"], []).append(row)
        return found

    def parts_of(self, group: str) -> list[Row]:
        """Subgroups of a group."""
        return self.subgroups.get(group, [])

    def group(self, name: str) -> Row:
        """A group of this year, or ``Unfit``."""
        row = self.groups.get(fold(name))
        if row is None:
            near = [
                title for _pk, title in nearest(name, [(one["id"], one["name"]) for one in self.groups.values()], 3)
            ]
            rest = "Похожие названия ниже." if near else "Сначала загрузите список «Группы»."
            raise Unfit(f"Группы «{name[:40]}» в этом году нет. {rest}", wrong=name, instead=near)
        closed = row.get("closed_on")
        if closed is not None and closed <= self.today:
            reason = f"Группа «{name[:40]}» закрыта с {closed:%d.%m.%Y}. Выберите другую или откройте её снова."
            raise Unfit(reason, wrong=name)
        return row

    @cached_property
    def staff(self) -> dict[str, list[Record]]:
        """Staff by full name."""
        return named(self.everyone("staff"))

    @cached_property
    def students(self) -> dict[str, list[Record]]:
        """Students by full name."""
        return named(self.everyone("students"))

    @cached_property
    def by_initials(self) -> dict[str, list[str]]:
        """«лосевп.и.» → full names of the staff."""
        found: dict[str, list[str]] = {}
        for record in (one for same in self.staff.values() for one in same):
            texts = record.texts
            parts = [part for key in ("given", "patronymic") if (part := texts.get(key, ""))]
            short = texts["surname"] + "".join(f"{part[0]}." for part in parts)
            found.setdefault(fold(short).replace(" ", ""), []).append(person_name(texts))
        return found

    def spelled(self, name: str) -> str:
        """The full name of «Лосев П. И.» or «лосев павел ильич», where it tells one of the staff; otherwise as it is told."""
        full = self.by_initials.get(fold(name).replace(" ", "")) or [
            person_name(one.texts) for one in self.staff.get(fold(name), [])
        ]
        return full[0] if len(full) == 1 else name

    def people(self, text: str) -> list[str]:
        """«Кравцова Ольга Сергеевна; Лосев П. И.» as full names."""
        return [self.spelled(name) for name in people_of(text)]

    def led_by(self, text: str, standing: Mapping[str, str]) -> dict[str, str]:
        """Who is named in a cell, id → name, before anything is written; ``standing``: those who lead already, known by name alone."""
        known = {fold(name): person for person, name in standing.items()}
        return {known.get(fold(name)) or self.colleague(name): name for name in self.people(text)}

    def colleague(self, name: str) -> str:
        """The only one of the staff with this full name or these initials, or ``Unfit``."""
        name = self.spelled(name)
        plain, _bracket, born = name.partition(
            " ("
        )  # of namesakes the birthday tells which: «Лосев Павел Ильич (05.03.1980)»
        found = self.staff.get(fold(plain if born else name), [])
        if born:
            found = [one for one in found if one.texts.get("birth_date") == born.rstrip(")")]
        if len(found) == 1:
            return found[0].pk.hex
        if found or fold(name).replace(" ", "") in self.by_initials:
            raise Unfit(
                f"Сотрудников с именем «{name[:80]}» несколько. Назначьте нужного в журнале.", ask=True, wrong=name
            )
        raise Unfit(
            f"Сотрудника «{name[:80]}» нет. Напишите имя полностью или с инициалами («Лосев П. И.»); если он новый, "
            "сначала загрузите список «Сотрудники».",
            wrong=name,
        )

    def student(self, name: str, group: str) -> str:
        """The only student with this full name (in the group, when it is named), or ``Unfit``."""
        found = [
            one for one in self.students.get(fold(name), []) if not group or fold(one.texts["group"]) == fold(group)
        ]
        if len(found) == 1:
            return found[0].pk.hex
        where = f" в группе {group[:40]}" if group else ""
        if found:
            raise Unfit(
                f"Студентов с именем «{name[:80]}»{where} несколько. Укажите группу или свяжите их в журнале.",
                ask=True,
                wrong=name,
            )
        raise Unfit(f"Студента «{name[:80]}»{where} нет. Сначала загрузите список «Студенты».", wrong=name)

    def tell(self, record: Record, texts: Texts, key: str, note: str, line: int) -> None:
        """A cell that a list does not change."""
        title = self.described.column(key).title
        asked = f"«{title}»: в журнале «{record.texts.get(key, '')}», в файле «{texts[key]}». {note}"
        place, about = f"{record.pk.hex}:{key}", self.title(texts)
        self.book.tell(self.described.entity, place, What.ASK, about, asked, line, pk=record.pk.hex, wrong=(key,))

    def choice(self, entity: str, key: str, title: str, note: str, line: int, pk: str = "") -> Choice | None:
        """What a person answered to «один человек?»; None asks."""
        answer = self.book.frame.choices.get(f"{entity}:{key}")
        if answer in tuple(Choice):
            return Choice(answer)
        self.book.tell(entity, key, What.ASK, title, note, line, pk=pk, asks=(Choice.SAME, Choice.NEW))
        return None

    def row_of(self, record: Record, values: Row) -> Row:
        """The record's own row as the book compares it; from what was read already, where it holds these fields."""
        if all(name in record.facts for name in values):
            return {"id": record.pk.hex, **{name: plain(record.facts[name]) for name in values}}
        return self.existing(self.described.entity, record.pk)

    def existing(self, entity: str, pk: UUID) -> Row:
        """A row of the college as the book compares it."""
        return self.book.rows(entity, Q(pk=pk))[0]

    # --- what each list says itself -------------------------------------------------------------------------------

    def title(self, texts: Texts) -> str:
        """How a preview calls the row."""
        return ", ".join(texts.get(column.key, "") for column in self.described.required)[:120]

    def natural(self, texts: Texts) -> object:
        """What two rows of a file may not share; None where they may."""
        return tuple(fold(texts.get(column.key, "")) for column in self.described.required)

    @cached_property
    def about(self) -> dict[object, list[Record]]:
        """Rows of the journal by what two of them do not share."""
        found: dict[object, list[Record]] = {}
        for record in self.records:
            found.setdefault(self.natural(record.texts), []).append(record)
        return found

    def found(self, texts: Texts) -> Record | None:
        """The row of the journal that a row without a code speaks of."""
        same = self.about.get(self.natural(texts), [])
        if len(same) > 1:
            raise Unfit("Таких записей в журнале несколько. Скачайте список и впишите код нужной.", ask=True)
        return same[0] if same else None

    def rewrite(self, record: Record, texts: Texts, values: Row, line: int) -> None:
        """New values of the row's own fields."""
        self.book.keep(
            self.described.entity, record.pk.hex, self.title(texts), self.row_of(record, values), values, line
        )

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """A new row."""
        self.book.create(self.described.entity, f"line:{line}", self.title(texts), values, line)

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """A cell that speaks of another table has changed."""
        raise NotImplementedError


def person_name(texts: Texts) -> str:
    """«Кравцова Ольга Сергеевна»."""
    return " ".join(part for key in ("surname", "given", "patronymic") if (part := texts.get(key, "")))


def people_of(text: str) -> list[str]:
    """«Кравцова Ольга Сергеевна; Лосев Павел Ильич» as a list."""
    return [" ".join(part.split()) for part in text.split(JOIN.strip()) if part.strip()]


def _folded(names: list[str]) -> list[str]:
    return sorted(fold(name) for name in names)


def named(records: list[Record]) -> dict[str, list[Record]]:
    """Rows by the folded full name that stands in them."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(fold(person_name(record.texts)), []).append(record)
    return found


def rows_of(college_id: UUID, name: str) -> Any:
    """All rows of the college among which a list looks."""
    model: Any = ENTITIES[MODELS[name]].model
    return model.objects.of(college_id)
