"""Who saw a person, and whom a person saw. A constant number of statements; what waits in the spool is shown too, and nothing is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.kernel import policy
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.kernel.readings import COLLEGE, PERSON, Circle, places_of, tell, words_of
from zhurnal.kernel.sought import begins, read_sought
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.names import full_name
from zhurnal.people.rules.roles import ROLE_NAMES, Role, main_role
from zhurnal.privacy.models import Reading
from zhurnal.privacy.policy import LOG, SEEN
from zhurnal.privacy.rows import waiting_rows

SHOWN = 300  # lines of a page
NAMED = 30  # people to choose from
MOST = 20_000  # rows looked at, and lines of a file
WHOSE = {
    "group": "группа",
    "subgroup": "подгруппа",
    "department": "отделение",
    COLLEGE: "весь колледж",
    "": "запись удалена",
}
Places = list[tuple[Circle, date | None]]


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the college, both included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class LogLine:
    """Readings of one thing by one person on one day. ``at``: the last of them, by the college's clock; ``whose``: in words."""

    at: datetime
    reader: UUID | None
    name: str
    role: str
    words: str
    whose: str
    file: bool
    times: int


@dataclass(frozen=True, slots=True)
class Log:
    """The newest first. ``found``: how many lines there are, of which ``SHOWN`` at most are shown; ``cut``: there were more rows, ``more`` of them."""

    period: Period
    lines: tuple[LogLine, ...]
    found: int
    cut: bool
    more: int = 0


def period_of(actor: PersonActor, since: date | None, until: date | None, days: int = 30) -> Period:
    """The asked days; else the last ``days``."""
    last = min(until or actor.today, actor.today)
    return Period(min(since or last - timedelta(days=days - 1), last), last)


def seen_log(actor: PersonActor, person: UUID, period: Period, most: int = SHOWN) -> Log:
    """Who else saw this person's data."""
    places = places_of(actor.college_id, person)
    whose = _whose(actor, person, places)
    rows = _asked(actor, period, whose, lambda row: _is_his(row, actor, person, places))
    log = _log(actor, period, [row for row in rows if row.person != person], most)
    if len(rows) <= MOST:
        return log
    kept = _kept(actor, period, whose).exclude(person=person).count()
    return replace(log, cut=True, more=max(kept - MOST, 1))


def read_log(actor: PersonActor, person: UUID, period: Period, most: int = SHOWN) -> Log:
    """Whose data this person saw, from whichever account and session."""
    rows = _asked(actor, period, Q(person=person), lambda row: row.person == person)
    return _log(actor, period, rows, most, seen=True)


def _midnight(actor: PersonActor, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=actor.now.tzinfo).astimezone(UTC)


def _whose(actor: PersonActor, person: UUID, places: Places) -> Q:
    found = Q(kind=PERSON, key=person) | Q(kind=COLLEGE, key=actor.college_id)
    for circle, until in places:
        part = Q(kind=circle.kind, key=circle.key)
        if circle.since is not None:
            part &= Q(at__gte=_midnight(actor, circle.since))
        if until is not None:
            part &= Q(since__lte=until) | Q(since__isnull=True, at__lt=_midnight(actor, until + timedelta(days=1)))
        found |= part
    return found


def _is_his(row: Reading, actor: PersonActor, person: UUID, places: Places) -> bool:
    """The same of a row that is not written yet."""
    if (row.kind, row.key) in ((PERSON, person), (COLLEGE, actor.college_id)):
        return True
    day = row.at.astimezone(actor.now.tzinfo).date()
    return any(
        (circle.kind, circle.key) == (row.kind, row.key)
        and (circle.since is None or circle.since <= day)
        and (until is None or (row.since or day) <= until)
        for circle, until in places
    )


def _kept(actor: PersonActor, period: Period, where: Q) -> QuerySet[Reading]:
    since, until = _midnight(actor, period.since), _midnight(actor, period.until + timedelta(days=1))
    rows: QuerySet[Reading] = Reading.objects.of(actor.college_id).filter(where, at__gte=since, at__lt=until)
    return rows


def _asked(actor: PersonActor, period: Period, where: Q, fits: Callable[[Reading], bool]) -> list[Reading]:
    since, until = _midnight(actor, period.since), _midnight(actor, period.until + timedelta(days=1))
    kept = _kept(actor, period, where).order_by("-at", "-pk")
    rows = {row.pk: row for row in kept[: MOST + 1]}
    rows |= {row.pk: row for row in waiting_rows(actor.college_id) if since <= row.at < until and fits(row)}
    return sorted(rows.values(), key=lambda row: (row.at, row.pk), reverse=True)


def _log(actor: PersonActor, period: Period, rows: list[Reading], most: int, *, seen: bool = False) -> Log:
    people = {row.person for row in rows} | ({row.key for row in rows if row.kind == PERSON} if seen else set())
    names, roles = _names(actor, people), _roles(actor, {row.person for row in rows})
    found: dict[tuple[object, ...], list[Reading]] = {}
    for row in rows[:MOST]:
        day = row.at.astimezone(actor.now.tzinfo).date()
        found.setdefault(
            (day, row.person or row.who, row.action, row.kind, row.key if seen else None, row.file), []
        ).append(row)
    shown = list(found.values())[:most]
    lines = tuple(
        LogLine(
            one[0].at.astimezone(actor.now.tzinfo), one[0].person,
            names.get(one[0].person, "учётная запись удалена") if one[0].person else f"журнал: {one[0].who}",
            roles.get(one[0].person, ""), words_of(one[0].action), _whose_words(one[0], names, seen=seen), one[0].file,
            len({row.event for row in one}),
        )
        for one in shown
    )  # fmt: skip
    return Log(period, lines, len(found), len(rows) > MOST)


def _whose_words(row: Reading, names: dict[UUID | None, str], *, seen: bool) -> str:
    if row.kind == PERSON:
        return names.get(row.key, "запись удалена") if seen else "лично"
    return WHOSE.get(row.kind, row.kind)


def _names(actor: PersonActor, people: Iterable[UUID | None]) -> dict[UUID | None, str]:
    rows = Person.objects.of(actor.college_id).filter(pk__in=[one for one in people if one])
    return {pk: full_name(*name) for pk, *name in rows.values_list("pk", "surname", "given", "patronymic")}


def _roles(actor: PersonActor, people: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The main role of each, today's or the last that he had."""
    held: dict[UUID, set[str]] = {}
    rows = RoleGrant.objects.of(actor.college_id).filter(person__in=[one for one in people if one])
    for person, role in rows.values_list("person_id", "role"):
        held.setdefault(person, set()).add(role)
    found = {person: main_role(frozenset(roles)) for person, roles in held.items()}
    return {person: ROLE_NAMES[Role(role)] for person, role in found.items() if role}


COLUMNS = (
    Column("at", "Когда", Kind.MOMENT), Column("name", "Кто"), Column("role", "Должность, роль"), Column("words", "Что открыто"),
    Column("whose", "Чьи данные"), Column("file", "Файлом"), Column("times", "Раз за день", Kind.NUMBER),
)  # fmt: skip


def log_table(title: str, log: Log) -> Table:
    """The same as a file."""
    rows = [
        (one.at.replace(tzinfo=None), one.name, one.role, one.words, one.whose, "да" if one.file else "", one.times)
        for one in log.lines
    ]
    return Table(title, COLUMNS, rows)


def whose_logs(actor: PersonActor) -> list[tuple[UUID, str]]:
    """(id, name) of those whose log the actor sees, he first; one alone needs no choice. One statement."""
    rows = policy.visible(actor, SEEN).order_by("surname", "given", "pk")
    found = [(pk, "Мои данные" if pk == actor.person_id else full_name(*name))
             for pk, *name in rows.values_list("pk", "surname", "given", "patronymic")]  # fmt: skip
    return sorted(found, key=lambda one: one[0] != actor.person_id) if len(found) > 1 else []


def people_named(actor: PersonActor, text: str) -> list[tuple[UUID, str, str]]:
    """(id, name, role) of whom the words may mean: beginnings of his names, in any order. Two statements."""
    sought = read_sought(text, actor.today)
    if not sought.words:
        return []
    rows = Person.objects.of(actor.college_id).filter(nameless_on=None).order_by("surname", "given", "patronymic", "pk")
    named = ((pk, full_name(*name)) for pk, *name in rows.values_list("pk", "surname", "given", "patronymic"))
    found = [(pk, name) for pk, name in named if begins(sought.words, name)][:NAMED]
    tell(actor, LOG, people={pk for pk, _name in found})
    roles = _roles(actor, [pk for pk, _name in found])
    return [(pk, name, roles.get(pk, "")) for pk, name in found]
