"""Sorts of settings: a whole number, one of several, a word, a kind of work. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zhurnal.kernel.wording import hundredths, plural

Value = str | int | bool
Forms = tuple[str, str, str]
DAYS: Forms = ("день", "дня", "дней")
TERM = re.compile(r"[а-яё]+(?:[ -][а-яё]+)*")
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Setting:
    """``name``: of the parameter. ``text``: what it means for people. ``rule``: where it comes from."""

    name: str
    title: str
    text: str
    rule: str

    def typed(self, value: Value) -> str:
        """The value as the form holds it."""
        return str(value)

    def said(self, value: Value, _kinds: Mapping[str, str]) -> str:
        """The value in words; ``_kinds``: kinds of work of the college by code."""
        return str(value)

    @property
    def bounds(self) -> str:
        """What may be written; "" where the choices say it."""
        return ""


@dataclass(frozen=True, slots=True)
class Whole(Setting):
    """A whole number from ``least`` to ``most``. ``forms``: what is counted, or one sign after the number («%»). ``zero``: what 0 means."""

    least: int = 0
    most: int = 0
    forms: Forms | str = DAYS
    zero: str = ""

    def said(self, value: Value, _kinds: Mapping[str, str]) -> str:
        """«7 дней», «10 %», «никогда»."""
        if not value and self.zero:
            return self.zero
        number = int(value)
        return f"{number}\u00a0{self.forms}" if isinstance(self.forms, str) else plural(number, self.forms)

    @property
    def bounds(self) -> str:
        """«от 0 до 60; 0 — никогда»."""
        return f"от {self.least} до {self.most}" + (f"; 0 — {self.zero}" if self.zero and not self.least else "")


@dataclass(frozen=True, slots=True)
class Hundredths(Setting):
    """A number like «0,30», kept in hundredths."""

    least: int = 0
    most: int = 0

    def typed(self, value: Value) -> str:
        """«0,30»."""
        return hundredths(int(value))

    def said(self, value: Value, _kinds: Mapping[str, str]) -> str:
        """«0,30 балла»."""
        return f"{hundredths(int(value))}\u00a0балла"

    @property
    def bounds(self) -> str:
        """«от 0,10 до 2,00»."""
        return f"от {hundredths(self.least)} до {hundredths(self.most)}"


@dataclass(frozen=True, slots=True)
class Choice(Setting):
    """One of several values, each with its words."""

    options: tuple[tuple[Value, str], ...] = ()

    def said(self, value: Value, _kinds: Mapping[str, str]) -> str:
        """The words of the option."""
        return next((words for option, words in self.options if option == value), str(value))


@dataclass(frozen=True, slots=True)
class Term(Setting):
    """A word or a few of them in small Cyrillic letters, as they stand inside a sentence."""

    @property
    def bounds(self) -> str:
        """What is taken."""
        return f"русскими буквами, до {LONGEST} знаков"


@dataclass(frozen=True, slots=True)
class WorkKind(Setting):
    """A kind of work, by its code."""

    def said(self, value: Value, kinds: Mapping[str, str]) -> str:
        """The kind's name; the first of the list stands in for one that the college does not have."""
        return kinds.get(str(value)) or next(iter(kinds.values()), str(value))


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that had its settings before; ``names``: parameter → its words for the history. ``address``: of Django; ``action``: who opens it."""

    title: str
    text: str
    address: str
    action: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """Settings of one purpose. ``action``: who changes them; ``holders``: the same people in words."""

    key: str
    title: str
    text: str
    action: str
    holders: str
    settings: tuple[Setting, ...]
    linked: tuple[Linked, ...] = ()
