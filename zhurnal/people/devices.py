"""What a session is called in lists and in the history of a cell: «с телефона», «Chrome, Windows (3fa9c1)»."""

import re

_BROWSERS = (("Edg/", "Edge"), ("YaBrowser/", "Яндекс"), ("OPR/", "Opera"), ("Firefox/", "Firefox"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
)

_TAG = re.compile(r" ?\([0-9a-f]{6}\)$")


def tagged(name: str, tag: str) -> str:
    """«Chrome, Windows (3fa9c1)»: two browsers of one name are told apart by what their cookies begin with."""
    return f"{name} ({tag})".strip() if tag else name


def bare(device: str) -> str:
    """The name alone."""
    return _TAG.sub("", device)


def device_name(user_agent: str) -> str:
    """A short name of browser and system from the User-Agent header; empty when nothing is known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    if not browser:
        browser = "Chrome" if "Chrome/" in user_agent else ("Safari" if "Safari/" in user_agent else "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "Linux" if "Linux" in user_agent else "")
    return ", ".join(part for part in (browser, system) if part)
