"""A list on the screen: narrowed, sorted, one page of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhurnal.dictionaries.rules.columns import ORDER, PERSONAL, SCREENS, common_columns, shown_columns, title_of
from zhurnal.dictionaries.rules.narrowing import (
    PAGE,
    Shown,
    Wish,
    choices_of,
    fits,
    is_closed,
    namesakes,
    pages_of,
    person_key,
    sort_key,
)
from zhurnal.exchange.imports.plan.lists.records import Asked, Record, people_in, records_of
from zhurnal.exchange.lists import LISTS, Col, Described
from zhurnal.exchange.policy import EDIT, RUN, may_edit
from zhurnal.exchange.queries.runs import RunLine, edits_of
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor

MOST_CHOICES = 200
UUID_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the text of its link, the other cells with the titles of their columns, whether it is over, a namesake."""

    pk: UUID
    title: str
    cells: tuple[tuple[str, str, bool], ...]
    closed: bool
    namesake: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: ``state`` is ascending, descending or "" for ``aria-sort``."""

    key: str
    title: str
    state: str
    figures: bool


@dataclass(frozen=True, slots=True)
class Narrow:
    """A select that narrows the list."""

    key: str
    title: str
    choices: tuple[str, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the page of a list shows. ``others``: the lists that this person opens; ``brings``: he may load it from a file."""

    described: Described
    new: str
    bearer: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    found: int
    whole: int
    page: int
    pages: int
    wish: Wish
    narrows: tuple[Narrow, ...]
    edits: bool
    brings: bool
    common: tuple[Col, ...]
    others: tuple[Described, ...]
    recent: tuple[RunLine, ...]

    @property
    def before(self) -> int:
        """The page before."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after."""
        return self.page + 1


def described_of(actor: PersonActor, name: str) -> Described:
    """The list, if the actor opens it; ``Absent`` otherwise."""
    described = LISTS.get(name)
    if described is None or not policy.may(actor, described.action):
        raise Absent
    return described


def all_records(actor: PersonActor, name: str) -> list[Record]:
    """Every row of the list within the actor's reach. A constant number of statements."""
    described = described_of(actor, name)
    return records_of(name, Asked(actor.college_id, actor.today, policy.visible(actor, described.action)))


def narrowed(actor: PersonActor, records: Sequence[Record], wish: Wish) -> list[Record]:
    """The rows that are asked for, in the order that is asked for."""
    found = [record for record in records if fits(record.texts, wish, actor.today)]
    if wish.sort:
        found.sort(key=lambda record: sort_key(record.texts.get(wish.sort, "")), reverse=wish.backwards)
    return found


def load_page(actor: PersonActor, name: str, wish: Wish) -> ListPage:
    """The page; a number past the last page shows the last."""
    described, records = described_of(actor, name), all_records(actor, name)
    found = narrowed(actor, records, wish)
    pages = pages_of(len(found))
    page = min(max(wish.page, 1), pages)
    part = found[(page - 1) * PAGE : page * PAGE]
    if policy.action_named(described.action).personal:
        tell(actor, described.action, people=people_in(part))
    edits, columns = may_edit(actor, name), _filled(shown_columns(name), part, wish)
    doubled = namesakes([record.texts for record in records]) if name in PERSONAL else set()
    return ListPage(
        described=described,
        new=SCREENS[name].new,
        bearer=SCREENS[name].bearer,
        heads=tuple(_head(column, wish) for column in columns),
        rows=tuple(_row(actor, name, columns, record, doubled) for record in part),
        found=len(found),
        whole=len(records),
        page=page,
        pages=pages,
        wish=wish,
        narrows=tuple(_narrow(described, records, key, wish) for key in SCREENS[name].narrowing),
        edits=edits,
        brings=policy.may(actor, RUN),
        common=common_columns(name) if edits else (),
        others=tuple(LISTS[one] for one in ORDER if policy.may(actor, LISTS[one].action)),
        recent=tuple(edits_of(actor, name)) if edits else (),
    )


def _filled(columns: Sequence[Col], part: Sequence[Record], wish: Wish) -> tuple[Col, ...]:
    """The columns in which something stands; the first leads to the row and always stays."""
    first, *rest = columns
    return (first, *(c for c in rest if c.key == wish.sort or any(record.texts.get(c.key) for record in part)))


def _head(column: Col, wish: Wish) -> Head:
    state = ("descending" if wish.backwards else "ascending") if wish.sort == column.key else ""
    return Head(column.key, "ФИО" if column.key == "surname" else column.title, state, column.sort == "number")


def _row(actor: PersonActor, name: str, columns: Sequence[Col], record: Record, doubled: set[str]) -> Row:
    texts = record.texts
    cells = tuple((column.title, texts[column.key], column.sort == "number") for column in columns[1:])
    return Row(
        record.pk,
        title_of(name, texts) if columns[0].key == "surname" else texts[columns[0].key],
        cells,
        is_closed(texts, actor.today),
        person_key(texts) in doubled,
    )


def _narrow(described: Described, records: Sequence[Record], key: str, wish: Wish) -> Narrow:
    choices = choices_of((record.texts for record in records), key)[:MOST_CHOICES]
    return Narrow(key, described.column(key).title, tuple(choices), wish.only.get(key, ""))


def chosen_of(actor: PersonActor, name: str, wish: Wish, picked: Sequence[UUID], *, everything: bool) -> list[Record]:
    """The rows that a bulk edit is about: those ticked, or all that are found."""
    found = narrowed(actor, all_records(actor, name), wish if everything else Wish(shown=Shown.ALL))
    wanted = set(picked)
    return found if everything else [record for record in found if record.pk in wanted]


def last_edit(actor: PersonActor, run: str) -> UUID | None:
    """The edit of which a page tells that it was written, while it may still be taken back; None for anything else."""
    if not (run.isalnum() and len(run) == UUID_DIGITS):
        return None
    try:
        rows = policy.visible(actor, EDIT).filter(pk=UUID(run), state="applied")
    except ValueError:
        return None
    return rows.values_list("pk", flat=True).first()
