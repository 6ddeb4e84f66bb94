"""What the tables hold about people: each room declares its own in ``ledger.py``; a test walks the real tables (T20).

Whatever is done to personal data by the whole house (what is given out to the subject, what is erased when a person is made
nameless, what the notification of the authority says) is read from these declarations, so a new table cannot be forgotten.
Pure; ``kernel.held`` gathers them.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Category(StrEnum):
    """What a column says.

    ``identity``: who somebody is; ``fact``: what is known of him; ``special``: health and what our rules guard like it (ст. 10
    152-ФЗ); ``free``: a text that may name anybody; ``mixed``: data of several people in one value; ``withheld``: what proves
    who somebody is, never given out; ``link``: the subject himself; ``maker``: who wrote the row; ``plain``: nothing about a person.
    """

    IDENTITY = "identity"
    FACT = "fact"
    SPECIAL = "special"
    FREE = "free"
    MIXED = "mixed"
    WITHHELD = "withheld"
    LINK = "link"
    MAKER = "maker"
    PLAIN = "plain"


PERSONAL = frozenset(Category) - {Category.PLAIN}
GIVEN_OUT = (Category.IDENTITY, Category.FACT, Category.SPECIAL, Category.FREE)
"""What the subject gets of the rows about him, besides who wrote them."""
ERASED = (Category.IDENTITY, Category.SPECIAL, Category.FREE, Category.MIXED, Category.WITHHELD)
"""What goes when a person is made nameless; facts stay, and are nobody's then."""
IMPLIED = ("id", "pk", "college", "college_id")
"""Columns of every table: its own key and whose college it is."""


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column."""

    name: str
    category: Category


@dataclass(frozen=True)
class Table:
    """What one table holds. Names of columns stand in one text, apart by spaces.

    ``name``: the model, with its room before a dot where the room is not ours. ``title``: in Russian, for the subject. ``kept``,
    ``source``: keys of the sentences of ``privacy`` on how long it is kept and where it comes from. ``subjects``: paths from the row
    to whom it is about (``student``, ``account__person``; ``id`` for the person himself). ``makers``: columns that name who wrote it.
    ``shown``: paths to what makes a row readable, given out with it. ``unlogged``: changes leave no record of their own, and why.
    ``told``: as what the record of changes names its rows, ``cell:{lesson_id}:{student_id}:{slot}``; only names that bear the person.
    ``whole``: when its term is over the row goes, not only what it says of the person. ``stays``: columns of an erased category that
    remain, because figures are made of them, and name nobody when the name is gone.
    """

    name: str
    title: str
    kept: str
    subjects: str = ""
    makers: str = ""
    identity: str = ""
    facts: str = ""
    special: str = ""
    free: str = ""
    mixed: str = ""
    withheld: str = ""
    plain: str = ""
    shown: str = ""
    source: str = "staff"
    unlogged: str = ""
    told: str = ""
    whole: bool = False
    stays: str = ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every declared column, in the order of categories."""
        own = [path for path in self.subjects.split() if "__" not in path and path not in IMPLIED]
        parts = (
            (Category.LINK, " ".join(own)), (Category.IDENTITY, self.identity), (Category.FACT, self.facts),
            (Category.SPECIAL, self.special), (Category.FREE, self.free), (Category.MIXED, self.mixed),
            (Category.WITHHELD, self.withheld), (Category.MAKER, self.makers), (Category.PLAIN, self.plain),
        )  # fmt: skip
        return tuple(Column(name, category) for category, names in parts for name in names.split())

    @cached_property
    def erased(self) -> tuple[str, ...]:
        """Columns that are emptied when the term is over."""
        return tuple(one.name for one in self.columns if one.category in ERASED and one.name not in self.stays.split())

    @property
    def personal(self) -> bool:
        """Whether anything in it is about people."""
        return any(column.category in PERSONAL for column in self.columns)

    @property
    def special_too(self) -> bool:
        """Whether it may hold special categories."""
        return bool(self.special)
