"""Of which discipline a work programme is: what its title page says, and what its file is called. Only proposals: who knows the college decides."""

import re
from collections.abc import Iterator, Sequence

from zhurnal.exchange.imports.readers.indices import kind_of, read_index

MOST_NAMES, NAME_LIMIT = 10, 200
CALLED = re.compile(
    r"(?:дисциплин|междисциплинарн\w+\s+курс|учебн\w+\s+предмет)\w*(?:\s*\(\s*(?:модул|предмет|курс|МДК)\w*\s*\))?\s*[:\-–—]?\s*(.*)$",
    re.IGNORECASE,
)
INDEXED = re.compile(r"^([А-ЯЁA-Z]{1,5}\s?\.?\s?\d[\d.]*[а-я]?)(?:[\s:\-–—]+(.*))?$", re.IGNORECASE)
TAIL = re.compile(
    r"\s*(?:[,;(]|\b(?:для|по)\s+(?:специальност|професси)\w*|\bспециальност\w*|\bгрупп[аыуе]?\b|\bна\s+20\d\d\b|\b\d\s*курс\w*).*$",
    re.IGNORECASE,
)
QUOTED = re.compile(r"^[«\"“]([^«»\"“”]+)[»\"”]")
PAPER = re.compile(
    r"\b(?:ктп|рп|рпуд|рпд|(?:рабочая\s+)?программа|(?:календарно[\s-]*)?тематический\s+план(?:ирование)?|календарный\s+план|"
    r"(?:учебной\s+|по\s+)?дисциплин[аыеу]|уд)\b|\b20\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?(?:\s*(?:уч\w*\.?\s*)?г(?:од\w*)?\b\.?)?",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b([1-6])\s*(?:-?[йг]о?\s+)?курс\w*", re.IGNORECASE)
SEMESTER = re.compile(r"\b(\d{1,2})\s*(?:-?[йг]о?\s+)?сем(?:естр\w*)?\b\.?", re.IGNORECASE)
EDGES = ' .,;:-–—()«»"“”№'


def names_in(heads: Sequence[str]) -> tuple[str, ...]:
    """What the page calls its discipline: after the word itself, in the next line, or in a line that begins with an index."""
    return tuple(dict.fromkeys(name for found in _named(heads) if (name := _cut(found))))[:MOST_NAMES]


def _named(heads: Sequence[str]) -> Iterator[str]:
    for place, head in enumerate(heads):
        called = CALLED.search(head)
        if called:
            yield called[1] or (heads[place + 1] if place + 1 < len(heads) else "")
        elif split(head)[0]:
            yield head


def _cut(found: str) -> str:
    quoted = QUOTED.match(found.strip())
    text = quoted[1] if quoted else TAIL.sub("", found)
    return " ".join(re.sub(r"[«»\"“”]", " ", text).split()).strip(EDGES)[:NAME_LIMIT]


def name_of(file: str) -> str:
    """«КТП_ОП.02_Электротехника_2026-2027.docx» → «ОП.02 Электротехника»; words with figures at the end are a group."""
    words = _plain(file)
    for other in (YEAR, SEMESTER, PAPER):
        words = other.sub(" ", words)
    parts = words.split()
    while len(parts) > 1 and any(sign.isdigit() for sign in parts[-1]) and not split(" ".join(parts[-2:]))[0]:
        parts.pop()
    return " ".join(parts).strip(EDGES)[:NAME_LIMIT]


def year_in(file: str) -> int:
    """The year of study that the file's name says («2 курс»); 0 when none."""
    found = YEAR.search(_plain(file))
    return int(found[1]) if found else 0


def semester_in(file: str) -> int:
    """The semester that the file's name says; 0 when none."""
    found = SEMESTER.search(_plain(file))
    return int(found[1]) if found else 0


def _plain(file: str) -> str:
    stem = file.rpartition("/")[2]
    return re.sub(r"\.(?:xlsx|xls|ods|docx)$", "", stem, flags=re.IGNORECASE).replace("_", " ")


def split(name: str) -> tuple[str, str]:
    """Index, put right, and name: «OП 02 Электротехника» → («ОП.02», «Электротехника»); no index, "" before the name."""
    found = INDEXED.match(name.strip())
    index = read_index(found[1].upper()).text if found else ""
    if found and kind_of(index):
        return index, (found[2] or "").strip(EDGES)
    return "", name.strip()
