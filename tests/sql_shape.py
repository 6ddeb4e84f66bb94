"""Reads a statement as far as the SQL guard needs: which tables, how they hang together, by what they are restricted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|%s|\w+|\S""")
_CAST = re.compile(r"::\s*\w+(?:\[\])?")
_QUERY = {"select", "with", "insert", "update", "delete", "values"}
_AFTER_FROM = {"where", "group", "order", "having", "limit", "offset", "for", "window", "returning", "union",
               "intersect", "except", "on", "set"}  # fmt: skip
_JOINS = {"join", "inner", "left", "right", "full", "cross", "natural", "outer"}
_SETS = {"union", "intersect", "except"}

Tokens = list[Any]  # str, Place, or a list for what stands in parentheses


@dataclass(frozen=True, slots=True)
class Place:
    """The n-th parameter."""

    number: int


@dataclass(eq=False, slots=True)
class Alias:
    """One table in one FROM; ``owner``: the column that names its college ("" for tables without one)."""

    table: str
    owner: str


@dataclass(slots=True)
class Shape:
    """What a statement does to tenant tables."""

    aliases: list[Alias] = field(default_factory=list)
    anchored: dict[Alias, list[int]] = field(default_factory=dict)
    edges: list[tuple[Alias, Alias]] = field(default_factory=list)  # (a, b): b is restricted when a is
    fixed: list[tuple[Alias, str]] = field(default_factory=list)  # other columns equal to a parameter
    bad_insert: bool = False

    @property
    def tenants(self) -> list[Alias]:
        return [alias for alias in self.aliases if alias.owner == "college_id"]

    @property
    def anchors(self) -> list[int]:
        return [place for places in self.anchored.values() for place in places]

    @property
    def kind(self) -> str:
        if self.bad_insert:
            return "unsafe"
        if not self.tenants:
            return "free"
        if set(self.tenants) <= self._reached(list(self.anchored)):
            return "one-college"
        together = any(set(self.tenants) <= self._reached([alias]) for alias in self.tenants)
        return "fan-out" if together and not self.anchored else "unsafe"

    @property
    def found_by(self) -> set[tuple[str, str]]:
        """For a fan-out: table and column of the rows it begins with, those from which the others are reached."""
        begins = [(a, column) for a, column in self.fixed if set(self.tenants) <= self._reached([a])]
        return {(alias.table, column) for alias, column in begins}

    def _reached(self, todo: list[Alias]) -> set[Alias]:
        found: set[Alias] = set()
        while todo:
            alias = todo.pop()
            if alias not in found:
                found.add(alias)
                todo += [b for a, b in self.edges if a is alias]
        return found


Scope = list[dict[str, Alias]]  # innermost last


def read(sql: str, owners: dict[str, str]) -> Shape:
    """The shape of one statement; ``owners``: table → the column of its college."""
    shape = Shape()
    _query(_nested(sql), [], shape, owners)
    return shape


def _nested(sql: str) -> Tokens:
    stack: list[Tokens] = [[]]
    count = 0
    for found in _TOKEN.finditer(_CAST.sub("", sql)):
        token: Any = found.group()
        if token == "(":
            stack.append([])
        elif token == ")":
            inner = stack.pop()
            stack[-1].append(inner)
        elif token == "%s":
            stack[-1].append(Place(count))
            count += 1
        elif token[0] == '"':
            stack[-1].append(token[1:-1])
        else:
            stack[-1].append(token.lower() if token[0] != "'" else token)
    return stack[0]


def _is_query(tokens: Any) -> bool:
    return isinstance(tokens, list) and bool(tokens) and (tokens[0] in _QUERY if isinstance(tokens[0], str) else
                                                          _is_query(tokens[0]))  # fmt: skip


def _split(tokens: Tokens, *words: str) -> list[Tokens]:
    parts: list[Tokens] = [[]]
    for token in tokens:
        if isinstance(token, str) and token in words:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _query(tokens: Tokens, outer: Scope, shape: Shape, owners: dict[str, str]) -> None:
    """One query with its unions and everything inside of it."""
    for part in _split(tokens, *_SETS):
        if part and part[0] == "all":
            part = part[1:]  # noqa: PLW2901
        _select(part, outer, shape, owners)


def _select(tokens: Tokens, outer: Scope, shape: Shape, owners: dict[str, str]) -> None:
    scope: Scope = [*outer, {}]
    conditions: list[tuple[Tokens, Alias | None]] = []  # (condition, the table of a LEFT JOIN)
    if tokens[:2] == ["insert", "into"]:
        columns = next((token for token in tokens if isinstance(token, list)), [])
        shape.bad_insert |= owners.get(tokens[2]) == "college_id" and "college_id" not in columns
    else:
        _tables(tokens, scope, shape, owners, conditions)
    words = [token if isinstance(token, str) else "" for token in tokens]
    if "where" in words:
        start = words.index("where") + 1
        ends = [i for i in range(start, len(words)) if words[i] in _AFTER_FROM - {"on", "set"}]
        conditions.append((tokens[start : min(ends, default=len(tokens))], None))
    for condition, only in conditions:
        _condition(condition, scope, shape, only)
    for inner in _inner_queries(tokens):
        _query(inner, scope, shape, owners)


def _tables(tokens: Tokens, scope: Scope, shape: Shape, owners: dict[str, str], conditions: list[Any]) -> None:
    """Fill in the scope from UPDATE, FROM and JOIN; collect the ON conditions."""
    if tokens[0] == "update":
        _alias(tokens, 1, scope, shape, owners)
    if "from" not in tokens:
        return
    position, left = tokens.index("from") + 1, False
    place: Alias | None = _alias(tokens, position, scope, shape, owners)
    while position < len(tokens):
        token = tokens[position]
        if isinstance(token, str) and token in _AFTER_FROM - {"on"}:
            return
        if token == "on":
            end = next((i for i in range(position + 1, len(tokens))
                        if isinstance(tokens[i], str) and tokens[i] in _JOINS | _AFTER_FROM), len(tokens))  # fmt: skip
            conditions.append((tokens[position + 1 : end], place if left else None))
            position = end - 1
        elif token in ("left", "right", "full"):
            left = True
        elif token in ("inner", "cross"):
            left = False
        elif token in ("join", ","):
            left = left and token == "join" and tokens[position - 1] in ("left", "outer", "right", "full")
            place = _alias(tokens, position + 1, scope, shape, owners)
        position += 1


def _alias(tokens: Tokens, position: int, scope: Scope, shape: Shape, owners: dict[str, str]) -> Alias | None:
    """The table at the position under the name that the statement gives it."""
    table = tokens[position] if position < len(tokens) else None
    rest = [token for token in tokens[position + 1 : position + 3] if token != "as"]
    name = rest[0] if rest and isinstance(rest[0], str) and rest[0].isidentifier() else ""
    if name in _AFTER_FROM | _JOINS:
        name = ""
    if (
        isinstance(table, list) and name
    ):  # a query in FROM is judged by itself; all columns of one table are that table's
        whole = table[:3] == ["select", "*", "from"] and isinstance(table[3], str)
        scope[-1][name] = Alias(table[3], owners.get(table[3], "")) if whole else Alias("", "")
    if not isinstance(table, str):
        return None
    alias = Alias(table, owners.get(table, ""))
    shape.aliases.append(alias)
    scope[-1][name.lower() or table] = alias
    return alias


def _inner_queries(tokens: Tokens) -> Iterator[Tokens]:
    for token in tokens:
        if _is_query(token):
            yield token
        elif isinstance(token, list):
            yield from _inner_queries(token)


def _condition(tokens: Tokens, scope: Scope, shape: Shape, only: Alias | None) -> None:
    """What always holds: members of AND; nothing under OR and NOT."""
    if len(_split(tokens, "or")) > 1:
        return
    for part in _split(tokens, "and"):
        if len(part) == 1 and isinstance(part[0], list) and not _is_query(part[0]):
            _condition(part[0], scope, shape, only)
        elif part and part[0] != "not":
            _equality(part, scope, shape, only)


def _equality(part: Tokens, scope: Scope, shape: Shape, only: Alias | None) -> None:
    sides = _split(part, "=") if "=" in part else _split(part, "in")
    if len(sides) != 2:
        return
    a, b = (_side(side, scope) for side in sides)
    if isinstance(a, Place):
        a, b = b, a
    if not isinstance(a, tuple):
        return
    alias, column = a
    if isinstance(b, Place):
        if only is None or alias is only:
            if alias.owner and column == alias.owner:
                shape.anchored.setdefault(alias, []).append(b.number)
            else:
                shape.fixed.append((alias, column))
    elif isinstance(b, tuple) and alias.owner and b[0].owner and (column, b[1]) == (alias.owner, b[0].owner):
        pairs = [(alias, b[0]), (b[0], alias)]
        near = [pair for pair in pairs if pair[1] is only] if only else [p for p in pairs if p[1] in scope[-1].values()]
        shape.edges += near


def _side(side: Tokens, scope: Scope) -> Any:
    """(alias, column), a parameter, or None."""
    while len(side) == 1 and isinstance(side[0], list) and not _is_query(side[0]):
        side = side[0]
    if len(side) == 1 and isinstance(side[0], Place):
        return side[0]
    if len(side) == 3 and side[1] == ".":
        name = str(side[0])
        found = next((names[key] for names in reversed(scope) for key in (name, name.lower()) if key in names), None)
        return (found, side[2]) if found is not None else None
    if len(side) == 1 and isinstance(side[0], str) and len(scope[-1]) == 1:  # a bare column of the only table
        return next(iter(scope[-1].values())), side[0]
    return None
