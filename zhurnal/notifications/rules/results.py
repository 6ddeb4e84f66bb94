"""Results that became visible, in words. Pure. No text names a student or a mark: the page that opens does (2.7, 2.8)."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from zhurnal.notifications.rules.items import Item, Kind, Told

HEAD = "Появились новые итоги"
LINE = "Отметки семестра, ведомости или практика: откройте, чтобы увидеть."


def published(
    students: Collection[UUID],
    parents: Mapping[UUID, Collection[UUID]],
    term: UUID,
    today: date,
    url: Mapping[UUID, str],
) -> list[Told]:
    """The student and his parents hear once of each term, however many results of it come before they look."""
    item = Item(term.hex, today.isoformat(), HEAD, LINE)
    return [
        Told(person, Kind.RESULT, f"results:{student.hex}:{term.hex}", (item,), url[student])
        for student in sorted(students)
        for person in (student, *parents.get(student, ()))
    ]
