"""Modules of a page fetched side by side, not one after another."""

import re
from functools import cache
from pathlib import Path, PurePosixPath

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from zhurnal.kernel.static_files import address

register = template.Library()

_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^;"']*["']([^"']+)["'];""", re.MULTILINE)


@register.simple_tag
@cache
def preload_modules(entry: str) -> SafeString:
    """``modulepreload`` links for a module and everything that it imports; a deep chain costs one journey."""
    return format_html_join(
        "\n", '<link rel="modulepreload" href="{}">', ((address(name),) for name in imported(entry))
    )


@cache
def imported(entry: str) -> tuple[str, ...]:
    """The names of a module and of all that it imports, itself first."""
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        path = finders.find(name)
        if name in found or path is None:
            continue
        found[name] = None
        waiting += [_name(name, asked) for asked in _IMPORT.findall(Path(path).read_text("utf-8"))]
    return tuple(found)


def _name(importer: str, asked: str) -> str:
    """«./outbox.js» beside the importer, «@ui/toast.js» by the import map, as a name of a static file."""
    if asked.startswith("@"):
        place, _slash, rest = asked[1:].partition("/")
        return f"{place}/js/{rest}"
    parts: list[str] = []
    for part in (PurePosixPath(importer).parent / asked).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
