"""In a process of the product: two colleges to be scanned, who is signed in, and every address as an OpenAPI document."""

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import get_resolver  # noqa: E402

PRODUCT = Path(__file__).resolve().parent.parent / "zhurnal"
WHO = ("administrator", "deputy", "teacher", "department_head", "parent", "student")
# They end the session that scans, or wait for somebody; each is asked by the tests of rights.
LEFT_OUT = ("sign-out", "lock", "logins/", "sign-in", "first", "broker", "password", "protection", "confirm", "static")
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


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
    """Every address with GET and POST, each parameter that any view reads, ids of both colleges."""
    read, posted = names("GET"), names("POST")
    text = {"type": "string", "maxLength": 60}
    query = [
        {"name": name, "in": "query", "required": False, "schema": {"anyOf": [text, {"type": "string", "enum": ids}]}}
        for name in read
    ]
    body = {"content": {"application/x-www-form-urlencoded": {"schema": {
        "type": "object", "properties": {name: {"anyOf": [text, {"type": "string", "enum": ids}]} for name in posted}}}}}  # fmt: skip
    paths: dict[str, Any] = {}
    for path in addresses():
        if any(word in path for word in LEFT_OUT):
            continue
        kinds = {name: kind for kind, name in PART.findall(path)}
        place = [
            {"name": name, "in": "path", "required": True, "schema": schema(kind, ids)} for name, kind in kinds.items()
        ]
        told = {"responses": {"200": {"description": "whatever is no failure"}}}
        paths["/" + PART.sub(r"{\2}", path)] = {
            "get": {"parameters": [*place, *query], **told}, "post": {"parameters": place, "requestBody": body, **told},
        }  # fmt: skip
    return {"openapi": "3.0.3", "info": {"title": "zhurnal", "version": "0"}, "paths": paths}


def schema(kind: str, ids: list[str]) -> dict[str, Any]:
    """What may stand in a place of an address."""
    if kind == "uuid":
        return {"type": "string", "enum": ids}
    if kind == "int":
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "minLength": 1, "maxLength": 30, "pattern": "^[A-Za-z0-9_-]+$"}


def addresses(resolver: Any = None, before: str = "") -> list[str]:
    """Every pattern of the product as it is written."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        found += addresses(pattern, path) if hasattr(pattern, "url_patterns") else [path]
    return found


def names(method: str) -> list[str]:
    """Names of parameters that any view reads."""
    found = set()
    for file in PRODUCT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            place = (
                node.func.value
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                else getattr(node, "value", None)
            )
            args = node.args if isinstance(node, ast.Call) else [node.slice] if isinstance(node, ast.Subscript) else []
            if isinstance(place, ast.Attribute) and place.attr == method and args and isinstance(args[0], ast.Constant):
                found.add(str(args[0].value))
    return sorted(found)


if __name__ == "__main__":
    main(sys.argv[1])
