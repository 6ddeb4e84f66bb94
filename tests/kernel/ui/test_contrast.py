"""Contrast counted from theme.css itself: 4.5 for text, 3 for controls and meaningful graphics, in every theme and scheme."""

import re
from itertools import product

import pytest

from tests.architecture.house import HOUSE

THEME = (HOUSE / "kernel/static/ui/theme.css").read_text("utf-8")
SCHEMES = ("bw", "wb", "bl", "br")
PAPERS = ("canvas", "sheet", "sheet2", "sunk")
TONES = ("ok", "warn", "bad", "conf", "m5", "m4", "m3", "m2", "abs")

TEXT = [
    *product(("ink", "ink2", "ink3"), PAPERS),
    *product(("ink", "ink2", "ink3"), ("accent-soft",)),
    *product(("ink", "ink2"), ("okt", "warnt", "badt", "conft", "abst", "sel")),
    *product(("accent",), (*PAPERS, "accent-soft", "badt", "warnt", "okt")),
    *((tone, f"{tone}t") for tone in TONES),
    *product(TONES, ("sheet", "sheet2", "canvas")),
    *product(("m5", "m4", "m3", "m2", "abs"), ("accent-soft", "sel")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-sel", "sel"),
    ("sheet", "ink"),
    ("sheet", "bad"),
]
GRAPHICS = [
    *product(("control", "heavy", "accent"), ("sheet", "canvas", "sheet2")),
    *((tone, f"{tone}t") for tone in TONES),
    ("accent", "accent-soft"),
]


def _block(selector: str) -> dict[str, str]:
    """Tokens of one block, by its selector."""
    found = re.search(re.escape(selector) + r" \{(.*?)\n {2,4}\}", THEME, re.DOTALL)
    assert found, selector
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", found.group(1)))


def _themes() -> dict[str, dict[str, str]]:
    light = _block(":root")
    themes = {"light": light, "dark": light | _block(':root[data-theme="dark"]')}
    collapsed = _block(
        ':root:is([data-contrast="bw"], [data-contrast="wb"], [data-contrast="bl"], [data-contrast="br"])'
    )
    for scheme in SCHEMES:
        colours = dict(
            re.findall(r"--(hc-\w+):\s*(#\w+)", re.search(rf'data-contrast="{scheme}"\] {{(.*?)}}', THEME).group(1))  # type: ignore[union-attr]
        )
        themes[scheme] = light | {
            name: re.sub(r"var\(--(hc-\w+)\)", lambda match, own=colours: own[match.group(1)], value)
            for name, value in collapsed.items()
        }
    return themes


THEMES = _themes()


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Ratio by WCAG 2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _short(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    tokens = THEMES[theme]
    counted = [
        (front, back, contrast(tokens[front], tokens[back])) for front, back in pairs if tokens[front] != tokens[back]
    ]
    return [f"{front} on {back}: {ratio:.2f}" for front, back, ratio in counted if ratio < least]


def test_contrast_is_counted_as_wcag_counts():
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable(theme):
    assert _short(theme, TEXT, 4.5) == []


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_graphics_are_seen(theme):
    assert _short(theme, GRAPHICS, 3) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_has_two_colours_and_text_never_meets_its_own(scheme):
    tokens = THEMES[scheme]
    assert len({value for value in tokens.values() if value.startswith("#")}) == 2
    assert all(tokens[front] != tokens[back] for front, back in TEXT if back != "sel" or front == "on-sel")


def test_following_the_system_is_the_same_dark():
    chosen = _block(':root[data-theme="dark"]')
    assert _block(':root:not([data-theme="light"])') == chosen


def test_dark_names_every_colour_of_light():
    assert set(_block(":root")) == set(_block(':root[data-theme="dark"]'))
