"""Which places of a lesson a permission opens (A3.7): the whole lesson, or parts, columns and cells named one by one.

A place is «topic», «homework», «roll_call», «work:<slot>» or «cell:<student>:<slot>», where «*» stands for every student or
every column; slot 0 is attendance. Many are kept in one text, by spaces; an empty text is the whole lesson.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from zhurnal.journal.rules.commands import Command
from zhurnal.kernel.refusal import Refusal

ANY = "*"
PARTS = {"topic": "тема", "homework": "задание", "roll_call": "явка"}
MOST = 200  # places of one request
_KINDS = {"personal_homework": "homework"}


@dataclass(frozen=True, slots=True)
class Opening:
    """Places («» is the whole lesson) that are open until a moment."""

    until: datetime
    places: str = ""


def cell(student: str, slot: int | str) -> str:
    """A cell: student by 32 hexadecimal digits, or ``ANY``; column by number, or ``ANY``."""
    return f"cell:{student}:{slot}"


def of_remark(part: str, student: str) -> str:
    """The places that a remark means: a part («topic»), a column by number or the whole lesson (""), perhaps of one student only."""
    if part in ("topic", "homework"):
        return part
    if not part:
        return cell(student, ANY) if student else ""
    if student:
        return cell(student, part)
    whole = "roll_call" if part == "0" else f"work:{part}"
    return f"{cell(ANY, part)} {whole}"


def of_command(command: Command) -> str:
    """The place that a command writes."""
    if command.do == "entry":
        return cell(command.student.hex if command.student else "", abs(command.slot))
    if command.do == "work":
        return f"work:{command.slot}"
    return _KINDS.get(command.do, command.do)


def of_target(target: str) -> str:
    """The place that a record of change names (``rules.targets``), "" when it is none of a lesson's places."""
    kind, _colon, rest = target.partition(":")
    parts = rest.split(":")
    if kind == "cell" and len(parts) == 3:
        return cell(parts[1], abs(int(parts[2])))
    if kind == "work" and len(parts) == 2:
        return f"work:{parts[1]}"
    return "homework" if kind == "personal" else kind if kind in PARTS else ""


def covers(places: str, place: str) -> bool:
    """Whether a permission for ``places`` opens this place."""
    if not places:
        return True
    opened = places.split()
    if place in opened:
        return True
    kind, _colon, rest = place.partition(":")
    if kind != "cell":
        return False
    student, _colon, slot = rest.partition(":")
    return bool({cell(ANY, slot), cell(student, ANY), cell(ANY, ANY)} & set(opened))


def open_until(openings: Iterable[Opening], place: str) -> datetime | None:
    """Until when the place is open by the permission that lasts longest."""
    return max((one.until for one in openings if covers(one.places, place)), default=None)


UNKNOWN = Refusal("no_place", "Такого места в занятии нет. Обновите страницу и отметьте, что открыть, ещё раз.")
TOO_MANY = Refusal(
    "many_places", "Отмечено слишком много: можно до %(most)s мест. Попросите открыть всё занятие.", {"most": MOST}
)


def read_places(given: Iterable[str], students: Iterable[str]) -> str | Refusal:
    """Places as they came from a form, each once and in their order; what is none, and unknown students, are left out.

    Places that are named but cannot be read are refused: left out, they would open the whole lesson.
    """
    named, known = [place for place in given if place.strip()], {*students, ANY}
    found = list(dict.fromkeys(place for place in named if _is_place(place, known)))
    if named and not found:
        return UNKNOWN
    return TOO_MANY if len(found) > MOST else " ".join(found)


def is_slot(text: str) -> bool:
    """Whether this is the number of a column: one or two plain digits («²» is none)."""
    return text.isascii() and text.isdigit() and len(text) <= 2


def _is_place(place: str, students: set[str]) -> bool:
    kind, _colon, rest = place.partition(":")
    if kind == "cell":
        student, _colon, slot = rest.partition(":")
        return student in students and (slot == ANY or is_slot(slot))
    return place in PARTS or (kind == "work" and is_slot(rest))


def place_words(places: str, students: Mapping[str, str], works: Mapping[int, str]) -> str:
    """«тема; УО: Калугин Степан, Удальцов Семён»; "" for the whole lesson. ``works``: the short name of each column."""
    said: list[str] = []
    cells: dict[str, list[str]] = {}
    for place in places.split():
        kind, _colon, rest = place.partition(":")
        if kind == "cell":
            student, _colon, slot = rest.partition(":")
            who = "все студенты" if student == ANY else students.get(student, "студент")
            cells.setdefault(_column(slot, works), []).append(who)
        elif kind == "work":
            cells.setdefault(_column(rest, works), [])
        else:
            said.append(PARTS.get(kind, kind))
    said += [f"{column}: {', '.join(who)}" if who else column for column, who in cells.items()]
    return "; ".join(said)


def _column(slot: str, works: Mapping[int, str]) -> str:
    if slot == ANY:
        return "все записи"
    if slot == "0":
        return "посещаемость"
    return works.get(int(slot), f"столбец {slot}") if is_slot(slot) else "столбец"
