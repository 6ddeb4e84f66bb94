"""Passwords that many people have: 20 000 of them come with Django (from what was stolen elsewhere), an installation may have its own list too."""

import gzip
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator


@cache
def leaked(own: Path | None) -> frozenset[str]:
    """All of them in small letters, kept in memory. ``own``: the installation's file, one password a line, packed or not."""
    return frozenset({*CommonPasswordValidator().passwords, *(_lines(own) if own else ())} - {""})


def _lines(path: Path) -> set[str]:
    reads = gzip.open if path.suffix == ".gz" else open
    with reads(path, "rt", encoding="utf-8", errors="replace") as lines:
        return {line.strip().lower() for line in lines}
