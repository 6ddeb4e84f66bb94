"""Who is admitted to the session (A4.2): attested in everything, all practical, lab, graphic and course works done."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhurnal.assessment.rules.values import is_unfit, printed
from zhurnal.curriculum.rules.attestation import PROJECT, WORK


@dataclass(frozen=True, slots=True)
class Attested:
    """A student's standing in one discipline of the semester, or in its course project: his result, empty as long as there is none.

    ``collected``: results of it are set already for others of the group; then an empty one is his own gap, which ``gap`` names.
    """

    discipline: str
    value: str
    collected: bool = True
    gap: str = "нет аттестации"


@dataclass(frozen=True, slots=True)
class Undone:
    """A work that he did not do: «ЛР № 3», in «ОП.02»."""

    discipline: str
    work: str


DEFENDED = {PROJECT: ("курсовой проект", "не защищён"), WORK: ("курсовая работа", "не защищена")}
"""What a course project and a course work are called, and what is said of one that was not defended."""


def defended(discipline: str, form: str, value: str, *, collected: bool) -> Attested:
    """A student's course project or work of a discipline: «МДК.01.02 Наладка, курсовой проект: не защищён»."""
    name, gap = DEFENDED[form]
    return Attested(f"{discipline}, {name}", value, collected, gap)


def barring(standings: Iterable[Attested], undone: Iterable[Undone]) -> list[str]:
    """Why a student is not admitted, a clause for each discipline; empty is admitted.

    What the teacher has not collected yet bars nobody: it is named by ``missing`` instead.
    """
    reasons = [
        f"{row.discipline}: {printed(row.value) if row.value else row.gap}"
        for row in standings
        if is_unfit(row.value) or (not row.value and row.collected)
    ]
    works: dict[str, list[str]] = {}
    for one in undone:
        works.setdefault(one.discipline, []).append(one.work)
    return reasons + [f"{name}: не сдано {', '.join(found)}" for name, found in works.items()]


def missing(standings: Iterable[Attested]) -> list[str]:
    """Disciplines whose results are not collected yet."""
    return list(dict.fromkeys(row.discipline for row in standings if not row.collected and not row.value))


def shortened(reasons: list[str], limit: int = 300) -> str:
    """The reasons as one text that fits a line; what does not fit is counted."""
    text = "; ".join(reasons)
    if len(text) <= limit:
        return text
    kept: list[str] = []
    for place, reason in enumerate(reasons):
        rest = f"; и ещё {len(reasons) - place}"
        if len("; ".join([*kept, reason])) + len(rest) > limit:
            return f"{'; '.join(kept)}{rest}" if kept else f"{reason[: limit - 1]}…"
        kept.append(reason)
    return text[:limit]
