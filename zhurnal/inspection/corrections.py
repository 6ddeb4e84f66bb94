"""What was changed under a permission, from the append-only record of changes: for acts, and for checkers of remarks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.rules import trace
from zhurnal.grading.models import WorkKind
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.rules import values
from zhurnal.journal.models import OpenRequest, PersonalHomework
from zhurnal.journal.rules import places, targets
from zhurnal.kernel.models import Change
from zhurnal.people.models import Person
from zhurnal.timetable.actions.lesson_link import EVENT as LINK


@dataclass(frozen=True, slots=True)
class Correction:
    """One change: where (``where`` says it in words), what was and what became, who, when, why.

    ``target``: as the record names it; ``lesson``: by 32 digits, "" for a result and for the weight of a ``kind`` of work, which are
    of the whole page.
    """

    seq: int
    target: str
    lesson: str
    before: str
    after: str
    author: str
    at: datetime
    reason: str
    digest: str
    author_id: UUID | None
    kind: str = ""

    @property
    def student(self) -> str:
        """Whose cell or result it is, by 32 digits; "" when it is nobody's."""
        if self.target.startswith(trace.PREFIX):
            return trace.student_of(self.target)
        place = places.of_target(self.target)
        return place.split(":")[1] if place.startswith("cell:") else ""

    def where(self, names: Mapping[str, str], columns: Mapping[int, str]) -> str:
        """«УО: Калугин Степан», «семестровая отметка: Калугин Степан», «вес: устный опрос».

        ``names`` of students by 32 digits, short names of columns by number.
        """
        if self.target.startswith(trace.PREFIX):
            return f"{trace.words_of(self.target)}: {names.get(self.student, 'студент')}"
        if self.target.startswith(values.WEIGHT):
            return f"вес: {self.kind}"
        if self.target.startswith(values.LESSON):
            return "замена, перенос или отмена"
        if self.target.startswith("personal:"):
            return "задание отдельным студентам"
        return places.place_words(places.of_target(self.target), names, columns)


SPANS = 300
_COLUMNS = ("seq", "target", "before", "after", "actor_name", "at", "reason", "hash", "actor_id")


def corrections(college_id: UUID, openings: Iterable[OpenRequest]) -> dict[UUID, list[Correction]]:
    """Opening → what was changed under it: inside its places, between the decision and its end.

    Two statements, and one for every ``SPANS`` openings: SQLite reads no condition deeper than a thousand.
    """
    known = list(openings)
    of_course = defaultdict(list)
    for one in known:
        of_course[one.course_id].append(one)
    found: dict[UUID, list[Correction]] = {one.pk: [] for one in known}
    if not known:
        return found
    tasks, kinds = _tasks(college_id, Q(lesson__in={one.lesson_id for one in known})), _kinds(college_id)
    for chain, *row in _changes(college_id, known):
        for one in of_course[chain]:
            if _inside(one, row, tasks):
                found[one.pk].append(_correction(row, kinds, tasks))
    return found


def _changes(college_id: UUID, openings: list[OpenRequest]) -> list[tuple[Any, ...]]:
    """Everything that was changed in journals while any of these openings lasted, each change once, in order."""
    rows: dict[tuple[UUID, int], tuple[Any, ...]] = {}
    for start in range(0, len(openings), SPANS):
        spans = Q(pk__in=[])
        for one in openings[start : start + SPANS]:
            since, until = one.decided_at or one.asked_at, one.open_until or one.asked_at
            spans |= Q(chain=one.course_id, at__gte=since, at__lte=until)
        found = Change.objects.of(college_id).filter(spans).values_list("chain", *_COLUMNS)
        rows |= {(row[0], row[1]): row for row in found}
    return [rows[key] for key in sorted(rows)]


def between(college_id: UUID, spans: Sequence[tuple[UUID, int, int]]) -> list[list[Correction]]:
    """What was changed in each journal between two numbers of its record, both left out: entries, parts of lessons, columns, results,
    weights, who held a lesson, when and where. Two statements, one more for tasks of single students, one for teachers of lessons, and
    one for every ``SPANS`` spans.
    """
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(spans), SPANS):
        wanted = Q(pk__in=[])
        for course, since, until in spans[start : start + SPANS]:
            wanted |= Q(chain=course, seq__gt=since, seq__lt=until)
        found = Change.objects.of(college_id).filter(wanted).exclude(action=LINK)
        rows += found.order_by("seq").values_list("chain", *_COLUMNS)
    told = _told(college_id, [row[1:] for row in rows])
    written = [(row[0], one) for row, one in zip(rows, told, strict=True) if _is_written(one.target)]
    return [
        [one for chain, one in written if chain == course and since < one.seq < until] for course, since, until in spans
    ]


def by_numbers(college_id: UUID, course: UUID, numbers: Iterable[int]) -> list[Correction]:
    """The changes of a journal with these numbers. Two statements, one more for tasks of single students, one for teachers of lessons."""
    rows = Change.objects.of(college_id).filter(chain=course, seq__in=list(numbers)).order_by("seq")
    return _told(college_id, rows.values_list(*_COLUMNS))


def _told(college_id: UUID, rows: Iterable[Any]) -> list[Correction]:
    known = list(rows)
    personal = {UUID(task) for row in known if (task := row[1].removeprefix("personal:")) != row[1]}
    tasks = _tasks(college_id, Q(pk__in=personal)) if personal else {}
    kinds = _kinds(college_id) if known else {}
    people = _people(
        college_id, {pk for row in known for value in row[2:4] if (pk := values.teacher_of(row[1], value))}
    )
    return [_correction(row, kinds, tasks, people) for row in known]


def _is_written(target: str) -> bool:
    return bool(places.of_target(target)) or target.startswith((trace.PREFIX, values.WEIGHT, values.LESSON))


def _people(college_id: UUID, wanted: Iterable[str]) -> dict[str, str]:
    """Short names by the 32 digits of their ids. One statement, none for nobody."""
    known = [UUID(pk) for pk in wanted]
    rows = Person.objects.of(college_id).filter(pk__in=known) if known else ()
    return {person.pk.hex: person.short for person in rows}


def _tasks(college_id: UUID, wanted: Q) -> dict[str, str]:
    """Task for single students → its lesson, which no target of a task names; both by 32 digits."""
    rows = PersonalHomework.objects.of(college_id).filter(wanted)
    return {pk.hex: lesson.hex for pk, lesson in rows.values_list("pk", "lesson_id")}


def _kinds(college_id: UUID) -> dict[str, str]:
    """Kinds of work by their codes and by the 32 digits of their ids. One statement."""
    found: dict[str, str] = {}
    for pk, code, name in WorkKind.objects.of(college_id).values_list("pk", "code", "name"):
        found |= {code: name, pk.hex: name}
    return found


def _inside(opening: OpenRequest, row: list[Any], tasks: Mapping[str, str]) -> bool:
    target, at = row[1], row[5]
    place = places.of_target(target)
    lesson = targets.lesson_of(target) or tasks.get(targets.task_of(target), "")
    if not place or lesson != opening.lesson_id.hex:
        return False
    since, until = opening.decided_at or opening.asked_at, opening.open_until or opening.asked_at
    return bool(since <= at <= until) and places.covers(opening.places, place)


def _correction(
    row: Any, kinds: Mapping[str, str], tasks: Mapping[str, str], people: Mapping[str, str] | None = None
) -> Correction:
    seq, target, before, after, author, at, reason, digest, author_id = row
    lesson = kind = ""
    if places.of_target(target):
        lesson = targets.lesson_of(target) or tasks.get(targets.task_of(target), "")
    elif target.startswith(values.WEIGHT):
        kind = kinds.get(target.removeprefix(values.WEIGHT), "вид работы")
    elif target.startswith(values.LESSON):
        lesson = UUID(target.removeprefix(values.LESSON)).hex
    was, became = (values.words_at(target, value, kinds, people or {}) for value in (before, after))
    return Correction(seq, target, lesson, was, became, author, at, reason, bytes(digest).hex(), author_id, kind)


def untold(college_id: UUID, found: Iterable[tuple[UUID, list[Correction]]]) -> list[list[Correction]]:
    """Of the changes of each journal those that no act names yet: each change stands in one act. One statement."""
    known = list(found)
    rows = CorrectionAct.objects.of(college_id).filter(course__in={course for course, _changes in known})
    told = {(course, seq) for course, numbers in rows.values_list("course_id", "changes") for seq in numbers}
    return [[one for one in changes if (course, one.seq) not in told] for course, changes in known]
