"""One order with what it did, and the list of orders as a table that the import of orders reads back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.kernel.readings import tell
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.policy import ORDER
from zhurnal.movement.queries.orders import Filters, Moved, movements_by, narrowed
from zhurnal.movement.rules import columns as titles
from zhurnal.movement.rules.effects import diplomas_by, effects
from zhurnal.movement.rules.kinds import KIND_WORDS
from zhurnal.movement.rules.kinds import Kind as OrderKind
from zhurnal.movement.rules.possible import order_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name

MOST = 20_000  # rows of one file


@dataclass(frozen=True, slots=True)
class Done:
    """A student of the order and what it did with him."""

    moved: Moved
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """An order: its words, kind, ground, who wrote it when (``by_file``: from a file), and its students.

    ``diplomas``: of the end of studies, the last day to give out the diplomas.
    """

    words: str
    kind: str
    ground: str
    made_by: str
    made_at: datetime
    by_file: bool
    lines: tuple[Done, ...]
    diplomas: date | None = None


def order_page(actor: PersonActor, order: Order) -> OrderPage:
    """The order's page with the students in reach. Four statements."""
    lines = movements_by(actor, order.pk)
    facts = Movement.objects.of(actor.college_id).filter(order=order.pk).values_list("pk", "traces", "awaits")
    told: dict[UUID, tuple[dict[str, object], bool]] = {pk: (traces, awaits) for pk, traces, awaits in facts}
    writer = Person.objects.of(actor.college_id).filter(pk=order.made_by_id).first() if order.made_by_id else None
    done = (Done(line, tuple(_effects(line, *told[line.id]))) for line in lines)
    return OrderPage(
        order_words(order.number, order.dated), KIND_WORDS[OrderKind(order.kind)], order.ground,
        short_name(writer.surname, writer.given, writer.patronymic) if writer else "журнал",
        order.made_at.astimezone(actor.now.tzinfo), order.batch is not None, tuple(done),
        diplomas_by((line.details for line in lines if not line.undone), order.dated),
    )  # fmt: skip


def _effects(line: Moved, traces: dict[str, object], awaits: bool) -> list[str]:
    return effects(traces, line.effective, line.group_from, line.group_to, awaits=awaits)


COLUMNS = (
    Column("kind", titles.KIND), Column("number", titles.NUMBER), Column("dated", titles.DATED, Kind.DATE),
    Column("effective", titles.EFFECTIVE, Kind.DATE), Column("surname", titles.SURNAME), Column("given", titles.GIVEN),
    Column("patronymic", titles.PATRONYMIC), Column("birth_date", titles.BORN, Kind.DATE),
    Column("group", titles.GROUP), Column("target", titles.TARGET), Column("new_surname", titles.NEW_SURNAME),
    Column("new_given", titles.NEW_GIVEN), Column("new_patronymic", titles.NEW_PATRONYMIC),
    Column("ground", titles.GROUND), Column("details", titles.DETAILS), Column("undone", titles.UNDONE, Kind.DATE),
)  # fmt: skip
_FIELDS = (
    "order__kind", "order__number", "order__dated", "effective", "student__surname", "student__given",
    "student__patronymic", "student__birth_date", "group_from__name", "group_to__name", "traces", "order__ground",
    "details", "undone_at", "student_id",
)  # fmt: skip


def register_table(actor: PersonActor, filters: Filters) -> Table:
    """Orders of the groups in reach, a row for each student, the oldest first. One statement."""
    rows = narrowed(actor, filters).order_by("order__dated", "order__number", "pk").values_list(*_FIELDS)[:MOST]
    made, people = [], set()
    for kind, *order, traces, ground, details, undone, student in rows:
        people.add(student)
        ahead = traces.get("ahead") or {}
        new = (ahead.get(name, "") for name in ("surname", "given", "patronymic"))
        named = [value if value is not None else "" for value in order]
        when = undone.astimezone(actor.now.tzinfo).date() if undone else None
        made.append((KIND_WORDS[OrderKind(kind)], *named, *new, ground, details, when))
    tell(actor, ORDER, people=people)
    return Table("Движение студентов", COLUMNS, made)
