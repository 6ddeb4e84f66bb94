"""What this installation is made of: the locks in ``requirements/``, licences from what the installed packages say of themselves."""

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from django.conf import settings

from zhurnal.operations.rules.parts import Pin, bill, pinned

RUNTIME, DEVELOP = "runtime.txt", "dev.txt"
TITLE = "License :: OSI Approved :: "
LONGEST = 80  # a longer «licence» of a package is its whole text


def parts() -> dict[str, Any]:
    """The list of parts."""
    runtime, develop = locked(RUNTIME), locked(DEVELOP)
    product = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text("utf-8"))["project"]
    return bill(Pin(product["name"], product["version"], ()), runtime, develop, _licences([*runtime, *develop]))


def locked(name: str) -> list[Pin]:
    """The packages of one of our locks."""
    return pinned((Path(settings.BASE_DIR) / "requirements" / name).read_text("utf-8"))


def _licences(pins: Iterable[Pin]) -> dict[str, dict[str, Any]]:
    """Of those that are installed here in the very version of the lock."""
    found = {}
    for pin in pins:
        try:
            about = metadata(pin.name)
        except PackageNotFoundError:
            continue
        licence = _licence(about)
        if licence and about["Version"] == pin.version:
            found[pin.purl] = licence
    return found


def _licence(about: PackageMetadata) -> dict[str, Any]:
    told = about.json
    expression, words = str(told.get("license_expression", "")), str(told.get("license", "")).strip()
    titles = [str(one).removeprefix(TITLE) for one in told.get("classifier", []) if str(one).startswith(TITLE)]
    if expression:
        return {"expression": expression}
    name = words if words and len(words) <= LONGEST and "\n" not in words else ", ".join(titles)
    return {"license": {"name": name}} if name else {}
