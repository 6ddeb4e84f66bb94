"""A journal's strictness against the same students elsewhere: a small hierarchical model (1.11 d).

A student's mean in a journal = level of the group + the student + the journal + the student in this journal + chance. Students,
journals and their meetings are drawn from normal distributions whose widths are learnt from the whole college (empirical Bayes), so a
small journal is drawn to zero and a large one speaks for itself. The level of a group is free: a strong group is not a mild journal.
What cannot be told apart stays untold: if every journal of a group is equally strict, the group looks weak.

Only what is exact or sorted is summed, so the order of rows never matters.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import median
from typing import Any

from zhurnal.objectivity.rules.intervals import Estimate, student_t
from zhurnal.objectivity.rules.thresholds import Thresholds

PRIOR_WEIGHT = 6  # how many journals the priors are worth
NOISE, MEETING, STUDENT, JOURNAL = (
    0.50,
    0.05,
    0.25,
    0.04,
)  # variances of a usual college, before anything is known of this one
FLOOR = 1e-4
LEAST_JOURNAL = (
    0.0225  # journals differ by 0.15 at least: one strict journal in an even college is not drawn back to the others
)
ROUNDS, CLOSE = 60, 1e-7
LEAST_OTHERS = 3  # other journals in which the same students are marked


@dataclass(frozen=True, slots=True)
class Cell:
    """Marks of one student in one journal: how many, their sum and the sum of their squares. ``group`` binds journals together."""

    group: Any
    journal: Any
    student: Any
    count: int
    total: int
    squares: int

    @property
    def mean(self) -> float:
        """Of the marks."""
        return self.total / self.count


@dataclass(frozen=True, slots=True)
class Widths:
    """Variances learnt from the college: of one mark, of a student in a journal, of students, of journals; ``journals`` they rest on."""

    noise: float
    meeting: float
    student: float
    journal: float
    journals: int

    def of_cell(self, count: int) -> float:
        """Variance of a mean of so many marks around student and journal."""
        return self.meeting + self.noise / count


@dataclass(frozen=True, slots=True)
class Strictness:
    """By how much marks of a journal stand above (+) or below (−) those of the same students elsewhere, in marks.

    ``from_middle``: the same against the middle one of the others, so that one strict journal does not make mild ones of the rest.
    """

    difference: Estimate
    from_middle: float
    marks: int
    students: int
    others: int

    def is_found(self, limits: Thresholds) -> bool:
        """Enough to speak of, and surely different by at least half of what matters."""
        if self.marks < limits.marks or self.students < limits.students or self.others < LEAST_OTHERS:
            return False
        found, nearer = self.difference, min(abs(self.difference.low), abs(self.difference.high))
        one_sided = found.low * found.high > 0 and found.value * self.from_middle > 0
        far = min(abs(found.value), abs(self.from_middle)) >= limits.strictness
        return one_sided and far and nearer >= limits.strictness / 2


Table = dict[Hashable, dict[Hashable, Cell]]  # journal → student → cell


def strictness(cells: Iterable[Cell]) -> dict[Any, Strictness]:
    """journal → its strictness; for every journal that has a mark."""
    groups: dict[Any, Table] = defaultdict(lambda: defaultdict(dict))
    for cell in cells:
        if cell.count > 0:
            groups[cell.group][cell.journal][cell.student] = cell
    tables = [_ordered(table) for _key, table in sorted(groups.items())]
    widths = learn(tables)
    found: dict[Any, Strictness] = {}
    for table in tables:
        found.update(_group(table, widths))
    return found


def _ordered(table: Table) -> Table:
    return {journal: dict(sorted(rows.items())) for journal, rows in sorted(table.items())}


def learn(tables: list[Table]) -> Widths:
    """The widths, each from its own sum of squares after what is known of the finer ones is taken off (Henderson's moments)."""
    every = [cell for table in tables for rows in table.values() for cell in rows.values()]
    spare = sum(cell.count - 1 for cell in every)
    inside = fsum(cell.squares - cell.total * cell.total / cell.count for cell in every)
    noise = _blend(inside, spare, NOISE)
    fits = [(table, *additive(table)) for table in tables]
    meeting = _meeting(fits, noise)
    student = journal = student_spare = journal_spare = 0.0
    for table, students, journals in fits:
        by_student: dict[Any, list[float]] = defaultdict(list)
        for rows in table.values():
            for key, cell in rows.items():
                by_student[key].append(meeting + noise / cell.count)
        by_journal = {key: [meeting + noise / c.count for c in rows.values()] for key, rows in table.items()}
        student += _between(students, by_student)
        journal += _between(journals, by_journal)
        student_spare += max(0, len(students) - 1)
        journal_spare += max(0, len(journals) - 1)
    return Widths(
        noise,
        meeting,
        _blend(student, student_spare, STUDENT),
        max(LEAST_JOURNAL, _blend(journal, journal_spare, JOURNAL)),
        int(journal_spare),
    )


def _blend(squares: float, spare: float, prior: float) -> float:
    return max(FLOOR, (max(0.0, squares) + PRIOR_WEIGHT * prior) / (spare + PRIOR_WEIGHT))


def _meeting(fits: list[tuple[Table, dict[Any, float], dict[Any, float]]], noise: float) -> float:
    """Variance of a student in a journal beyond chance, from what the two main effects leave."""
    left, spare, chance, cells = [], 0, [], 0
    for table, students, journals in fits:
        count = sum(map(len, table.values()))
        free = count - len(students) - len(journals) + 1
        if free <= 0:
            continue
        spare += free
        cells += count
        for journal, rows in table.items():
            for student, cell in rows.items():
                left.append((cell.mean - students[student] - journals[journal]) ** 2)
                chance.append(noise / cell.count)
    expected = fsum(chance) / cells * spare if cells else 0.0
    return _blend(fsum(left) - expected, spare, MEETING)


def _between(effects: dict[Any, float], variances: dict[Any, list[float]]) -> float:
    """Sum of squares of the effects without what chance alone would give."""
    count = len(effects)
    if count < 2:
        return 0.0
    middle = fsum(effects.values()) / count
    squares = fsum((value - middle) ** 2 for value in effects.values())
    chance = fsum(fsum(variances[key]) / len(variances[key]) ** 2 for key in effects)
    return squares - chance * (1 - 1 / count)


def additive(table: Table) -> tuple[dict[Any, float], dict[Any, float]]:
    """(student → level, journal → effect) that explain the means best without weights; found by turns."""
    by_student: dict[Any, list[tuple[Any, float]]] = defaultdict(list)
    by_journal: dict[Any, list[tuple[Any, float]]] = {}
    for journal, rows in table.items():
        by_journal[journal] = [(student, cell.mean) for student, cell in rows.items()]
        for student, cell in rows.items():
            by_student[student].append((journal, cell.mean))
    journals, students = dict.fromkeys(by_journal, 0.0), dict.fromkeys(by_student, 0.0)
    for _round in range(ROUNDS):
        for student, pairs in by_student.items():
            students[student] = sum([value - journals[key] for key, value in pairs]) / len(pairs)
        moved = 0.0
        for journal, pairs in by_journal.items():
            effect = sum([value - students[key] for key, value in pairs]) / len(pairs)
            moved = max(moved, abs(effect - journals[journal]))
            journals[journal] = effect
        if moved < CLOSE:
            break
    middle = fsum(journals.values()) / len(journals) if journals else 0.0
    centred = {key: value - middle for key, value in journals.items()}
    return {key: value + middle for key, value in students.items()}, centred


def _group(table: Table, widths: Widths) -> dict[Any, Strictness]:
    """Posterior of the journals of one group, students integrated out."""
    place = {journal: number for number, journal in enumerate(table)}
    size = len(place)  # the unknown of this number is the level of the group
    matrix = [[0.0] * (size + 1) for _row in range(size + 1)]
    right = [0.0] * (size + 1)
    by_student: dict[Any, list[tuple[int, float, float]]] = defaultdict(list)
    for journal, rows in table.items():
        for student, cell in rows.items():
            by_student[student].append((place[journal], 1 / widths.of_cell(cell.count), cell.mean))
    for cells in by_student.values():
        _add(matrix, right, cells, 1 / widths.student)
    for number in range(size):
        matrix[number][number] += 1 / widths.journal
    inverse = inverted(matrix)
    effects = [fsum(a * b for a, b in zip(row, right, strict=True)) for row in inverse[:size]]
    t = student_t(widths.journals + PRIOR_WEIGHT)
    found = {}
    for journal, rows in table.items():
        value, variance = _against_others(effects, inverse, place[journal])
        half = t * sqrt(variance)
        marks = sum(cell.count for cell in rows.values())
        middle = effects[place[journal]] - _middle(effects, place[journal])
        found[journal] = Strictness(Estimate(value, value - half, value + half), middle, marks, len(rows), size - 1)
    return found


def _against_others(effects: list[float], inverse: list[list[float]], own: int) -> tuple[float, float]:
    """(difference, variance) of a journal from the mean of the group's others; the level of the group falls out of it."""
    size = len(effects)
    if size < 2:
        return effects[own], inverse[own][own]
    weights = [1.0 if number == own else -1 / (size - 1) for number in range(size)]
    value = fsum(weight * effect for weight, effect in zip(weights, effects, strict=True))
    variance = fsum(a * b * inverse[i][k] for i, a in enumerate(weights) for k, b in enumerate(weights))
    return value, max(0.0, variance)


def _middle(effects: list[float], own: int) -> float:
    """The median of the others; of none the journal itself."""
    others = effects[:own] + effects[own + 1 :]
    return median(others) if others else effects[own]


def _add(matrix: list[list[float]], right: list[float], cells: list[tuple[int, float, float]], width: float) -> None:
    """What one student tells: his means, weighed, less what his own level explains. ``width``: 1 / variance of students."""
    total = sum([weight for _number, weight, _mean in cells])
    pooled = sum([weight * value for _number, weight, value in cells])
    taken, last = 1 / (width + total), len(right) - 1
    kept = width * taken  # the part of each weight that tells of journals and the group
    for number, weight, value in cells:
        row = matrix[number]
        row[number] += weight
        scaled = weight * taken
        for other, second, _value in cells:
            row[other] -= scaled * second
        row[last] += weight * kept
        matrix[last][number] += weight * kept
        right[number] += weight * value - scaled * pooled
    matrix[last][last] += total * kept
    right[last] += pooled * kept


def inverted(matrix: list[list[float]]) -> list[list[float]]:
    """The inverse of a symmetric positive matrix (Gauss–Jordan; such a one needs no pivoting)."""
    size = len(matrix)
    work = [[*row, *(1.0 if place == number else 0.0 for place in range(size))] for number, row in enumerate(matrix)]
    for number in range(size):
        pivot = work[number][number]
        own = work[number] = [value / pivot for value in work[number]]
        for other in range(size):
            if other != number and (factor := work[other][number]):
                work[other] = [a - factor * b for a, b in zip(work[other], own, strict=True)]
    return [row[size:] for row in work]
