"""In a process of the product: two colleges to be scanned, who is signed in, and every address as an OpenAPI document."""

import ast
import inspect
import json
import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.forms import BaseForm  # noqa: E402
from django.urls import get_resolver  # noqa: E402

WHO = ("administrator", "deputy", "teacher", "department_head", "parent", "student")
# They end the session that scans, or wait for somebody; each is asked by the tests of rights.
LEFT_OUT = (
    "sign-out", "lock", "logins/", "sign-in", "first", "broker", "password", "protection", "confirm", "static", "own/changes",
)  # fmt: skip
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
READ = ("get", "getlist", "pop", "setdefault")


def main(folder: str) -> None:
    """Write ``openapi.json`` and ``who.json`` into the folder."""
    from bench.requests_cpu import begin_session
    from tests import worlds
    from tests.access.filled import fill

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    sides = [fill(world) for world in worlds.two_colleges()]
    ids = sorted({str(pk) for side in sides for kind in side.objects.values() for pk in kind.values()})
    cookies = {name: begin_session(sides[0].world.accounts[name]) for name in WHO}
    Path(folder, "who.json").write_text(json.dumps(cookies))
    Path(folder, "openapi.json").write_text(json.dumps(document(ids), ensure_ascii=False))


def document(ids: list[str]) -> dict[str, Any]:
    """Every address with GET and POST, the parameters that its own view reads, the lawful body of the table of rights, ids of both colleges."""
    from tests.access.matrix import ROWS

    lawful: dict[str, list[Any]] = {}
    for row in ROWS:
        if row.method == "POST" and isinstance(row.body, dict):
            lawful.setdefault(row.name, []).append(row)
    text = {"type": "string", "maxLength": 60}
    asked = [(*one, names(one[1])) for one in addresses()]
    every_read, every_posted = (set().union(*(told[side] for *_one, told in asked)) for side in (0, 1))
    paths: dict[str, Any] = {}
    for path, _view, name, own in asked:
        if any(word in path for word in LEFT_OUT):
            continue
        read, posted = own[0] or every_read, own[1] or every_posted  # a view that reads whatever its columns are called
        query = [{"name": one, "in": "query", "required": False, "schema": anything(text, ids)} for one in sorted(read)]
        content = {}
        for row in lawful.get(name, []):
            kind = "application/json" if row.json else FORM
            content[kind] = body({key: [value] for key, value in row.body.items()}, posted, text, ids)
        content.setdefault(FORM, body({}, posted, text, ids))
        kinds = {name: kind for kind, name in PART.findall(path)}
        place = [
            {"name": name, "in": "path", "required": True, "schema": schema(kind, ids)} for name, kind in kinds.items()
        ]
        told = {"responses": {"200": {"description": "whatever is no failure"}}}
        paths["/" + PART.sub(r"{\2}", path)] = {
            "get": {"parameters": [*place, *query], **told}, "post": {"parameters": place, "requestBody": {"content": content}, **told},
        }  # fmt: skip
    return {"openapi": "3.0.3", "info": {"title": "zhurnal", "version": "0"}, "paths": paths}


FORM = "application/x-www-form-urlencoded"


def anything(text: dict[str, Any], ids: list[str], lawful: Sequence[Any] = ()) -> dict[str, Any]:
    """What may stand in a field: the lawful value, some text, the name of anything."""
    return {"anyOf": [*({"enum": [one]} for one in lawful), text, {"type": "string", "enum": ids}]}


def body(lawful: dict[str, list[Any]], posted: set[str], text: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    """A form, or an object of JSON: the lawful fields and whatever else the view reads."""
    fields = {name: anything(text, ids, lawful.get(name, ())) for name in sorted({*lawful, *posted})}
    return {"schema": {"type": "object", "properties": fields, "required": sorted(lawful)}}


def schema(kind: str, ids: list[str]) -> dict[str, Any]:
    """What may stand in a place of an address."""
    if kind == "uuid":
        return {"type": "string", "enum": ids}
    if kind == "int":
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "minLength": 1, "maxLength": 30, "pattern": "^[A-Za-z0-9_-]+$"}


def addresses(resolver: Any = None, before: str = "", space: str = "") -> list[tuple[str, Any, str]]:
    """Every pattern of the product as it is written, its view, its name with the room's before it."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += addresses(pattern, path, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            found.append((path, pattern.callback, f"{space}{pattern.name}"))
    return found


def names(view: Any) -> tuple[set[str], set[str]]:
    """What the view of an address may read of the query, and of a form: literally, by a constant, by the fields of its forms."""
    module = sys.modules[inspect.unwrap(view).__module__]
    read, posted = _read_in(module)
    for value in vars(module).values():
        if inspect.isclass(value) and issubclass(value, BaseForm):
            posted |= set(value.base_fields)
        if (
            inspect.isfunction(value)
            and value.__module__.startswith("zhurnal.")
            and value.__module__ != module.__name__
        ):
            more, other = _read_in(sys.modules[value.__module__])  # a helper to which the request is handed on
            read, posted = read | more, posted | other
    return read, posted


@cache
def _read_in(module: ModuleType) -> tuple[frozenset[str], frozenset[str]]:
    found: dict[str, set[str]] = {"GET": set(), "POST": set()}
    held: dict[str, set[str]] = {}  # a variable → of what it is made: ``said = request.POST``
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            of = {part.attr for part in ast.walk(node.value) if isinstance(part, ast.Attribute)} & set(found)
            for target in (part for one in node.targets for part in ast.walk(one) if isinstance(part, ast.Name)):
                held.setdefault(target.id, set()).update(of)
    for node in ast.walk(tree):
        where, key = _asked(node)
        for method in _made_of(where, held):
            found[method] |= _words(key, module)
    return frozenset(found["GET"]), frozenset(found["POST"])


def _asked(node: ast.AST) -> tuple[ast.AST | None, ast.AST | None]:
    """Of what a name is asked, and the name: ``what.get(name)``, ``what[name]``, ``name in what``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READ and node.args:
        return node.func.value, node.args[0]
    if isinstance(node, ast.Subscript):
        return node.value, node.slice
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
        return node.comparators[0], node.left
    return None, None


def _made_of(where: ast.AST | None, held: dict[str, set[str]]) -> set[str]:
    if isinstance(where, ast.Attribute) and where.attr in {"GET", "POST"}:
        return {where.attr}
    return held.get(where.id, set()) if isinstance(where, ast.Name) else set()


def _words(key: ast.AST | None, module: ModuleType) -> set[str]:
    if isinstance(key, ast.Name):
        value = getattr(module, key.id, None)
        return {str(value)} if isinstance(value, str) else set()
    return {str(key.value)} if isinstance(key, ast.Constant) and isinstance(key.value, str) else set()


if __name__ == "__main__":
    main(sys.argv[1])
