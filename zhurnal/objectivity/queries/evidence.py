"""The rows behind a finding: which marks, lessons, weights and days. Only of one journal, of the people on its page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Work
from zhurnal.journal.rules.average import shown
from zhurnal.kernel import together
from zhurnal.kernel.dates import short
from zhurnal.kernel.rounding import nearest
from zhurnal.kernel.sql import day_of, uuids
from zhurnal.kernel.wording import EMPTY, hundredths, signed
from zhurnal.objectivity.queries import marks
from zhurnal.objectivity.queries.changes import improved_cells
from zhurnal.objectivity.queries.measured import heaps_of
from zhurnal.objectivity.queries.results import periods, term_marks
from zhurnal.objectivity.queries.scope import Journal, Scope
from zhurnal.objectivity.rules.heaps import Entered, is_past
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.objectivity.rules.measures import worst_heap
from zhurnal.objectivity.rules.strictness import Cell
from zhurnal.objectivity.rules.thresholds import Thresholds
from zhurnal.people.models import Person
from zhurnal.people.rules.names import list_name


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the evidence; ``lesson``: whose page it opens."""

    text: str
    number: bool = False
    lesson: UUID | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A table: titles of its columns (``numbers``: those with figures), and rows; ``marked`` rows are those that are spoken of."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[bool, tuple[Shown, ...]], ...]


NOTHING = Evidence((), ())


def evidence(scope: Scope, journal: Journal, kind: Kind, limits: Thresholds, *, elsewhere: bool) -> Evidence:
    """The rows behind a kind in a journal; ``elsewhere``: whether marks of other journals may be shown (3.6)."""
    if kind is Kind.PROPOSALS:
        return _proposals(scope, journal)
    if kind is Kind.EXAMS:
        return _exams(scope, journal)
    if kind is Kind.STRICTNESS:
        return _strictness(scope, journal, elsewhere=elsewhere)
    if kind is Kind.IMPROVED:
        return _improved(scope, journal, limits)
    return _lessons(scope, journal, kind, limits)


def _names(scope: Scope, students: Iterable[UUID]) -> dict[UUID, str]:
    rows = Person.objects.of(scope.college).filter(pk__in=list(students))
    return {pk: list_name(surname, given) for pk, surname, given in rows.values_list("pk", "surname", "given")}


def _proposals(scope: Scope, journal: Journal) -> Evidence:
    given = [mark for mark in term_marks(scope, journal.id).get(journal.id, ()) if mark.judged.counts]
    names = _names(scope, (mark.student for mark in given))
    given.sort(key=lambda mark: (-mark.judged.step, names.get(mark.student, "")))
    rows = tuple(
        (
            mark.judged.step != 0,
            (
                Shown(names.get(mark.student, "")), Shown(shown(mark.average), number=True),
                Shown(mark.judged.proposed, number=True), Shown(mark.judged.value, number=True),
                Shown(mark.judged.reason or ("причины нет" if mark.judged.step else "")),
            ),
        )
        for mark in given
    )  # fmt: skip
    return Evidence(
        (("Студент", False), ("Средний", True), ("Предложено", True), ("Поставлено", True), ("Причина", False)), rows
    )


def _exams(scope: Scope, journal: Journal) -> Evidence:
    given = [mark for mark in term_marks(scope, journal.id).get(journal.id, ()) if mark.exam]
    names = _names(scope, (mark.student for mark in given))
    rows = []
    for mark in given:
        both = mark.judged.value.isdigit() and mark.exam.isdigit()
        step = int(mark.judged.value) - int(mark.exam) if both else 0
        cells = (
            Shown(names.get(mark.student, "")), Shown(mark.judged.value, number=True), Shown(mark.exam, number=True),
            Shown(signed(step) if both else EMPTY, number=True),
        )  # fmt: skip
        rows.append((-step, cells[0].text, step > 0, cells))
    ordered = tuple((marked, cells) for _step, _name, marked, cells in sorted(rows, key=lambda row: row[:2]))
    return Evidence((("Студент", False), ("Семестровая", True), ("Экзамен", True), ("Разница", True)), ordered)


def _strictness(scope: Scope, journal: Journal, *, elsewhere: bool) -> Evidence:
    own: dict[UUID, Cell] = {}
    others: dict[UUID, list[Cell]] = defaultdict(list)
    for cell in together.ask(marks.cells(scope))[0]:
        if cell.journal == journal.id:
            own[cell.student] = cell
        elif cell.group == journal.group_id:
            others[cell.student].append(cell)
    names = _names(scope, own)
    rows = []
    for student, cell in own.items():
        there = others.get(student, [])
        mean = sum(other.mean for other in there) / len(there) if there else None
        cells = [
            Shown(names.get(student, "")),
            Shown(str(cell.count), number=True),
            Shown(_mean(cell.mean), number=True),
        ]
        if elsewhere:
            difference = "" if mean is None else _signed_mean(cell.mean - mean)
            cells += [
                Shown(_mean(mean), number=True),
                Shown(str(len(there)), number=True),
                Shown(difference, number=True),
            ]
        rows.append((cell.mean - (mean or cell.mean) if elsewhere else 0.0, cells[0].text, tuple(cells)))
    columns: tuple[tuple[str, bool], ...] = (("Студент", False), ("Отметок", True), ("Средний здесь", True))
    if elsewhere:
        columns += (("В других журналах", True), ("Журналов", True), ("Разница", True))
    return Evidence(
        columns, tuple((False, cells) for _difference, _name, cells in sorted(rows, key=lambda row: row[:2]))
    )


def _mean(value: float | None) -> str:
    return EMPTY if value is None else hundredths(nearest(value * 100))


def _signed_mean(value: float) -> str:
    rounded = nearest(value * 100)
    return f"+{hundredths(rounded)}" if rounded > 0 else hundredths(rounded)


def _improved(scope: Scope, journal: Journal, limits: Thresholds) -> Evidence:
    found = improved_cells(scope, limits.old_days, journal.id)
    names, works = _names(scope, {cell.student for cell in found}), _works(scope, journal.id)
    rows = tuple(
        (
            not cell.mark.reason,
            (
                Shown(names.get(cell.student, "")), Shown(short(cell.mark.lesson), lesson=cell.lesson),
                Shown(works.get((cell.lesson, cell.slot), "")),
                Shown(f"{cell.mark.before} → {cell.mark.after or 'убрана'}"),
                Shown(short(cell.mark.on)), Shown(str(cell.mark.days), number=True), Shown(cell.mark.by),
                Shown(cell.mark.reason or "причины нет"),
            ),
        )
        for cell in found
    )  # fmt: skip
    columns = (
        ("Студент", False), ("Занятие", False), ("Работа, вес", False), ("Отметка", False), ("Исправлена", False),
        ("Через дней", True), ("Кто", False), ("Причина", False),
    )  # fmt: skip
    return Evidence(columns, rows)


def _works(scope: Scope, course: UUID) -> dict[tuple[UUID, int], str]:
    """(lesson, slot) → «ЛР, вес 2»."""
    rows = Work.objects.of(scope.college).filter(course=course, removed=False)
    kinds = dict(WorkKind.objects.of(scope.college).values_list("pk", "short"))
    return {
        (lesson, slot): f"{kinds.get(kind, '')}, вес {_weight(weight)}"
        for lesson, slot, kind, weight in rows.values_list("lesson_id", "slot", "kind_id", "weight")
    }


def _weight(weight: int) -> str:
    return hundredths(weight).rstrip("0").rstrip(",")


def _lessons(scope: Scope, journal: Journal, kind: Kind, limits: Thresholds) -> Evidence:
    """Lessons with their marks and days of writing: those of the heap are marked."""
    held, hours = together.ask(marks.lessons(scope, journal.id), marks.written(scope, journal.id))
    spread = marks.spreads(scope, held, hours).get(journal.id) or marks.Spread()
    works: dict[UUID, list[str]] = defaultdict(list)
    for (lesson, _slot), words in sorted(_works(scope, journal.id).items(), key=lambda item: item[0][1]):
        works[lesson].append(words)
    begins = _heap_begins(scope, spread, limits) if kind is Kind.HEAP else None
    by_lesson: dict[UUID, list[Entered]] = defaultdict(list)
    days = {uuids(lesson): day_of(day) for _course, lesson, day in held}
    for lesson, hour, count in hours:
        pk = uuids(lesson)
        by_lesson[pk].append(Entered(days[pk], marks.local_day(hour, scope.zone), int(count)))
    rows = []
    for pk, day in sorted(days.items(), key=lambda item: (item[1], str(item[0])), reverse=True):
        entered = by_lesson.get(pk, [])
        late = any(is_past(row, limits.old_days) for row in entered)
        marked = late if begins is None else begins[0] <= day <= begins[1]
        cells = (
            Shown(short(day), lesson=pk), Shown("; ".join(works.get(pk, ()))),
            Shown(str(sum(row.marks for row in entered)) if entered else EMPTY, number=True), Shown(_written(entered)),
        )  # fmt: skip
        rows.append((marked, cells))
    columns = (("Занятие", False), ("Работы, вес", False), ("Отметок", True), ("Когда внесены", False))
    return Evidence(columns, tuple(rows))


def _heap_begins(scope: Scope, spread: marks.Spread, limits: Thresholds) -> tuple[date, date]:
    heap = worst_heap(heaps_of(spread, periods(scope), scope, limits), limits)
    ahead = scope.ends + timedelta(days=1)
    return (heap.begins, heap.period.until) if heap else (ahead, ahead)


def _written(rows: list[Entered]) -> str:
    """«24.11: 18, 01.12: 3»."""
    by_day: dict[date, int] = defaultdict(int)
    for row in rows:
        by_day[row.entered] += row.marks
    return ", ".join(f"{short(day)}: {count}" for day, count in sorted(by_day.items()))
