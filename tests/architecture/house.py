"""The house as files: what the architecture tests walk through, and the floors as ``pyproject.toml`` gives them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "zhurnal"


def floors() -> dict[str, int]:
    """Module → floor, counted from the ground up; the one list is the contract of import-linter."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {room: floor for floor, layer in enumerate(reversed(layers), 1) for room in re.findall(r"\w+", layer)}


def python_files(*patterns: str) -> list[Path]:
    """Python files of the product under the patterns, migrations left out."""
    found = {path for pattern in patterns or ("**/*.py",) for path in HOUSE.glob(pattern)}
    return sorted(path for path in found if path.suffix == ".py" and "migrations" not in path.parts)


def templates() -> list[Path]:
    """Every template of the product."""
    return sorted(path for path in HOUSE.glob("*/templates/**/*") if path.is_file())


def name_of(path: Path) -> str:
    """The path as a reader writes it."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The room in which a file stands."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    """The file as Python sees it."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that the file imports, also inside of functions."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            near = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*near, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def without_comments(template: str) -> str:
    """The template's text with its comments blanked, lines kept."""
    return re.sub(
        r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->",
        lambda found: "\n" * found.group().count("\n"),
        template,
        flags=re.DOTALL,
    )


def matches(path: Path, pattern: re.Pattern[str], text: str | None = None) -> list[str]:
    """``file:line: text`` for every match of the pattern."""
    body = path.read_text("utf-8") if text is None else text
    lines = body.splitlines()
    numbers = [body.count("\n", 0, found.start()) for found in pattern.finditer(body)]
    return [f"{name_of(path)}:{number + 1}: {lines[number].strip()[:120]}" for number in numbers]


def refuse(breaches: list[str], instead: str) -> None:
    """Fails with the places and the advice, when there is anything to say."""
    assert not breaches, "\n".join([instead, *(f"  {breach}" for breach in breaches)])
