"""Personal terms of students who were ill, in words (A4.6). Pure. No text names a student or a mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.wording import plural
from zhurnal.notifications.rules.items import Item, Kind, Told

STUDENTS = ("студента", "студентов", "студентов")


@dataclass(frozen=True, slots=True)
class Ending:
    """Personal terms of one page that end on one day. ``over``: the day is past; ``urls``: by whom what is opened."""

    course: UUID
    page: str
    students: int
    until: date
    over: bool
    urls: Mapping[UUID, str]

    @property
    def about(self) -> str:
        """The event: told once while the day is ahead, and once when it is past."""
        return f"personal:{self.course.hex}:{self.until.isoformat()}:{'over' if self.over else 'near'}"


def told(endings: Iterable[Ending]) -> list[Told]:
    """Who is to look, once of each event."""
    return [
        Told(person, Kind.RESULT, one.about, (_item(one),), url) for one in endings for person, url in one.urls.items()
    ]


def _item(one: Ending) -> Item:
    whose = f"у {plural(one.students, STUDENTS)}"
    if one.over:
        head = f"Личный срок прошёл: {one.page}"
        line = f"{one.page}: {whose} он был до {day_month(one.until)}, отметки нет. Теперь это задолженность."
    else:
        head = f"Личный срок кончается {day_month(one.until)}: {one.page}"
        line = (
            f"{one.page}: {whose} он кончается {day_month(one.until)}. Примите работы и поставьте отметку до этого дня."
        )
    return Item(one.course.hex, one.until.isoformat(), head, line)
