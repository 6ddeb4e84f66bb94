"""The summary of a group: one value of a student in a discipline and semester, totals of rows and columns (A8, A9). Pure."""

from collections.abc import Iterable, Sequence

from zhurnal.assessment.rules.levels import Level
from zhurnal.results.rules.lines import ATTESTED, SHOWN, Got

_YEARLY = (*ATTESTED, Level.PROJECT, Level.YEAR, Level.TERM)
Columned = tuple[str, bool]  # (discipline, whether it is its course project)


def chosen(results: Iterable[tuple[str, Got]], semesters: Sequence[int]) -> dict[Columned, Got]:
    """(discipline, project) → what stands in the summary of these semesters.

    The later semester wins, in it the attestation over a mark of the year, that over the term mark. The year is summed up only
    where more than one semester is asked for: stipend and semester look at the semester alone (A4.15).
    """
    order = _YEARLY if len(semesters) > 1 else SHOWN
    found: dict[Columned, Got] = {}
    for discipline, row in results:
        if row.semester not in semesters or _rank(row, order) is None or not row.value:
            continue
        key = discipline, row.level == Level.PROJECT
        other = found.get(key)
        if other is None or (row.semester, -(_rank(row, order) or 0)) > (other.semester, -(_rank(other, order) or 0)):
            found[key] = row
    return found


def _rank(row: Got, order: Sequence[Level]) -> int | None:
    return order.index(Level(row.level)) if row.level in order else None
