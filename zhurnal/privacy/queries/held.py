"""Everything that is held about one person, by the declarations of the rooms (``ledger.py``): a new table cannot be forgotten.

Rows come with Russian names of columns; keys to other rows become words. What names other people as well is left out and said so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Field, Model, Q

from zhurnal.kernel import policy
from zhurnal.kernel.held import Held, holdings
from zhurnal.kernel.holdings import GIVEN_OUT, Category
from zhurnal.kernel.models import Change
from zhurnal.kernel.told import about, names_told, rows_of
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.roles import ROLE_NAMES, Role
from zhurnal.privacy.queries.log import MOST, period_of, seen_log
from zhurnal.privacy.rules.ledger import SOURCES, TERMS
from zhurnal.privacy.rules.words import word

ASKED = 500  # keys in one statement
LONGEST = (
    5_000  # rows of one table, the newest: whoever worked for years has written and read more than an archive bears
)
SHARED = "есть текст, где назван и другой человек: выписку даёт ответственный"
YEAR = 366  # days
READERS = "Кто открывал эти сведения"
HISTORY = "Изменения записей о человеке"
NAMES = ("name", "title", "code", "number", "date", "order_words")


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its rows as Russian column → words. ``left_out``: columns, ``more``: older rows that are not given out here."""

    table: str
    title: str
    source: str
    kept: str
    seen: str
    rows: tuple[dict[str, str], ...]
    left_out: int
    more: int = 0


def held_about(actor: PersonActor, subject: Person) -> list[Part]:
    """All that is held about the subject, table by table; those without a row of his are named too."""
    parts = [_part(actor, one, subject.pk) for one in holdings() if one.table.subjects]
    return [*parts, _history(actor, subject.pk), _readers(actor, subject.pk)]


def _part(actor: PersonActor, held: Held, person: UUID) -> Part:
    table = held.table
    given = [c.name for c in table.columns if c.category in (*GIVEN_OUT, Category.MAKER)]
    others = [path for path in table.subjects.split() if path not in ("id", *given)] if " " in table.subjects else []
    names = [*given, *table.shown.split()]
    whole = rows_of(held.model, actor.college_id).filter(about(held, [person]))
    rows = list(whole.order_by("-pk").values(*names, *others)[: LONGEST + 1])
    more = whole.count() - LONGEST if len(rows) > LONGEST else 0
    rows = rows[:LONGEST][::-1]
    free = {c.name for c in table.columns if c.category is Category.FREE}
    words = _Words(actor, held.model, names, rows)
    shown = []
    for row in rows:
        shared = any(row[path] not in (None, person) for path in others)
        shown.append(
            {
                word(held.label, name): SHARED if shared and name in free and row[name] else words.of(name, row[name])
                for name in names
            }
        )
    left_out = sum(c.category in (Category.MIXED, Category.WITHHELD) for c in table.columns)
    return Part(
        held.label,
        table.title,
        SOURCES[table.source],
        TERMS[table.kept].words,
        seen_by(held.room),
        tuple(shown),
        left_out,
        more,
    )


def _history(actor: PersonActor, person: UUID) -> Part:
    """What the record of changes says of rows about him: when and what; values and reasons may name others (``kernel.ledger``)."""
    names = names_told(actor.college_id, [person])
    rows = Change.objects.of(actor.college_id).filter(Q(chain=person) | Q(target__in=names)).order_by("-at", "-seq")
    found = list(rows.values_list("at", "action", "target")[: LONGEST + 1])
    more = rows.count() - LONGEST if len(found) > LONGEST else 0
    lines = tuple(
        {"когда": _said(at, actor), "что": f"{action}, {target.partition(':')[0]}"}
        for at, action, target in reversed(found[:LONGEST])
    )
    return Part(
        "kernel.Change", HISTORY, SOURCES["machine"], TERMS["history"].words, seen_by("journal"), lines, 0, more
    )


def _readers(actor: PersonActor, person: UUID) -> Part:
    """To whom it was shown in the last year: what «Кто видел мои данные» says."""
    log = seen_log(actor, person, period_of(actor, None, None, YEAR), MOST)
    lines = tuple(
        {
            "когда": _said(one.at, actor), "кто": one.name, "роль": one.role, "что открыто": one.words, "чьи данные": one.whose,
            "раз за день": str(one.times),
        }
        for one in log.lines
    )  # fmt: skip
    return Part(
        "privacy.Reading", READERS, SOURCES["machine"], TERMS["readings"].words, seen_by("privacy"), lines, 0, log.more
    )


def _json(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return "" if value is None else str(value)


def seen_by(room: str) -> str:
    """The roles that have something to do with people's data of a room, besides the person himself."""
    own = (Role.STUDENT, Role.PARENT)
    known = {
        role
        for action in policy.all_actions()
        if action.name.partition(".")[0] == room and action.personal
        for role in action.reach
        if role in tuple(Role) and role not in own
    }
    return ", ".join(ROLE_NAMES[role] for role in Role if role in known) or "только сама программа и вы"


class _Words:
    """Values in words: keys of other rows by the names of those rows, asked for once for each column."""

    def __init__(
        self, actor: PersonActor, model: type[Model], names: Iterable[str], rows: list[dict[str, Any]]
    ) -> None:
        self._actor = actor
        self._choices: dict[str, Mapping[Any, str]] = {}
        self._named: dict[str, Mapping[Any, str]] = {}
        for name in names:
            field = _field(model, name)
            if field.is_relation:
                wanted = {row[name] for row in rows if row[name] is not None}
                self._named[name] = dict(_called(field.related_model, actor.college_id, wanted))  # type: ignore[arg-type]
            elif field.choices:
                self._choices[name] = {key: str(said) for key, said in field.flatchoices}

    def of(self, name: str, value: Any) -> str:
        """The value in words."""
        if name in self._named:
            return self._named[name].get(value, "")
        if name in self._choices:
            return self._choices[name].get(value, str(value))
        return _said(value, self._actor)


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    *way, last = path.split("__")
    for name in way:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)  # type: ignore[return-value]


def _called(model: type[Model], college: UUID, wanted: set[Any]) -> Iterator[tuple[Any, str]]:
    """How other rows are called: people by name, the rest by the first of ``NAMES`` that they have, a journal by its discipline."""
    paths = _paths(model)
    keys = list(wanted)
    for start in range(0, len(keys), ASKED):
        rows = rows_of(model, college).filter(pk__in=keys[start : start + ASKED])
        for pk, *said in rows.values_list("pk", *paths):
            yield pk, " ".join(str(one) for one in said if one not in (None, ""))


def _paths(model: type[Model]) -> tuple[str, ...]:
    if model is Person:
        return ("surname", "given", "patronymic")
    fields = {field.name for field in model._meta.local_fields}
    if {"group", "discipline"} <= fields:
        return ("discipline__name", "group__name")
    return next(((name,) for name in NAMES if name in fields), ())


def _said(value: object, actor: PersonActor) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return f"{value.astimezone(actor.now.tzinfo):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (bytes, memoryview)):
        return f"файл, {len(value)} байт"
    return str(value)
