"""Imports as a person sees them: the list, and one preview page by page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Curriculum, WorkProgramme
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.plan.clashing import CODE as CLASH
from zhurnal.exchange.imports.plan.entities import ENTITIES, HIDDEN
from zhurnal.exchange.imports.readers.kinds import LIST_KINDS, Kind
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.lists import TABLES
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE, EDIT
from zhurnal.exchange.queries.mending import FAULTY, NONE, Cells, MendedLine, cells_of, mendable, mended_lines
from zhurnal.exchange.queries.programmes import Fate, FileLine, file_lines
from zhurnal.exchange.queries.words import difference
from zhurnal.exchange.rules.changes import Change, Choice, What, disputed, reference, stays
from zhurnal.exchange.rules.mending import mended_of
from zhurnal.kernel import policy
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.timetable.models import Room

PAGE = 100
LISTED = 50
EDITS = 8
PROBLEMS = 200
KIND_WORDS = {
    Kind.ROSTER.value: "Списки групп",
    Kind.TIMETABLE.value: "Расписание",
    Kind.PLAN.value: "Учебный план",
    Kind.PROGRAMMES.value: "Рабочие программы",
    **{one.name: one.title for one in TABLES.values()},
}
STATE_WORDS = {
    "preview": ("ждёт решения", "warn"),
    "applied": ("загружено", "ok"),
    "undone": ("отменено", ""),
    "dropped": ("не загружено", ""),
}
NOTHING, SAME = ("нечего загружать", ""), ("без изменений", "")  # of a preview that leaves nobody anything to decide
FATES = {
    What.CREATE: ("новое", ""),
    What.CHANGE: ("обновится", "accent"),
    What.CLOSE: ("закончится", "accent"),
    What.ASK: ("уточните", "warn"),
    What.REFUSE: ("не загрузится", "bad"),
}
# What became of them in the end, by the state of the run.
ENDS = {
    "applied": {
        "новое": "создано",
        "обновится": "обновлено",
        "закончится": "закончено",
        "не загрузится": "не загружено",
    },
    "undone": {
        "новое": "убрано",
        "обновится": "возвращено",
        "закончится": "возвращено",
        "не загрузится": "не загружено",
    },
}
ORDER = (What.REFUSE, What.ASK, What.CHANGE, What.CLOSE, What.CREATE)
FILTERS: dict[str, tuple[str, Callable[[Change], bool]]] = {
    "": ("Все", lambda change: True),
    "asked": (
        "С ошибкой и вопросом",
        lambda change: change.what is What.REFUSE or (change.what is What.ASK and not stays(change)),
    ),
    "kept": ("Останутся, как стоят", stays),
    "changed": ("Обновятся и переедут", lambda change: change.what is What.CHANGE),
    "gone": ("Отменятся", lambda change: change.what is What.CLOSE),
    "new": ("Новые", lambda change: change.what is What.CREATE),
}
ANSWERS = {Choice.SAME: "Да, один человек", Choice.NEW: "Нет, другой человек"}


@dataclass(frozen=True, slots=True)
class RunLine:
    """One import in the list."""

    id: UUID
    kind: str
    title: str
    made_at: datetime
    made_by: str
    state: str
    tone: str
    rows: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a preview."""

    entity: str
    title: str
    file: str
    line: int
    fate: str
    tone: str
    note: str
    differences: list[tuple[str, str, str]]
    field: str
    answers: list[tuple[str, str]]
    answered: str = ""
    cells: Cells = NONE
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One filter with its count."""

    title: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that the page of one import shows."""

    run: RunLine
    counts: dict[str, int]
    writes: int
    asked: int
    refused: int
    applied_at: datetime | None
    undone_at: datetime | None
    problems: list[Problem]
    more_problems: int
    needs_dates: bool
    names: int
    tabs: list[Tab]
    entities: list[Tab]
    lines: list[Line]
    page: int
    pages: int
    query: str
    waiting: bool
    orders: bool
    disputed: int
    files: list[FileLine]
    mended: list[MendedLine]
    mendable: bool
    faulty: bool

    @property
    def decides(self) -> bool:
        """Whether there is anything to write, or may be after an answer."""
        return bool(self.writes or self.disputed or any(line.fate.answers for line in self.files))

    @property
    def page_words(self) -> str:
        """The page for an address."""
        return str(self.page)

    @property
    def before(self) -> int:
        """The page before."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after."""
        return self.page + 1

    @property
    def many_files(self) -> bool:
        """Whether a line alone does not tell where it stands."""
        return len({line.file for line in self.lines}) > 1

    @property
    def problem_count(self) -> int:
        """How many problems the files have."""
        return len(self.problems) + self.more_problems

    @property
    def open_problems(self) -> bool:
        """Whether problems are shown at once: when something was refused on account of them, or would clash.

        Of many programmes each file's own line says why it was refused; an archive that could not be opened has none.
        """
        if self.files:
            lines = {line.file for line in self.files}
            return any(one.severity is Severity.ERROR and one.file not in lines for one in self.problems)
        grave = (problem.severity is Severity.ERROR or problem.code == CLASH for problem in self.problems)
        return any(grave) or not self.writes


def runs_of(actor: PersonActor, kind: Kind | None = None) -> list[RunLine]:
    """The latest imports within reach: of all kinds, or of one."""
    names = ("pk", "kind", "title", "made_at", "state", "counts")
    maker = ("made_by__surname", "made_by__given", "made_by__patronymic")
    own = policy.visible(actor, DECIDE).filter(by_hand=False)
    found = own.filter(kind=kind.value) if kind else own
    rows = found.order_by("-made_at", "-pk").values(*names, *maker)[:LISTED]
    return [_run_line(actor, row) for row in rows]


def edits_of(actor: PersonActor, name: str) -> list[RunLine]:
    """The latest edits of a list by hand."""
    names = ("pk", "kind", "title", "made_at", "state", "counts")
    maker = ("made_by__surname", "made_by__given", "made_by__patronymic")
    rows = policy.visible(actor, EDIT).filter(kind=name, state__in=("applied", "undone"))
    lines = [_run_line(actor, row) for row in rows.order_by("-made_at", "-pk").values(*names, *maker)[:EDITS]]
    return [replace(line, state="записано", tone="ok") if line.state == "загружено" else line for line in lines]


def _run_line(actor: PersonActor, row: dict[str, Any]) -> RunLine:
    state, tone = _state(row["state"], row["counts"])
    person = row["made_by__surname"]
    return RunLine(
        id=row["pk"],
        kind=KIND_WORDS.get(row["kind"], row["kind"]),
        title=row["title"],
        made_at=row["made_at"].astimezone(actor.now.tzinfo),
        made_by=short_name(person, row["made_by__given"], row["made_by__patronymic"]) if person else "консоль сервера",
        state=state,
        tone=tone,
        rows=_writes(row["counts"]),
    )


def _state(state: str, counts: dict[str, int]) -> tuple[str, str]:
    """Words and tone: only what somebody may still decide waits for him."""
    open_ = sum(counts.get(name, 0) for name in (What.ASK.value, What.REFUSE.value, "names"))
    if state != "preview" or open_ or _writes(counts):
        return STATE_WORDS[state]
    return SAME if counts.get("kept") else NOTHING


def _writes(counts: dict[str, int]) -> int:
    return sum(counts.get(what.value, 0) for what in (What.CREATE, What.CHANGE, What.CLOSE))


def load_preview(actor: PersonActor, run: ImportRun, chosen: str = "", entity: str = "", page: int = 1) -> Preview:
    """One page of the rows of an import, with its counts and problems."""
    changes, problems = unpack_plan(run.plan)
    shown = [change for change in changes if change.entity not in HIDDEN]
    chosen = chosen if chosen in FILTERS else ""
    entity = entity if entity in ENTITIES else ""
    own = [change for change in shown if not entity or change.entity == entity]
    rows = sorted((change for change in own if FILTERS[chosen][1](change)), key=lambda row: ORDER.index(row.what))
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 1), pages)
    part = rows[(page - 1) * PAGE : page * PAGE]
    names = names_of(actor, part, changes)
    problems.sort(key=lambda problem: list(Severity).index(problem.severity))
    maker = Person.objects.of(actor.college_id).filter(pk=run.made_by_id).values_list("surname", "given", "patronymic")
    surname, given, patronymic = (maker.first() if run.made_by_id else None) or ("", "", "")
    facts = {
        "pk": run.pk, "kind": run.kind, "title": run.title, "made_at": run.made_at, "state": run.state,
        "counts": run.counts, "made_by__surname": surname, "made_by__given": given, "made_by__patronymic": patronymic,
    }  # fmt: skip
    zone = actor.now.tzinfo
    return Preview(
        run=_run_line(actor, facts),
        counts={what.value: run.counts.get(what.value, 0) for what in What} | {"kept": run.counts.get("kept", 0)},
        writes=_writes(run.counts),
        asked=run.counts.get(What.ASK.value, 0),
        refused=run.counts.get(What.REFUSE.value, 0),
        applied_at=run.applied_at.astimezone(zone) if run.applied_at else None,
        undone_at=run.undone_at.astimezone(zone) if run.undone_at else None,
        problems=problems[:PROBLEMS],
        more_problems=max(0, len(problems) - PROBLEMS),
        names=run.counts.get("names", 0) if run.state == "preview" else 0,
        needs_dates=any(problem.code == "needs_dates" for problem in problems),
        tabs=_tabs(own, chosen, entity),
        entities=_entities(shown, chosen, entity),
        lines=_lines(run, part, names),
        page=page,
        pages=pages,
        query=f"show={chosen}&what={entity}",
        waiting=run.state == "preview",
        orders=run.kind == Kind.ORDERS,
        disputed=sum(disputed(change) for change in shown) if run.state == "preview" else 0,
        files=_files(changes, run.state) if run.kind == Kind.PROGRAMMES else [],
        mended=mended_lines(actor, run),
        mendable=mendable(run),
        faulty=run.kind in LIST_KINDS
        and not run.by_hand
        and bool(run.reading)
        and any(change.what in FAULTY for change in shown),
    )


def _tabs(changes: list[Change], chosen: str, entity: str) -> list[Tab]:
    found = []
    for name, (title, holds) in FILTERS.items():
        count = sum(holds(change) for change in changes)
        if count or not name or name == chosen:
            found.append(Tab(title, count, f"show={name}&what={entity}", name == chosen))
    return found


def _entities(changes: list[Change], chosen: str, entity: str) -> list[Tab]:
    found = []
    for name, words in ENTITIES.items():
        count = sum(change.entity == name for change in changes)
        if count:
            query = f"show={chosen}&what={'' if name == entity else name}"
            found.append(Tab(words.title, count, query, name == entity))
    return found if len(found) > 1 else []


def _lines(run: ImportRun, part: list[Change], names: dict[str, str]) -> list[Line]:
    """Rows of one page; the cells of a row stand where it is named first, since a field may be sent once."""
    cells, mended = cells_of(run, part), {one.line for one in mended_of(run.mended)}
    return [
        replace(
            _line(change, names, run.state),
            answered=run.answers.get(f"{change.entity}:{change.key}", ""),
            cells=cells.pop(change.line, NONE) if change.what in FAULTY else NONE,
            mended=change.line in mended,
        )
        for change in part
    ]


def _line(change: Change, names: dict[str, str], state: str) -> Line:
    fate, tone = ("останется", "") if stays(change) else FATES[change.what]
    waiting = state == "preview"
    if not waiting:
        fate = ENDS.get(state, {}).get(fate, "осталось")
    return Line(
        entity=ENTITIES[change.entity].one,
        title=change.title,
        file=change.file,
        line=change.line,
        fate=fate,
        tone=tone,
        note=change.note,
        differences=difference(change, names),
        field=f"{change.entity}:{change.key}",
        answers=[_offered(ask) for ask in change.asks] if waiting else [],
    )


def _files(changes: list[Change], state: str) -> list[FileLine]:
    """Work programmes by file; their topics are counted, not listed."""

    def fate(change: Change) -> Fate:
        line = _line(change, {}, state)
        return Fate(line.fate, line.tone, line.field, tuple(line.answers))

    return file_lines(changes, fate, done=state != "preview")


def _offered(ask: str) -> tuple[str, str]:
    """(value, words) of an answer: a usual one, or «value|words» where the row itself says what is offered."""
    value, own, words = ask.partition("|")
    return value, words if own else ANSWERS[Choice(value)]


def names_of(actor: PersonActor, part: Iterable[Change], changes: Iterable[Change] = ()) -> dict[str, str]:
    """How rooms, people, departments and plans of differences are called, by id; ``changes``: where new rows are."""
    wanted = {str(value) for change in part for side in (change.before, change.after) for value in side.values()}
    made = [change for change in changes if change.what is What.CREATE]
    names = {reference(change.entity, change.key): change.title for change in made}
    names.update({change.pk: change.title for change in made if change.pk})
    ids = [UUID(value) for value in wanted if len(value) == 32 and value.isalnum()]
    if ids:
        for model, field in ((Department, "name"), (Curriculum, "title"), (WorkProgramme, "title")):
            called = model.objects.of(actor.college_id).filter(pk__in=ids).values_list("pk", field)
            names.update({pk.hex: name for pk, name in called})
        rooms = Room.objects.of(actor.college_id).filter(pk__in=ids).values_list("pk", "name")
        people = Person.objects.of(actor.college_id).filter(pk__in=ids)
        names.update({pk.hex: name for pk, name in rooms})
        names.update(
            {pk.hex: full_name(*name) for pk, *name in people.values_list("pk", "surname", "given", "patronymic")}
        )
    return names
