"""What a saved step did, in words: «Группы: создано 12, изменено 1»."""

from collections import Counter
from collections.abc import Iterable, Mapping

DID = {"create": "создано", "change": "изменено", "remove": "убрано"}


def told(rows: Iterable[Mapping[str, str]], titles: Mapping[str, str]) -> tuple[str, ...]:
    """A line for each table in the order in which it was written. ``titles``: a model's label → how people call its rows."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row["model"], Counter())[row["did"]] += 1
    return tuple(
        f"{titles[model]}: {', '.join(f'{word} {found[did]}' for did, word in DID.items() if found[did])}"
        for model, found in counts.items()
    )
