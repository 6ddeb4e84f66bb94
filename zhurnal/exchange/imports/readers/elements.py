"""XML as a flat list of elements with their lines. Any DTD or entity is refused, and so is anything too large or too deep.

The parser is expat; that no entity is declared or opened is seen to by its handlers (the way of defusedxml).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.parsers import expat

from zhurnal.exchange.imports.readers.identify import What, identify
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.text import decode_xml

DEPTH = 32
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Element:
    """One element without its children: where it lay, its name without a namespace, its attributes."""

    parents: tuple[str, ...]
    name: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""

    def get(self, attribute: str) -> str:
        """The trimmed value, empty where the attribute is absent."""
        return " ".join(self.attributes.get(attribute, "").split())


@dataclass(frozen=True)
class Document:
    """A whole file; the root is the first of the elements."""

    file: str
    encoding: str
    elements: tuple[Element, ...]

    @property
    def root(self) -> Element:
        """The outermost element."""
        return self.elements[0]


class Refused(Exception):
    """The file asks for something that a data file has no business to ask for."""

    def __init__(self, code: str, reason: str, line: int) -> None:
        super().__init__(reason)
        self.code, self.reason, self.line = code, reason, line


class Collector:
    """Takes the events of expat."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements: list[Element] = []
        self.open: tuple[str, ...] = ()
        self.places: list[int] = []
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.EntityDeclHandler = self.refuse_entity
        self.parser.UnparsedEntityDeclHandler = self.refuse_entity
        self.parser.ExternalEntityRefHandler = self.refuse_entity

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keeps an element."""
        line = self.parser.CurrentLineNumber
        if len(self.open) >= DEPTH:
            raise Refused("too_deep", "Элементы вложены слишком глубоко. Это не обычная выгрузка.", line)
        if len(self.elements) >= self.limits.rows:
            raise Refused("too_long", f"В файле больше {self.limits.rows} элементов.", line)
        plain = {_local(key): self._short(value, line) for key, value in attributes.items()}
        name = _local(name)
        self.elements.append(Element(self.open, name, plain, line))
        self.open = (*self.open, name)
        self.places.append(len(self.elements) - 1)

    def end(self, _name: str) -> None:
        """Goes one level up."""
        self.open = self.open[:-1]
        self.places.pop()

    def words(self, text: str) -> None:
        """Text between the tags, with the element in which it stands."""
        if not text.isspace() and self.places:
            element = self.elements[self.places[-1]]
            whole = self._short(element.text + text, self.parser.CurrentLineNumber)
            self.elements[self.places[-1]] = replace(element, text=whole)

    def _short(self, value: str, line: int) -> str:
        if len(value) > self.limits.cell:
            raise Refused("huge_cell", f"Значение длиннее {self.limits.cell} знаков.", line)
        return value

    def refuse_doctype(self, *_: object) -> None:
        """A DTD is where entity bombs live."""
        reason = "В файле есть объявление типа (DTD). В выгрузках его не бывает, такой файл не открывается."
        raise Refused("dtd", reason, self.parser.CurrentLineNumber)

    def refuse_entity(self, *_: object) -> int:
        """Never reached when the DTD is refused; kept as a second lock."""
        raise Refused(
            "dtd", "В файле объявлены подстановки (entity). Такой файл не открывается.", self.parser.CurrentLineNumber
        )


def read_xml(file: str, data: bytes, wanted: str, limits: Limits, report: Report) -> Document | None:
    """The elements of a file; ``None`` after a complaint. ``wanted`` names what was expected: «XML aSc»."""
    what = identify(data)
    if what is What.EMPTY:
        report.add(Problem(file, f"Файл пуст, а нужен {wanted}.", code="empty"))
        return None
    if what is not What.XML:
        report.add(Problem(file, f"Это {what.value}, а нужен {wanted}.", code="wrong_kind"))
        return None
    decoded = decode_xml(data)
    if decoded.contradiction:
        reason = f"В файле написано, что он в кодировке {shorten(decoded.contradiction)}, но он в {decoded.encoding}. Проверьте фамилии."
        report.add(Problem(file, reason, Severity.QUESTION, "encoding", 1))
    if decoded.damaged:
        reason = f"В файле не читается знаков: {decoded.damaged}. Выгрузите его заново."
        report.add(Problem(file, reason, Severity.WARNING, "damaged_text"))
    return _parse(file, decoded.text, decoded.encoding, limits, report)


def _parse(file: str, text: str, encoding: str, limits: Limits, report: Report) -> Document | None:
    collector = Collector(limits)
    raw = text.encode("utf-8", "replace")
    try:
        for start in range(0, len(raw), CHUNK):
            collector.parser.Parse(raw[start : start + CHUNK], False)
        collector.parser.Parse(b"", True)
    except Refused as refused:
        report.add(Problem(file, refused.reason, code=refused.code, line=refused.line))
        return None
    except (expat.ExpatError, ValueError) as trouble:
        line = getattr(trouble, "lineno", 0)
        reason = "Файл обрывается или повреждён: дальше этой строки XML не читается. Выгрузите его заново."
        report.add(Problem(file, reason, code="broken_xml", line=line))
        return None
    return Document(file, encoding, tuple(collector.elements))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
