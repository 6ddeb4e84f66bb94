"""FET (free timetabling software): a ``.fet`` file with its placements, alone or with the result ``…_activities.xml``.

What is taught stands in ``Activities_List``; where it lies in ``ConstraintActivityPreferredStartingTime`` and
``ConstraintActivityPreferredRoom``, or in the result's ``Activities_Timetable``. Years hold groups hold subgroups. A cycle
of more than a week names its days «А-Понедельник»; in the mode of mornings and afternoons each weekday stands twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from zhurnal.exchange.imports.readers.cells import read_count, read_time
from zhurnal.exchange.imports.readers.elements import Document
from zhurnal.exchange.imports.readers.gathering import Gathering, Placed
from zhurnal.exchange.imports.readers.headings import FORMS, WORD
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten
from zhurnal.exchange.imports.readers.timetable import Day, Period

ACTIVITY, TIME, ROOM = "Activity", "ConstraintActivityPreferredStartingTime", "ConstraintActivityPreferredRoom"
ROOTS = frozenset({"fet", "Activities_Timetable"})
FULL, TWICE = Decimal("0.5"), "Mornings_Afternoons"


@dataclass
class Record:
    """One element with the texts of its children."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The first value, "" without one."""
        return (self.values.get(name) or [""])[0]


def records(document: Document, name: str) -> Iterator[Record]:
    """Elements of this name, with the texts of their children."""
    found: Record | None = None
    for element in document.elements:
        if element.name == name:
            if found is not None:
                yield found
            found = Record(element.line)
        elif found is not None and element.parents and element.parents[-1] == name:
            found.values.setdefault(element.name, []).append(" ".join(element.text.split()))
    if found is not None:
        yield found


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity lies; ``hour`` counts from 0 within the file's day."""

    day: str
    hour: str
    room: str = ""


def read_fet(documents: Iterable[Document], gathering: Gathering) -> None:
    """What is taught and placed; a file without placements is refused, for it is no timetable."""
    found = list(documents)
    main = next((document for document in found if document.root.name == "fet"), None)
    if main is None:
        reason = (
            "Это итог FET без исходного файла: в нём только номера занятий. Добавьте файл .fet, из которого он получен."
        )
        gathering.report.add(Problem(found[0].file, reason, code="wrong_kind", line=1))
        return
    places = _places(main)
    for document in found:
        if document is not main:
            places.update(_results(document))
    activities = [record for record in records(main, ACTIVITY) if record.one("Active") != "false"]
    placed = [record for record in activities if record.one("Id") in places]
    if len(placed) < len(activities) * FULL or not placed:
        reason = (
            f"Расписание в FET ещё не составлено: поставлено занятий {len(placed)} из {len(activities)}. "
            "Составьте его и сохраните с результатом («…data_and_timetable.fet»)."
        )
        gathering.report.add(Problem(main.file, reason, code="no_cards"))
        return
    File(main, gathering, places).read(activities)


def _places(document: Document) -> dict[str, Place]:
    rooms = {
        record.one("Activity_Id"): record.one("Room")
        for record in records(document, ROOM)
        if record.one("Active") != "false"
    }
    return {
        record.one("Activity_Id"): Place(
            record.one("Preferred_Day"), record.one("Preferred_Hour"), rooms.get(record.one("Activity_Id"), "")
        )
        for record in records(document, TIME)
        if record.one("Active") != "false"
    }


def _results(document: Document) -> dict[str, Place]:
    return {
        record.one("Id"): Place(record.one("Day"), record.one("Hour"), record.one("Room"))
        for record in records(document, ACTIVITY)
        if record.one("Day")
    }


class File:
    """One file with its lists of days, hours and students."""

    def __init__(self, document: Document, gathering: Gathering, places: dict[str, Place]) -> None:
        self.document, self.gathering, self.places = document, gathering, places
        self.hours = [record.one("Name") for record in records(document, "Hour")]
        names = [record.one("Name") for record in records(document, "Day")]
        self.twice = any(element.name == "Mode" and element.text.strip() == TWICE for element in document.elements)
        self.days = {name: number for number, name in enumerate(names)}
        self.parents = _parents(document)
        self._days(names)
        self._periods()

    def _days(self, names: list[str]) -> None:
        known = [next((FORMS[word] for word in WORD.findall(name.casefold()) if word in FORMS), 0) for name in names]
        self.place_of: list[tuple[int, tuple[int, ...], int]] = []  # day, weeks, periods before
        seen: dict[int, int] = {}
        for number, name in enumerate(names):
            step = number // 2 if self.twice else number
            weekday = known[number]
            day = weekday or step + 1
            turn = seen.get(day, 0)
            seen[day] = turn + (0 if self.twice and number % 2 == 0 else 1)
            before = len(self.hours) if self.twice and number % 2 else 0
            weeks = (turn + 1,) if not self.twice and weekday and known.count(weekday) > 1 else ()
            self.place_of.append((day, weeks, before))
            self.gathering.days.setdefault(day, Day(day, name, name, weekday))
        cycle = max((weeks[0] for _day, weeks, _before in self.place_of if weeks), default=1)
        self.gathering.week_count = cycle

    def _periods(self) -> None:
        for number, name in enumerate(self.hours * (2 if self.twice else 1), 1):
            starts, _dash, ends = name.partition("-")
            times = read_time(starts.strip()), read_time(ends.strip())
            whole = times if all(times) else (None, None)
            self.gathering.periods[number] = Period(number, name, name, whole[0], whole[1], 0)

    def read(self, activities: Iterable[Record]) -> None:
        """Each activity at its place; what has none, or names what is not in the lists, is told."""
        for record in activities:
            place = self.places.get(record.one("Id"))
            if place is None or place.day not in self.days or place.hour not in self.hours:
                reason = "Занятие не поставлено в расписание: оно не взято."
                self._tell(record, reason, "unplaced")
                continue
            subject = record.one("Subject")
            if not subject:
                self._tell(record, "У занятия нет предмета: оно не взято.", "no_subject")
                continue
            self._put(record, place)

    def _put(self, record: Record, place: Place) -> None:
        day, weeks, before = self.place_of[self.days[place.day]]
        period = self.hours.index(place.hour) + 1 + before
        length = min(read_count(record.one("Duration")) or 1, 20)
        students = record.values.get("Students") or [""]
        by_part: dict[str, list[str]] = {}
        for name in students:
            year = self.parents.get(name, name)
            by_part.setdefault("" if year == name else name, []).append(year)
        for part, years in by_part.items():
            self.gathering.place(
                Placed(
                    day, period, tuple(dict.fromkeys(year for year in years if year)), part, record.one("Subject"),
                    tuple(record.values.get("Teacher") or ()), (place.room,) if place.room else (), record.line,
                    length, weeks,
                )
            )  # fmt: skip

    def _tell(self, record: Record, reason: str, code: str) -> None:
        value = shorten(" ".join((record.one("Subject"), *record.values.get("Students", ()))))
        self.gathering.report.add(Problem(self.document.file, reason, Severity.WARNING, code, record.line, value=value))


def _parents(document: Document) -> dict[str, str]:
    """Group or subgroup of FET → its year; a name that stands in two years keeps the first."""
    found: dict[str, str] = {}
    year = ""
    for element in document.elements:
        if element.name != "Name" or not element.parents or "Students_List" not in element.parents:
            continue
        name = " ".join(element.text.split())
        if element.parents[-1] == "Year":
            year = name
        found.setdefault(name, year)
    return found
