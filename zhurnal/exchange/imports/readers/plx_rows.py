"""The rows of a ``.plx`` data set: tables by name, and the tree of cycles, disciplines, modules and their parts."""

from collections import Counter
from dataclasses import dataclass, field

from zhurnal.exchange.imports.readers.cells import read_count, read_yes_no
from zhurnal.exchange.imports.readers.elements import Document, Element
from zhurnal.exchange.imports.readers.indices import Index, kind_by_type, kind_of, read_index
from zhurnal.exchange.imports.readers.plan import Item
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten

OLD_STATE = "before"  # part of a diffgram with rows as they were before they were changed
DATA_SET = "dsMMISDB"
DEEPEST, MOST_HOURS = 20, 20_000


@dataclass
class Book:
    """A plan's tables and the means to complain about their rows."""

    document: Document
    report: Report
    tables: dict[str, list[Element]] = field(default_factory=dict)
    words: dict[str, dict[str, Element]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.document.elements:
            if element.parents[-1:] == (DATA_SET,) and OLD_STATE not in element.parents:
                self.tables.setdefault(element.name, []).append(element)

    @property
    def file(self) -> str:
        """The name to complain with."""
        return self.document.file

    def rows(self, table: str) -> list[Element]:
        """Rows of a table, none where the file has no such table."""
        return self.tables.get(table, [])

    def first(self, table: str) -> Element:
        """The only row of a table, an empty one where there is none."""
        rows = self.rows(table)
        return rows[0] if rows else Element((), table, {}, 0)

    def word(self, table: str, code: str, column: str) -> str:
        """A word out of one of the file's dictionaries."""
        if table not in self.words:
            self.words[table] = {row.get("Код"): row for row in reversed(self.rows(table))}
        found = self.words[table].get(code)
        return found.get(column) if found is not None else ""

    def complain(
        self, row: Element, column: str, reason: str, severity: Severity, code: str, value: str | None = None
    ) -> None:
        """A problem at this row and column."""
        shown = shorten(row.get(column) if value is None else value)
        self.report.add(Problem(self.file, reason, severity, code, row.line, column, shown))


@dataclass(frozen=True)
class Tree:
    """Items in the order of the plan, and the key for each code of the two tables that they come from."""

    items: tuple[Item, ...]
    keys: dict[str, str]  # code in ПланыСтроки → key


def read_tree(book: Book) -> Tree:
    """Cycles first, then the rows in the order of the plan; each with its parent."""
    keys: Counter[str] = Counter()
    cycles = _cycles(book, keys)
    rows = sorted(book.rows("ПланыСтроки"), key=lambda row: (read_count(row.get("Порядок")) or 0, row.line))
    parents = {row.get("КодРодителя") for row in rows if row.get("КодРодителя")}
    found: dict[str, Item] = {}
    kept: list[Element] = []
    for position, row in enumerate(rows, len(cycles) + 1):
        code = row.get("Код")
        if not code or code in found:
            book.complain(
                row, "Код", "Нет кода строки, или он повторяется: строка не взята.", Severity.ERROR, "double_id"
            )
            continue
        found[code] = _item(book, row, keys, position, has_children=code in parents)
        kept.append(row)
    up = {row.get("Код"): row.get("КодРодителя") for row in rows}
    items = [_with_parent(book, row, found, cycles, up) for row in kept]
    return Tree((*cycles.values(), *items), {code: item.key for code, item in found.items()})


def _cycles(book: Book, keys: Counter[str]) -> dict[str, Item]:
    rows = {row.get("Код"): row for row in book.rows("ПланыЦиклы")}
    made: dict[str, Item] = {}
    for position, (code, row) in enumerate(rows.items(), 1):
        index = read_index(row.get("Идентификатор"))
        key = _key(f"цикл:{index.text}", keys)
        made[code] = Item(
            key,
            code,
            index.text,
            row.get("Идентификатор"),
            row.get("Цикл"),
            "cycle",
            row.get("КодРодителя"),
            position,
            read_yes_no(row.get("Факультативы")) is True,
            0,
            row.line,
        )
    return {
        code: _moved(item, made[item.parent].key if item.parent in made and item.parent != code else "")
        for code, item in made.items()
    }


def _item(book: Book, row: Element, keys: Counter[str], position: int, *, has_children: bool) -> Item:
    written = row.attributes.get("ДисциплинаКод", "")
    index, name, object_type = read_index(written), row.get("Дисциплина"), row.get("ТипОбъекта")
    _tell_index(book, row, index)
    practice = book.word("СправочникВидыПрактик", row.get("ВидПрактики"), "Наименование").casefold()
    guess = kind_by_type(object_type, practice, has_children=has_children)
    kind = kind_of(index.text, object_type)
    if not kind:
        what = "Индекс не указан" if not index.text else "Незнакомый индекс"
        book.complain(
            row, "ДисциплинаКод", f"{what}: «{shorten(name)}» прочитано по виду строки.", Severity.QUESTION, "index"
        )
        kind = guess
    if not name:
        book.complain(row, "Дисциплина", "У строки плана нет названия.", Severity.WARNING, "no_name", index.text)
    hours = read_count(row.get("ЧасовПоПлану") or "0")
    if hours is None or hours > MOST_HOURS:
        book.complain(row, "ЧасовПоПлану", "Часы не читаются как целое число.", Severity.WARNING, "hours")
        hours = 0
    optional = read_yes_no(row.get("Факультатив")) is True
    key = _key(index.text or name, keys)
    if key.endswith("#2"):
        book.complain(
            row,
            "ДисциплинаКод",
            "Такой индекс уже есть у другой строки плана.",
            Severity.QUESTION,
            "double_index",
            index.text,
        )
    return Item(key, row.get("Код"), index.text, written, name, kind, "", position, optional, hours, row.line)


def _tell_index(book: Book, row: Element, index: Index) -> None:
    if index.folded:
        reason = f"В индексе латинские буквы вместо русских. Прочитан как «{index.text}»."
        book.complain(row, "ДисциплинаКод", reason, Severity.WARNING, "latin_index")
    elif index.mended:
        reason = f"Индекс написан непривычно. Прочитан как «{index.text}»."
        book.complain(row, "ДисциплинаКод", reason, Severity.WARNING, "mended_index")


def _with_parent(book: Book, row: Element, found: dict[str, Item], cycles: dict[str, Item], up: dict[str, str]) -> Item:
    item = found[row.get("Код")]
    parent, cycle = row.get("КодРодителя"), row.get("КодБлока")
    if parent and (parent not in found or _is_under(parent, item.code, up)):
        book.complain(
            row,
            "КодРодителя",
            "Строка, частью которой эта должна быть, в плане не найдена.",
            Severity.WARNING,
            "no_parent",
        )
        parent = ""
    if parent:
        return _moved(item, found[parent].key)
    if cycle and cycle not in cycles:
        book.complain(
            row, "КодБлока", "Цикл, к которому относится строка, в плане не найден.", Severity.WARNING, "no_parent"
        )
    return _moved(item, cycles[cycle].key if cycle in cycles else "")


def _is_under(code: str, ancestor: str, up: dict[str, str]) -> bool:
    """Whether a row lies under another one, so that making it the parent would close a ring."""
    for _ in range(DEEPEST):
        if not code or code == ancestor:
            return bool(code)
        code = up.get(code, "")
    return True


def _key(text: str, keys: Counter[str]) -> str:
    keys[text] += 1
    return text if keys[text] == 1 else f"{text}#{keys[text]}"


def _moved(item: Item, parent: str) -> Item:
    return Item(
        item.key,
        item.code,
        item.index,
        item.written,
        item.name,
        item.kind,
        parent,
        item.position,
        item.optional,
        item.hours,
        item.line,
    )
