"""Places of lessons in words: which students and which columns are meant."""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from zhurnal.journal.models import Work
from zhurnal.journal.rules.places import place_words
from zhurnal.people.models import Person
from zhurnal.people.rules.names import list_name

_ID = re.compile("[0-9a-f]{32}")


def named_places(college_id: UUID, wanted: Iterable[tuple[UUID | None, str]]) -> dict[tuple[UUID | None, str], str]:
    """(lesson, places) → «тема; УО: Калугин Степан». Two statements, none when nothing is named."""
    pairs = {(lesson, places) for lesson, places in wanted if places}
    if not pairs:
        return {}
    students = names_of(college_id, _students(places for _lesson, places in pairs))
    columns = columns_of(college_id, {lesson for lesson, _places in pairs if lesson})
    return {
        (lesson, places): place_words(places, students, columns.get(lesson, {}) if lesson else {})
        for lesson, places in pairs
    }


def names_of(college_id: UUID, students: Iterable[UUID]) -> dict[str, str]:
    """Digits of a student's id → «Калугин Степан»."""
    rows = Person.objects.of(college_id).filter(pk__in=set(students)).values_list("pk", "surname", "given")
    return {pk.hex: list_name(surname, given) for pk, surname, given in rows}


def columns_of(college_id: UUID, lessons: Iterable[UUID]) -> Mapping[UUID, dict[int, str]]:
    """Lesson → column → the short name of its kind of work."""
    rows = Work.objects.of(college_id).filter(lesson__in=set(lessons))
    found: dict[UUID, dict[int, str]] = {}
    for lesson, slot, short in rows.values_list("lesson_id", "slot", "kind__short"):
        found.setdefault(lesson, {})[slot] = short
    return found


def _students(places: Iterable[str]) -> set[UUID]:
    cells = {place.split(":")[1] for one in places for place in one.split() if place.startswith("cell:")}
    return {UUID(student) for student in cells if _ID.fullmatch(student)}
