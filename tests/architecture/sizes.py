"""Lists what has outgrown the habit (house style, rule 29). ``python -m tests.architecture.sizes``; it refuses nothing."""

import ast
import sys
from pathlib import Path

from tests.architecture.house import HOUSE, ROOT, name_of, templates, tree

HABITS = {".py": 300, ".js": 150, ".css": 200, ".html": 150}
FUNCTION, VIEW, TEST_FILE = 40, 25, 600


def long_files() -> list[tuple[int, int, str]]:
    """Lines, habit, name."""
    own = [path for path in HOUSE.rglob("*") if path.suffix in HABITS and "migrations" not in path.parts]
    rest = [path for part in ("config", "bootstrap", "bench", "shots") for path in (ROOT / part).rglob("*.py")]
    found = [
        (_lines(path), HABITS[path.suffix], name_of(path))
        for path in {*own, *rest, *templates()}
        if path.suffix in HABITS
    ]
    found += [(_lines(path), TEST_FILE, name_of(path)) for path in (ROOT / "tests").rglob("*.py")]
    return sorted((item for item in found if item[0] > item[1]), reverse=True)


def long_functions() -> list[tuple[int, int, str]]:
    """Lines, habit, place."""
    found = []
    for path in HOUSE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        habit = VIEW if "views" in path.parts or path.stem == "views" else FUNCTION
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > habit:
                    found.append((lines, habit, f"{name_of(path)}:{node.lineno} {node.name}"))
    return sorted(found, reverse=True)


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def main() -> int:
    """Always zero: habits, not gates."""
    for lines, habit, name in [*long_files(), *long_functions()]:
        sys.stdout.write(f"{lines:5} lines (habit {habit})  {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
