"""What the person at the terminal reads: one clear sentence in Russian and in English, and the command that mends it."""

import os
import sys
from contextlib import suppress

WINDOWS = os.name == "nt"
RUN = "py run.py" if WINDOWS else "python3 run.py"  # on Windows «python3» may open a shop instead


class Problem(Exception):
    """Something that is missing on this machine, and the cure."""

    def __init__(self, russian: str, english: str, *commands: str) -> None:
        super().__init__(english)
        self.russian, self.english, self.commands = russian, english, commands

    def __str__(self) -> str:
        """The sentences and the commands, ready to print."""
        return "\n".join([self.russian, self.english, *(f"  {command}" for command in self.commands)])


def use_utf8() -> None:
    """Russian letters also in a Windows console and in a C locale."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)  # type: ignore[union-attr]


def line(text: str = "") -> None:
    """One line, at once."""
    print(text, flush=True)
