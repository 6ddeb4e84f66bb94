"""A report put together by hand: rows, columns and measures from closed sets, and what goes with what (1.11 e). Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from zhurnal.assessment.rules.indicators import Judged, Tally, share, tally
from zhurnal.journal.rules.attendance import is_valid_absence
from zhurnal.reports.rules.figures import Rounding

MOST_COLUMNS = 60
UNEXCUSED = "нн"


class Axis(StrEnum):
    """By what students, results and lessons are shelved."""

    DEPARTMENT = "department"
    SPECIALTY = "specialty"
    COURSE = "course"
    GROUP = "group"
    DISCIPLINE = "discipline"
    TEACHER = "teacher"
    MONTH = "month"
    SEX = "sex"
    FUNDING = "funding"


AXIS_WORDS = {
    Axis.DEPARTMENT: "Отделение", Axis.SPECIALTY: "Специальность", Axis.COURSE: "Курс", Axis.GROUP: "Группа",
    Axis.DISCIPLINE: "Дисциплина", Axis.TEACHER: "Преподаватель", Axis.MONTH: "Месяц", Axis.SEX: "Пол", Axis.FUNDING: "Основа",
}  # fmt: skip


class Family(StrEnum):
    """Where a measure comes from; each knows its own axes."""

    LISTS = "lists"
    RESULTS = "results"
    ABSENCES = "absences"
    LESSONS = "lessons"


_OF_GROUPS = frozenset({Axis.DEPARTMENT, Axis.SPECIALTY, Axis.COURSE, Axis.GROUP})
_OF_STUDENTS = _OF_GROUPS | {Axis.SEX, Axis.FUNDING}
KNOWN = {
    Family.LISTS: _OF_STUDENTS,
    Family.RESULTS: _OF_STUDENTS | {Axis.DISCIPLINE, Axis.TEACHER},
    Family.ABSENCES: frozenset(Axis),
    Family.LESSONS: _OF_GROUPS | {Axis.DISCIPLINE, Axis.TEACHER, Axis.MONTH},
}
WHY = {
    Family.LISTS: "Число студентов не делится по дисциплинам, преподавателям и месяцам",
    Family.RESULTS: "Итоги не делятся по месяцам",
    Family.LESSONS: "Часы занятий не делятся по полу и основе обучения",
    Family.ABSENCES: "",
}


@dataclass(slots=True)
class Heap:
    """What fell into one cell. ``given``: hours, each sitting once; ``recorded``: of all journals, ``late`` of them recorded late."""

    students: int = 0
    results: list[Judged] = field(default_factory=list)
    missed: dict[str, int] = field(default_factory=dict)
    given: int = 0
    recorded: int = 0
    late: int = 0

    @property
    def tally(self) -> Tally:
        """Results."""
        return tally(self.results)


class Measure(StrEnum):
    """What is counted."""

    STUDENTS = "students"
    RESULTS = "results"
    FIVES = "fives"
    FOURS = "fours"
    THREES = "threes"
    UNFIT = "unfit"
    ABSOLUTE = "absolute"
    QUALITY = "quality"
    DEGREE = "degree"
    MEAN = "mean"
    MISSED = "missed"
    VALID = "valid"
    UNEXCUSED = "unexcused"
    GIVEN = "given"
    LATE = "late"


Number = int | Decimal | None
Count = Callable[[Heap, Rounding], Number]
MEASURES: Mapping[Measure, tuple[str, Family, Count]] = {
    Measure.STUDENTS: ("Студентов", Family.LISTS, lambda heap, _r: heap.students or None),
    Measure.RESULTS: ("Итогов", Family.RESULTS, lambda heap, _r: len(heap.results) or None),
    Measure.FIVES: ("«5»", Family.RESULTS, lambda heap, _r: heap.tally.of("5") or None),
    Measure.FOURS: ("«4»", Family.RESULTS, lambda heap, _r: heap.tally.of("4") or None),
    Measure.THREES: ("«3»", Family.RESULTS, lambda heap, _r: heap.tally.of("3") or None),
    Measure.UNFIT: (
        "«2», «н/а», незач., не освоен", Family.RESULTS, lambda heap, _r: sum(row.unfit for row in heap.results) or None,
    ),
    Measure.ABSOLUTE: ("Абс. успев., %", Family.RESULTS, lambda heap, r: r.percent(heap.tally.absolute)),
    Measure.QUALITY: ("Кач. успев., %", Family.RESULTS, lambda heap, r: r.percent(heap.tally.quality)),
    Measure.DEGREE: ("СОУ, %", Family.RESULTS, lambda heap, r: r.percent(heap.tally.degree(r.unattested))),
    Measure.MEAN: ("Ср. балл", Family.RESULTS, lambda heap, r: r.mean(heap.tally.mean)),
    Measure.MISSED: ("Пропуски, ч", Family.ABSENCES, lambda heap, _r: sum(heap.missed.values()) or None),
    Measure.VALID: (
        "Пропуски по уваж., ч", Family.ABSENCES,
        lambda heap, _r: sum(hours for sign, hours in heap.missed.items() if is_valid_absence(sign)) or None,
    ),
    Measure.UNEXCUSED: ("Пропуски без уваж., ч", Family.ABSENCES, lambda heap, _r: heap.missed.get(UNEXCUSED) or None),
    Measure.GIVEN: ("Дано, ч", Family.LESSONS, lambda heap, _r: heap.given or None),
    Measure.LATE: ("Записано с опозданием, %", Family.LESSONS, lambda heap, r: r.percent(share(heap.late, heap.recorded)) if heap.late else None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """What was put together."""

    rows: Axis = Axis.GROUP
    columns: Axis | None = None
    measures: tuple[Measure, ...] = (Measure.STUDENTS, Measure.MEAN, Measure.QUALITY, Measure.MISSED)

    @property
    def families(self) -> frozenset[Family]:
        """What must be read."""
        return frozenset(MEASURES[one][1] for one in self.measures)


def read_shape(sent: Mapping[str, str]) -> Shape | str:
    """The shape of an address, or a sentence. Names outside of the closed sets are as if they were not there."""
    chosen = tuple(one for one in Measure if sent.get(f"m-{one}"))
    if not sent.get("rows") and not chosen:
        return Shape()
    if sent.get("rows") not in set(Axis):
        return "Выберите, что будет строками."
    if not chosen:
        return "Отметьте хотя бы один показатель."
    columns = Axis(sent["columns"]) if sent.get("columns") in set(Axis) else None
    shape = Shape(Axis(sent["rows"]), columns, chosen)
    if columns is shape.rows:
        return "Строки и столбцы – одно и то же. Выберите для столбцов другое или оставьте их пустыми."
    return refusal(shape) or shape


def refusal(shape: Shape) -> str:
    """Why these do not go together, in one sentence; empty when they do."""
    axes = {shape.rows, *({shape.columns} if shape.columns else ())}
    for measure in shape.measures:
        title, family, _count = MEASURES[measure]
        if not axes <= KNOWN[family]:
            return f"{WHY[family]}: уберите показатель «{title}» или выберите другие строки и столбцы."
    return ""


Place = tuple[str, str]
"""(by what it is sorted, what is shown)."""
Heaps = Mapping[tuple[Place, Place], Heap]


def laid_out(heaps: Heaps) -> tuple[list[Place], list[Place]]:
    """Rows and columns in order."""
    return sorted({row for row, _column in heaps}), sorted({column for _row, column in heaps})


def together(heaps: Iterable[Heap]) -> Heap:
    """One heap of many. Students of different cells are different people, as long as cells are not told by lessons."""
    whole = Heap()
    for one in heaps:
        whole.students += one.students
        whole.results += one.results
        whole.given += one.given
        whole.recorded += one.recorded
        whole.late += one.late
        for sign, hours in one.missed.items():
            whole.missed[sign] = whole.missed.get(sign, 0) + hours
    return whole


def cells(heaps: Sequence[Heap], shape: Shape, rounding: Rounding) -> tuple[Number, ...]:
    """The measures of each heap, one heap after the other."""
    return tuple(MEASURES[one][2](heap, rounding) for heap in heaps for one in shape.measures)
