"""Who could give a lesson, the fittest first, each with the reasons that a person would name (A5.4). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

DAY_LIMIT = 4
"""Pairs of a day from which a teacher counts as loaded; he is offered still, after the others."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A teacher who is free at the hour. ``subjects``: what he teaches this group; ``fits``: whether he teaches the discipline."""

    id: UUID
    name: str
    fits: bool = False
    subjects: tuple[str, ...] = ()
    pairs: int = 0
    suggested: bool = False

    @property
    def loaded(self) -> bool:
        """Whether his day is full without this lesson."""
        return self.pairs >= DAY_LIMIT

    @property
    def reasons(self) -> str:
        """«ведёт эту дисциплину, знает группу: Физика, в этот день 2 пары»."""
        parts = []
        if self.suggested:
            parts.append("предложен преподавателем")
        if self.fits:
            parts.append("ведёт эту дисциплину")
        if self.subjects:
            parts.append(f"знает группу: {', '.join(self.subjects[:2])}")
        parts.append(_day(self.pairs))
        return ", ".join(parts)


def _day(pairs: int) -> str:
    if not pairs:
        return "в этот день пар нет"
    words = "пара" if pairs == 1 else "пары" if pairs < DAY_LIMIT + 1 else "пар"
    return f"в этот день {'уже ' if pairs >= DAY_LIMIT else ''}{pairs}\u00a0{words}"


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Whom the teacher suggested, then whose discipline fits, who knows the group, who comes that day anyway and has fewer pairs.

    A full day outweighs everything but the suggestion.
    """
    return sorted(
        candidates,
        key=lambda one: (
            not one.suggested,
            one.loaded,
            not one.fits,
            not one.subjects,
            not one.pairs,
            one.pairs,
            one.name,
        ),
    )
