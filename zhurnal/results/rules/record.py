"""The record of all years of one student: cycles of the plan, rows by semester, modules as a tree (1.11 c; picture 05). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from zhurnal.assessment.rules.indicators import mean, mean_mark
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import MARKS, NOT_MASTERED, printed
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.plan_tree import Node, Placed, in_order
from zhurnal.results.rules.lines import Final, Got, Line, State, final, missing

MODULES, OUTSIDE = "Профессиональные модули", "Вне учебного плана"
DEBT, AHEAD, NOT_ADMITTED = "долг", "впереди", "не допущен"
EXAM_FORM, YEAR_FORM = "ЭМ", "год"
PLAIN, BAD, QUIET = "plain", "bad", "quiet"


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the plan in its place. ``parent``: "" for the outermost."""

    line: Line
    parent: str
    position: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it is shown: «4» with «Э» after it. ``tone``: 5, 4, 3, 2, plain, bad, quiet."""

    text: str
    tone: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A semester of a row. ``average``: the running one, «4,31»; ``ahead``: by the plan still to come, with its form."""

    now: bool = False
    marks: tuple[Mark, ...] = ()
    average: str = ""
    ahead: bool = False
    form: str = ""
    missing: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A discipline, module or part of a module. ``depth`` 1 hangs under a module."""

    index: str
    name: str
    module: bool
    depth: int
    cells: tuple[Cell, ...]
    diploma: Mark
    value: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A cycle; ``mean`` of its marks for the diploma; ``over``: nothing of it is left to study."""

    title: str
    rows: tuple[Row, ...]
    mean: str
    over: bool

    @property
    def disciplines(self) -> int:
        """Rows but the modules themselves."""
        return sum(1 for row in self.rows if not row.module)


@dataclass(frozen=True, slots=True)
class Now:
    """Where the student stands. ``semester`` 0: studies nowhere today. ``averages``: row → running average."""

    semester: int = 0
    averages: Mapping[str, Fraction] | None = None
    way: str = "last"


@dataclass(frozen=True, slots=True)
class _Ground:
    now: Now
    kept: frozenset[int]
    span: int


def sections(items: Iterable[Item], outside: Iterable[Line], now: Now) -> tuple[tuple[Section, ...], int]:
    """(sections in the order of the plan, number of semesters). Rows without anything planned or got are left out."""
    known, others = {item.line.key: item for item in items}, list(outside)
    lines = [*(item.line for item in known.values()), *others]
    got = frozenset(row.semester for line in lines for row in line.results)
    span = max([*got, *(semester for line in lines for semester in line.loads), now.semester, 1])
    ground = _Ground(now, got, span + span % 2)
    found = _walk(known, ground)
    alone = [_row(line, ground, 0) for line in others if line.results]
    if alone:
        found.append((OUTSIDE if found else "Дисциплины", alone))
    return tuple(_section(title, rows, now) for title, rows in found if rows), ground.span


def _walk(known: Mapping[str, Item], ground: _Ground) -> list[tuple[str, list[Row]]]:
    placed = in_order(Node(key, item.parent, item.position) for key, item in known.items())
    found: list[tuple[str, list[Row]]] = []
    module: Placed | None = None
    for number, place in enumerate(placed):
        line = known[place.key].line
        if module is not None and place.depth <= module.depth:
            module = None
        if place.depth == 0:
            title = MODULES if line.kind == ItemKind.MODULE else line.name
            if not found or found[-1][0] != title:
                found.append((title, []))
        if line.kind == ItemKind.MODULE:
            module = place
            below = [known[one.key].line for one in placed[number + 1 : number + 1 + place.below]]
            found[-1][1].append(_module(line, below, ground))
        elif (line.loads or line.results) and not (module and line.kind == ItemKind.EXAM):
            found[-1][1].append(_row(line, ground, 1 if module else 0))
    return found


def _section(title: str, rows: list[Row], now: Now) -> Section:
    marks = [row.value for row in rows if not row.module]
    return Section(title, tuple(rows), mean(mean_mark(marks)), bool(now.semester) and _over(rows, now.semester))


def _over(rows: list[Row], now: int) -> bool:
    """Whether it all ended before this academic year."""
    return max(row.last for row in rows) < now - (now + 1) % 2


def _row(line: Line, ground: _Ground, depth: int) -> Row:
    ends = final(line, ground.now.semester or ground.span + 1, ground.kept, ground.now.way)
    cells = tuple(_cell(line, semester, ground) for semester in range(1, ground.span + 1))
    value = ends.value if ends.state is State.DONE else ""
    name = line.name
    hours = sum(load.hours for load in line.loads.values())
    if line.kind in (ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD) and hours:
        name = f"{name}, {hours} ч"
    diploma = _diploma(ends)
    if line.kind == ItemKind.GIA and ends.state is State.DONE:
        diploma = replace(diploma, text=", ".join(printed(row.value) for row in line.results if row.value))
    return Row(line.index, name, module=False, depth=depth, cells=cells, diploma=diploma, value=value, last=line.last)


def _diploma(ends: Final) -> Mark:
    if ends.state is State.DEBT:
        return Mark(DEBT, BAD)
    return Mark(printed(ends.value), _tone(ends.value), ends.mastery) if ends.state is State.DONE else Mark("", PLAIN)


def _tone(value: str) -> str:
    return value if value in MARKS else BAD if Got(1, "", "", value).unfit else PLAIN


def _mark(got: Got) -> Mark:
    tone = "2" if got.unfit and got.value not in MARKS else _tone(got.value)
    form = YEAR_FORM if got.level == Level.YEAR else "пз" if got.credited and not got.form else got.form
    return Mark(printed(got.value) or got.mastery, QUIET if got.value == "осв" else tone, form)


def _cell(line: Line, semester: int, ground: _Ground) -> Cell:
    now, load = ground.now.semester, line.loads.get(semester)
    marks = tuple(_mark(row) for row in line.of(semester))
    if marks:
        return Cell(semester == now, marks)
    if missing(line, semester, now or ground.span + 1, ground.kept):
        return Cell(semester == now, missing=True)
    average = (ground.now.averages or {}).get(line.key) if semester == now else None
    if average is not None:
        return Cell(now=True, average=mean(average))
    return Cell(semester == now, ahead=bool(load and now and semester >= now))


def _module(module: Line, below: list[Line], ground: _Ground) -> Row:
    """The module's row: its exam, and whether its parts let the student go to it (A4.10)."""
    exams = [line for line in below if line.kind == ItemKind.EXAM]
    parts = [line for line in below if line.kind != ItemKind.EXAM]
    loads = {semester: load for line in (module, *exams) for semester, load in line.loads.items()}
    results = tuple(row for line in (module, *exams) for row in line.results if row.level == Level.MODULE)
    now = ground.now.semester or ground.span + 1
    owed = any(final(line, now, ground.kept, ground.now.way).state is State.DEBT for line in parts)
    when = max([*loads, *(row.semester for row in results), 0])
    cells = []
    for semester in range(1, ground.span + 1):
        marks = tuple(_mark(row) for row in results if row.semester == semester)
        wanted = semester == when and bool(loads) and not marks
        barred = wanted and owed and when <= now
        ahead = wanted and not barred and bool(ground.now.semester) and when >= now
        gone = wanted and not barred and when < now and when in ground.kept
        cells.append(
            Cell(
                semester == ground.now.semester,
                marks,
                ahead=ahead,
                form=EXAM_FORM if wanted else "",
                missing=gone,
                barred=barred,
            )
        )
    diploma, value = _module_diploma(results, waits=bool(loads), owed=owed and when <= now, late=when < now)
    last = max([when, *(line.last for line in parts)])
    return Row(
        module.index, module.name, module=True, depth=0, cells=tuple(cells), diploma=diploma, value=value, last=last
    )


def _module_diploma(results: tuple[Got, ...], *, waits: bool, owed: bool, late: bool) -> tuple[Mark, str]:
    if results:
        got = results[-1]
        if got.mastery == NOT_MASTERED or got.unfit:
            return Mark(NOT_MASTERED, BAD), ""
        return Mark(printed(got.value), _tone(got.value), got.mastery), got.value
    if owed and waits:
        return Mark(NOT_ADMITTED, BAD), ""
    if not waits:
        return Mark("", PLAIN), ""
    return (Mark(DEBT, BAD), "") if late else (Mark(AHEAD, QUIET), "")
