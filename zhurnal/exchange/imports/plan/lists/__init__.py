"""Lists: their rows as texts (for files that go out and for comparing), and plans of what a file would change."""

from zhurnal.exchange.imports.plan.book import Book
from zhurnal.exchange.imports.plan.lists.base import ListPlan
from zhurnal.exchange.imports.plan.lists.people import ParentPlan, StaffPlan, StudentPlan
from zhurnal.exchange.imports.plan.lists.registers import RegisterPlan
from zhurnal.exchange.imports.plan.lists.study import DisciplinePlan, GroupPlan, LoadPlan, RoomPlan, SubgroupPlan
from zhurnal.exchange.imports.readers.lists import ListFile

_PLANS: dict[str, type[ListPlan]] = {
    "staff": StaffPlan,
    "students": StudentPlan,
    "parents": ParentPlan,
    "groups": GroupPlan,
    "subgroups": SubgroupPlan,
    "rooms": RoomPlan,
    "disciplines": DisciplinePlan,
    "load": LoadPlan,
    "registers": RegisterPlan,
}


def plan_list(book: Book, content: ListFile) -> None:
    """Everything that the file would change."""
    _PLANS[content.name](book, content).plan()
