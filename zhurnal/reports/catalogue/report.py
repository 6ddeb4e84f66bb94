"""What a report is to the menu, the addresses, the form and the schedule."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from zhurnal.kernel.export import Table
from zhurnal.kernel.readings import collected
from zhurnal.people.actor import PersonActor
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span


class Shelf(StrEnum):
    """Where a report stands in the menu."""

    TEACHER = "Преподавателю"
    GROUP = "По группе"
    DAY = "Посещаемость"
    FAMILIES = "Родителям"
    LISTS = "Списки"
    COLLEGE = "По отделению и колледжу"
    HOURS = "Часы"
    STATISTICS = "Статистика"


@dataclass(frozen=True, slots=True)
class Report:
    """A report: ``action`` says who reads it and of what, ``spans`` how long its period may be (the first is the usual one).

    ``asks``: what it may be narrowed to, ``needs``: without what it cannot be built. ``personal``: it names students, so that taking it
    out as a file is written down. ``past``: by itself it is about the last period that is over, and its groups are those of its day. ``shaped``: rows, columns and measures are
    chosen. ``proved``: as a file it is given to who has proved himself anew, so never by schedule.
    """

    slug: str
    title: str
    about: str
    shelf: Shelf
    action: str
    spans: tuple[Span, ...]
    build: Callable[[PersonActor, Asked], Table]
    asks: tuple[Ask, ...] = ()
    needs: frozenset[Ask] = frozenset()
    personal: bool = True
    past: bool = False
    shaped: bool = False
    proved: bool = False

    def made(self, actor: PersonActor, asked: Asked) -> Table:
        """The table; of one that names nobody it is not told whose figures it counts."""
        if self.personal:
            return self.build(actor, asked)
        with collected():
            return self.build(actor, asked)
