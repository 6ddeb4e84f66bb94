"""Which lessons stand on which spread: as many as both pages hold, parted between months where that costs little. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhurnal.printing.rules.widths import lines_of, width_of

MOST_COLUMNS = 40  # marks columns of a left page: 4.6 mm each
ROWS_ROOM = 150.0  # mm of a right page for rows of lessons
LINE, ROW, MOST_ROW = (
    3.5,
    4.9,
    6.05,
)  # mm: a further line, a row of one line, and how high it may stand where there is room
LEAST_PADDING = 1.32  # mm above and below the words of a row
TOPIC_ROOM, HOMEWORK_ROOM, SIZE = 345.0, 223.0, 9.0  # points
EARLY = 0.6  # a page may end with a month when so much of it is full
MOST_STUDENTS = 34
POINTS = 72 / 25.4  # in a millimetre
MOST_NAMES, NAMES_EDGE = 64.0, 2.6  # mm
FEWEST_COLUMNS = 22  # fewer are filled up with empty ones, as in a paper book
TITLE_ROOM, LARGE_TITLE, SMALL_TITLE = 610.0, 12.0, 9.5  # points
MARKS_ROOM, LOWEST, HIGHEST = 165.0, 4.1, 6.05  # mm
NOTE_ROOM, NOTE_SIZE, NOTE_LINE, NOTE_GAP = 765.0, 8.0, 3.1, 1.8  # points; mm


@dataclass(frozen=True, slots=True)
class Taken:
    """What a lesson takes: columns on the left page, millimetres on the right one; ``month`` tells where months part."""

    columns: int
    height: float
    month: tuple[int, int]


def height_of(topic: str, homework: str) -> float:
    """Millimetres of a lesson's row on the right page."""
    lines = max(lines_of(topic, TOPIC_ROOM, SIZE), lines_of(homework, HOMEWORK_ROOM, SIZE))
    return ROW + (lines - 1) * LINE


def spreads(lessons: Sequence[Taken]) -> list[tuple[int, int]]:
    """(first, after the last) of each spread, in order; nothing for no lessons."""
    found, first = [], 0
    while first < len(lessons):
        last = _full(lessons, first)
        if last < len(lessons):
            last = _at_month(lessons, first, last)
        found.append((first, last))
        first = last
    return found


def _full(lessons: Sequence[Taken], first: int) -> int:
    columns, height, last = 0, 0.0, first
    while last < len(lessons):
        columns, height = columns + lessons[last].columns, height + lessons[last].height
        if last > first and (columns > MOST_COLUMNS or height > ROWS_ROOM):
            break
        last += 1
    return last


def _at_month(lessons: Sequence[Taken], first: int, last: int) -> int:
    """The beginning of the last month that does not fit whole, if the page is full enough without it."""
    begins = last
    while begins > first and lessons[begins - 1].month == lessons[last].month:
        begins -= 1
    return begins if begins - first >= EARLY * (last - first) else last


def notes_height(notes: Iterable[str]) -> float:
    """Millimetres of the notes below a table."""
    return sum(NOTE_GAP + lines_of(note, NOTE_ROOM, NOTE_SIZE) * NOTE_LINE for note in notes)


def row_padding(heights: Sequence[float], notes: Iterable[str]) -> float:
    """Millimetres above and below a line, so that the rows fill the page without leaving it."""
    room = ROWS_ROOM - max(0.0, notes_height(notes) - (NOTE_GAP + NOTE_LINE))
    spare = (room - sum(heights)) / len(heights) if heights else MOST_ROW - ROW
    return LEAST_PADDING + max(0.0, min(spare, MOST_ROW - ROW)) / 2


def row_height(students: int, notes: Iterable[str], title: str = "") -> float:
    """Millimetres of a student's row on the left page; a title of two lines takes of it."""
    return max(LOWEST, min(HIGHEST, _shared(students, notes, title)))


def fits(students: int, notes: Iterable[str], title: str = "") -> bool:
    """Whether the left page holds the rows with these notes below them."""
    return _shared(students, notes, title) >= LOWEST


def _shared(students: int, notes: Iterable[str], title: str) -> float:
    room = MARKS_ROOM - notes_height(notes) - (lines_of(title, TITLE_ROOM, SMALL_TITLE) - 1) * LINE
    return room / (students + 1)


def names_width(names: Iterable[str], least: float) -> float:
    """Millimetres of the column in which the longest of the names stands on one line."""
    longest = max((width_of(name, SIZE) for name in names), default=0.0)
    return max(least, min(MOST_NAMES, round(longest / POINTS + NAMES_EDGE, 1)))


def title_size(title: str) -> float:
    """Points in which a title stands on one line, if it can."""
    return LARGE_TITLE if width_of(title, LARGE_TITLE) <= TITLE_ROOM else SMALL_TITLE
