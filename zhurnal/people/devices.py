"""What a session is called in lists and in the history of a cell: «с телефона», «Chrome, Windows»."""

_BROWSERS = (("Edg/", "Edge"), ("YaBrowser/", "Яндекс"), ("OPR/", "Opera"), ("Firefox/", "Firefox"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
)


def device_name(user_agent: str) -> str:
    """A short name of browser and system from the User-Agent header; empty when nothing is known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    if not browser:
        browser = "Chrome" if "Chrome/" in user_agent else ("Safari" if "Safari/" in user_agent else "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "Linux" if "Linux" in user_agent else "")
    return ", ".join(part for part in (browser, system) if part)
