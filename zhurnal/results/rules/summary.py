"""The summary of a group: one value of a student in a discipline and semester, totals of rows and columns (A8, A9). Pure."""

from collections.abc import Iterable, Sequence

from zhurnal.assessment.rules.levels import Level
from zhurnal.results.rules.lines import SHOWN, Got

Columned = tuple[str, bool]  # (discipline, whether it is its course project)


def chosen(results: Iterable[tuple[str, Got]], semesters: Sequence[int]) -> dict[Columned, Got]:
    """(discipline, project) → what stands in the summary of these semesters.

    The later semester wins, in it a mark of the year over the attestation, the attestation over the term mark.
    """
    found: dict[Columned, Got] = {}
    for discipline, row in results:
        if row.semester not in semesters or _rank(row) is None or not row.value:
            continue
        key = discipline, row.level == Level.PROJECT
        other = found.get(key)
        if other is None or (row.semester, -(_rank(row) or 0)) > (other.semester, -(_rank(other) or 0)):
            found[key] = row
    return found


def _rank(row: Got) -> int | None:
    order = (Level.YEAR, *SHOWN)
    return order.index(Level(row.level)) if row.level in order else None
