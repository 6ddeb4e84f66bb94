"""``make_plan``: the rows that a reading would change, compared with the college as it is now."""

from dataclasses import dataclass

from zhurnal.exchange.imports.plan.book import Book, Frame
from zhurnal.exchange.imports.plan.clashing import CODE as CLASH
from zhurnal.exchange.imports.plan.curriculum import plan_curricula
from zhurnal.exchange.imports.plan.lists import plan_list
from zhurnal.exchange.imports.plan.orders import plan_orders
from zhurnal.exchange.imports.plan.programmes import plan_programmes
from zhurnal.exchange.imports.plan.roster import plan_roster
from zhurnal.exchange.imports.plan.timetable import plan_timetable
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.readers.plan import Plans
from zhurnal.exchange.imports.readers.problems import Problem
from zhurnal.exchange.imports.readers.programmes import Programmes
from zhurnal.exchange.imports.readers.reading import Reading
from zhurnal.exchange.imports.readers.roster import Roster
from zhurnal.exchange.imports.readers.timetable import Timetable
from zhurnal.exchange.rules.changes import Change, digest
from zhurnal.exchange.rules.likeness import Question


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would happen. ``kept``: how many rows of each entity are as the file says."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    kept: int
    questions: tuple[Question, ...] = ()

    @property
    def digest(self) -> str:
        """Equal plans have equal ones; a clash that came up meanwhile makes another plan."""
        return digest(self.changes, (problem.reason for problem in self.problems if problem.code == CLASH))


def make_plan(frame: Frame, reading: Reading) -> ImportPlan:
    """The plan; reads the database, writes nothing."""
    book = Book(frame)
    content = reading.content
    if isinstance(content, Timetable):
        plan_timetable(book, content)
    elif isinstance(content, Roster):
        plan_roster(book, content)
    elif isinstance(content, Plans):
        plan_curricula(book, content)
    elif isinstance(content, Programmes):
        plan_programmes(book, content)
    elif isinstance(content, ListFile) and content.name == Kind.ORDERS:
        plan_orders(book, content)
    elif isinstance(content, ListFile):
        plan_list(book, content)
    return ImportPlan(
        tuple(book.changes), (*book.problems, *reading.problems), sum(book.kept.values()), tuple(book.questions)
    )
