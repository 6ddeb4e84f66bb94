"""Marks for the supplement of the diploma, row by row of the plan, of one student (A4.9, A4.10, A4.14)."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhurnal.assessment.rules.levels import GIA
from zhurnal.curriculum.rules.attestation import PROJECT, main_of
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.results.rules.honours import Honours, honours
from zhurnal.results.rules.lines import Final, Line, State, final, projects
from zhurnal.results.rules.record import Item
from zhurnal.statements.rules.kinds import form_words

CREDIT = "З"


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """A row of the supplement; ``project``: the course project or work of the row above."""

    key: str
    index: str
    name: str
    final: Final
    project: bool = False
    state: bool = False
    credited: bool = False


def supplement(items: Iterable[Item], now: int, way: str) -> list[SupplementRow]:
    """Rows in the order of the plan; a discipline that ends with a mere credit is ``credited``."""
    lines = [item.line for item in sorted(items, key=lambda item: item.position)]
    kept = frozenset(row.semester for line in lines for row in line.results)
    found = []
    for line in lines:
        if line.kind == ItemKind.CYCLE or not (line.loads or line.results):
            continue
        if line.kind == ItemKind.GIA and (done := _attested(line)):
            found += done
            continue
        ends = final(line, now, kept, way)
        state = line.kind == ItemKind.GIA
        credited = _form_at_the_end(line) == CREDIT or ends.value == "зач"
        found.append(SupplementRow(line.key, line.index, line.name, ends, state=state, credited=credited))
        found += [
            SupplementRow(f"{line.key}:{form}", line.index, f"{line.name}, {form}", mark, project=True)
            for form, mark in _projects(line)
        ]
    return found


def _attested(line: Line) -> list[SupplementRow]:
    """What of the state attestation was held: a demonstration exam and a defence stand in the supplement each by itself."""
    rows = [row for row in line.results if row.level in GIA and row.value]
    return [
        SupplementRow(
            f"{line.key}:{row.level}", line.index, f"{line.name}, {form_words(row.form)}",
            Final(State.DEBT) if row.unfit else Final(State.DONE, row.value), state=True,
        )
        for row in sorted(rows, key=lambda row: row.level)
    ]  # fmt: skip


def _form_at_the_end(line: Line) -> str:
    load = line.loads.get(line.last)
    return main_of(load.form) if load else ""


def _projects(line: Line) -> list[tuple[str, Final]]:
    """Course projects and works of the row: those with a mark, as they were held, then those that the plan still wants."""
    done = projects(line)
    wanted = {semester: load.project for semester, load in line.loads.items() if load.project}
    brought = sum(1 for row in done if row.semester not in wanted)  # each stands for one that the plan has elsewhere
    held = {row.semester for row in done}
    ahead = [wanted[semester] for semester in sorted(wanted) if semester not in held][brought:]
    found = [(row.form or wanted.get(row.semester, PROJECT), Final(State.DONE, row.value)) for row in done]
    found += [(form, Final(State.AHEAD)) for form in ahead]
    return [(form_words(form), mark) for form, mark in found]


def honours_of(rows: Iterable[SupplementRow]) -> Honours:
    """The share of fives of a supplement."""
    known = list(rows)
    marks = [row.final.value for row in known if row.final.state is State.DONE and not row.state]
    state = [row.final.value for row in known if row.final.state is State.DONE and row.state]
    ahead = sum(1 for row in known if row.final.state is State.AHEAD and not row.credited)
    debts = sum(1 for row in known if row.final.state is State.DEBT)
    return honours(marks, ahead, debts=debts, state=state)
