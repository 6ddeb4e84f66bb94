"""Rows of a plan as a tree: order, depth, and hours that parents get from their parts (1.6: the module's МДК and practices)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhurnal.curriculum.rules.kinds import ItemKind

KIND_WORDS = {
    ItemKind.CYCLE: "цикл",
    ItemKind.DISCIPLINE: "дисциплина",
    ItemKind.MODULE: "модуль",
    ItemKind.MDK: "МДК",
    ItemKind.PRACTICE_EDU: "учебная практика",
    ItemKind.PRACTICE_PROD: "производственная практика",
    ItemKind.EXAM: "экзамен по модулю",
    ItemKind.GIA: "итоговая аттестация",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A row with its parent's key, empty for the outermost."""

    key: str
    parent: str
    position: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place. ``below``: how many rows hang under it, however deep."""

    key: str
    depth: int
    below: int


def in_order(nodes: Iterable[Node]) -> list[Placed]:
    """Parents before their parts, in the order of the plan; a ring of parents hangs on nothing and is not lost."""
    known = sorted(nodes, key=lambda node: node.position)
    keys = {node.key for node in known}
    parts: dict[str, list[Node]] = defaultdict(list)
    for node in known:
        parts[node.parent if node.parent in keys else ""].append(node)
    placed: list[Placed] = []
    seen: set[str] = set()

    def put(node: Node, depth: int) -> int:
        if node.key in seen:
            return 0
        seen.add(node.key)
        place = len(placed)
        placed.append(Placed(node.key, depth, 0))
        below = sum(put(part, depth + 1) for part in parts[node.key])
        placed[place] = Placed(node.key, depth, below)
        return below + 1

    for node in parts[""]:
        put(node, 0)
    for node in known:
        put(node, 0)
    return placed


def summed(placed: Iterable[Placed], hours: Mapping[str, Mapping[int, int]]) -> dict[str, dict[int, int]]:
    """Hours by semester of each row: its own, or where it has parts, those of its parts."""
    rows = list(placed)
    total: dict[str, dict[int, int]] = {}
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        sums: dict[int, int] = defaultdict(int)
        parts = [part for part in rows[place + 1 : place + 1 + row.below] if part.depth == row.depth + 1]
        for part in parts:
            for semester, number in total[part.key].items():
                sums[semester] += number
        total[row.key] = dict(sums) if parts else dict(hours.get(row.key, {}))
    return total
