"""Holds what the teachers were told against what is there."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from faults.pen import Mark, Pen

UNREADABLE = (
    "OperationalError(",
    "DatabaseError(",
    "ProgrammingError(",
)  # the database's own words, not a fault of ours


class Judge:
    """``ask`` puts a question of ``witness`` to the database. What is wrong is counted once: a missing record, and the cell that does not show it."""

    def __init__(self, ask: Callable[..., dict[str, Any]], college: str, pens: list[Pen]) -> None:
        self.ask, self.college, self.pens = ask, college, pens
        self.found: Counter[str] = Counter()
        self.examples: list[str] = []

    def look(self) -> None:
        """After each fault: nothing told is missing or stands twice, and every cell is as its teacher was told, his neighbours' too."""
        told = [mark for pen in self.pens for mark in pen.told]
        waiting = [pen.waiting for pen in self.pens if pen.waiting]
        seen = self.ask(
            "look",
            college=self.college,
            lessons=[pen.lesson for pen in self.pens],
            keys=[mark.key for mark in (*told, *waiting)],
        )
        records = seen["records"]
        for pen in self.pens:
            for mark in pen.told:
                self._record(f"{pen.lesson}/{mark.student}", mark, records.get(mark.key, []))
        arrived = sum(1 for mark in waiting if mark.key in records)
        self._all(seen["all"], arrived)
        self.found["unknown arrived"] += arrived
        for pen in self.pens:
            for student in list(pen.cells):
                self._cell(pen, student, records, seen["cells"].get(f"{pen.lesson}/{student}", [0, ""]))
            pen.told.clear()

    def looked(self, *, control: bool) -> bool:
        """``look``; under a control a database that can no longer be read has lost everything, and ends the run."""
        try:
            self.look()
        except RuntimeError as broken:
            if not control or not str(broken).startswith(UNREADABLE):
                raise
            self._count("lost", 1, str(broken))
            return False
        return True

    def chains(self) -> None:
        """Every chain of the college from its first link."""
        for broken in self.ask("chains", college=self.college)["breaks"]:
            self._count("breaks", 1, broken)

    @property
    def counts(self) -> dict[str, int]:
        """What is wrong, in three words: a mark that is not there, elsewhere, other than told or overwritten by an older one is lost."""
        found = self.found
        return {
            "lost": found["lost"] + found["astray"] + found["gone back"],
            "doubled": found["doubled"],
            "breaks": found["breaks"],
        }

    def _record(self, cell: str, mark: Mark, records: list[list[str]]) -> None:
        self._count("lost", not records, f"key {mark.key}")
        self._count("doubled", max(len(records) - 1, 0), f"key {mark.key}")
        self._count("astray", any(record != [cell, mark.value] for record in records), f"{records}, told {cell}")

    def _all(self, there: int, arrived: int) -> None:
        """Of all loops so far, not of this one alone: what was found in its own loop may go in a later one."""
        expected = sum(pen.total for pen in self.pens) - self.found["lost"] + self.found["doubled"] + arrived
        self._count("doubled", max(there - expected, 0), f"{there} records of {expected}")
        self._count("lost", max(expected - there, 0), f"{there} records of {expected}")

    def _cell(self, pen: Pen, student: str, records: dict[str, Any], found: list[Any]) -> None:
        waits = pen.waiting if pen.waiting and pen.waiting.student == student else None
        expected = list(pen.cells[student])
        if waits and waits.key in records:  # written whole, and nobody heard of it
            expected = [waits.version + 1, waits.value]
        if found != expected:
            self._count("gone back", 1, f"cell {student}: {found}, expected {expected}")
            pen.cells[student] = (found[0], found[1])  # counted once
            pen.waiting = None if waits else pen.waiting

    def _count(self, name: str, wrong: int, example: str) -> None:
        if wrong:
            self.found[name] += int(wrong)
            self.examples = [*self.examples, f"{name}: {example}"][:5]
