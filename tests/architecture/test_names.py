"""Names that say nothing mean that the place has not been found yet."""

import re

from tests.architecture.house import HOUSE, ROOT, name_of, refuse

EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "manager",
    "managers",
    "services",
    "service",
    "stuff",
}
EMPTY_MIGRATION = re.compile(r"^\d{4}_(?:auto|alter|merge)?_?\d*(?:_.*_and_more)?$")
PARTS = ("zhurnal", "config", "bootstrap", "tests", "bench", "shots", "faults", "scanners")


def test_files_are_named_for_what_they_hold():
    files = [
        path
        for part in PARTS
        for path in (ROOT / part).rglob("*")
        if path.suffix in {"", ".py", ".js", ".css", ".html"}
    ]
    refuse(
        sorted(
            name_of(path) for path in files if path.stem.lower() in EMPTY_NAMES and "node_modules" not in path.parts
        ),
        "A name that fits everything: name the file for the noun or verb in it, or move its lines to where they are used.",
    )


def test_migrations_are_named_for_what_they_do():
    files = [path for path in HOUSE.glob("*/migrations/[0-9]*.py") if path.stem != "0001_initial"]
    refuse(
        sorted(name_of(path) for path in files if "_auto_" in path.stem or EMPTY_MIGRATION.match(path.stem)),
        "A migration without a name: rename the file for what it does (0004_lesson_gets_room.py).",
    )
