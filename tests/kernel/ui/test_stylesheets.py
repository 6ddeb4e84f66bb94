"""Styles keep to their layers and tokens, and every icon asked for is drawn."""

import re

from tests.architecture.house import HOUSE, name_of, refuse, templates

STYLES = sorted(HOUSE.glob("*/static/**/*.css"))
SPRITE = set(re.findall(r'symbol id="([\w-]+)"', (HOUSE / "kernel/static/ui/icons.svg").read_text("utf-8")))
NAMES_COLOURS = {"theme.css", "vision.css"}  # the keys of «версия для слабовидящих» show the schemes they choose


def _bare(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_colours_are_tokens():
    breaches = []
    for path in STYLES:
        text = re.sub(r"@media print \{.*", "", _bare(path.read_text("utf-8")), flags=re.DOTALL)
        if path.name not in NAMES_COLOURS and re.search(r":[^;{}]*#[0-9a-fA-F]{3,8}\b(?![\"')])", text):
            breaches.append(name_of(path))
    refuse(breaches, "A colour by its number: name the token, or give theme.css a new one for every theme and scheme.")


def test_every_rule_stands_in_a_layer():
    breaches = []
    for path in STYLES:
        text = re.sub(r"@layer [\w, ]+;|@font-face \{[^}]*\}", "", _bare(path.read_text("utf-8")))
        depth, start = 0, True
        for block in re.finditer(r"([^{}]*)\{|\}", text):
            if block.group(0) == "}":
                depth -= 1
            else:
                start = start and (depth > 0 or block.group(1).strip().startswith("@layer"))
                depth += 1
        if not start:
            breaches.append(name_of(path))
    refuse(breaches, "A rule outside of the layers beats everything: write it into @layer components or pages.")


def test_tokens_that_are_used_are_defined():
    defined = {name for path in STYLES for name in re.findall(r"(--[\w-]+)\s*:", path.read_text("utf-8"))}
    scripts = sorted(HOUSE.glob("*/static/**/*.js"))
    defined |= {
        name for path in scripts for name in re.findall(r"setProperty\(\s*[\"'`](--[\w-]+)", path.read_text("utf-8"))
    }
    used = {
        (name, name_of(path)) for path in STYLES for name in re.findall(r"var\((--[\w-]+)\)", path.read_text("utf-8"))
    }
    refuse(sorted(f"{place}: {name}" for name, place in used if name not in defined), "A token that nobody defines.")


def test_icons_that_are_asked_for_are_drawn():
    asked = {
        (name, name_of(path))
        for path in templates()
        if path.suffix == ".html"
        for name in re.findall(r"{% icon \"([\w-]+)\"", path.read_text("utf-8"))
    }
    asked |= {
        (name, name_of(path))
        for path in HOUSE.glob("*/static/**/*.js")
        for name in re.findall(r"\bicon\(\s*\"([\w-]+)\"", path.read_text("utf-8"))
    }
    refuse(sorted(f"{place}: {name}" for name, place in asked if name not in SPRITE), "An icon that icons.svg lacks.")
