"""The file of a breach for its page, for paper, as an archive of evidence."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Q

from zhurnal.curriculum.circles import DEPARTMENT, GROUP, SUBGROUP
from zhurnal.curriculum.models import Group, Subgroup
from zhurnal.incidents.counting import read_rows
from zhurnal.incidents.models import Breach
from zhurnal.incidents.notices import notice_of
from zhurnal.incidents.policy import BREACH, BREACH_LIST, BREACH_WRITE
from zhurnal.incidents.rules import breach as rules
from zhurnal.incidents.trace import breach_target
from zhurnal.kernel import policy
from zhurnal.kernel.export import Column, Format, Kind, Table
from zhurnal.kernel.export.write import write
from zhurnal.kernel.models import Change
from zhurnal.kernel.readings import COLLEGE, PERSON, tell, words_of
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Person
from zhurnal.people.rules.names import full_name

GONE = "запись удалена"
HOLDER = "сама учётная запись"
WHOSE = {GROUP: "вся группа", SUBGROUP: "вся подгруппа", DEPARTMENT: "всё отделение", COLLEGE: "весь колледж"}
PIECE = 500
SHOWN = 50
_STEPS = {
    "incidents.breach.open": "дело заведено", "incidents.breach.describe": "изменён текст уведомлений",
    "incidents.breach.count": "посчитано заново", "incidents.breach.sent": "уведомление отмечено отправленным",
    "incidents.breach.list": "выгружены список людей и журнал доступа",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A term in words."""

    which: str
    title: str
    hours: int
    due: datetime
    words: str
    tone: str
    sent: bool


@dataclass(frozen=True, slots=True)
class BreachRow:
    """A file in the list."""

    id: UUID
    number: int
    discovered: datetime
    clocks: tuple[ClockLine, ...]


def person_of(actor: PersonActor, login: str) -> UUID | None:
    """Whose account bears the login. One statement."""
    rows = Account.objects.of(actor.college_id).filter(login__iexact=login.strip())
    return rows.values_list("person_id", flat=True).first()


def login_of(actor: PersonActor, person: UUID) -> str:
    """The login of a person's account; "" where he has none. One statement."""
    rows = Account.objects.of(actor.college_id).filter(person=person)
    return rows.values_list("login", flat=True).first() or ""


def breach_rows(actor: PersonActor) -> list[BreachRow]:
    """The files of the college, the newest first; they name nobody. Without those about oneself, which do not open. One statement."""
    mine = Q(person=actor.person_id) | Q(incident__person=actor.person_id)
    rows = policy.visible(actor, BREACH).exclude(mine).order_by("-number").defer("counted")[:SHOWN]
    zone = actor.now.tzinfo
    return [BreachRow(one.pk, one.number, one.discovered_at.astimezone(zone), clock_lines(actor, one)) for one in rows]


def clock_lines(actor: PersonActor, one: Breach) -> tuple[ClockLine, ...]:
    """Both terms as they stand now."""
    zone = actor.now.tzinfo
    sent = [at.astimezone(zone) if at else None for at in (one.first_at, one.result_at)]
    found = rules.clocks(one.discovered_at.astimezone(zone), (sent[0], one.first_number), (sent[1], one.result_number))
    titles = {"first": "Первое уведомление", "result": "Итоги расследования"}
    hours = {"first": rules.FIRST_HOURS, "result": rules.RESULT_HOURS}
    return tuple(
        ClockLine(clock.which, titles[clock.which], hours[clock.which], clock.due, clock.words(actor.now), clock.tone(actor.now), clock.sent is not None)
        for clock in found
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened: how many people it showed, how many times, of which as a file."""

    words: str
    people: int
    times: int
    files: int


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the file's history."""

    at: datetime
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class BreachPage:
    """The page."""

    id: UUID
    number: int
    who: str
    incident: UUID | None
    incident_number: int | None
    discovered: datetime
    since: datetime
    until: datetime
    clocks: tuple[ClockLine, ...]
    people: int
    people_words: str
    readable: int
    unknown: int
    readings: int
    counted_at: datetime
    head: str
    opened: tuple[Opened, ...]
    notices: tuple[tuple[str, str, list[tuple[str, str]]], ...]
    history: tuple[Step, ...]
    writes: bool
    lists: bool
    over: bool


def breach_page(actor: PersonActor, one: Breach) -> BreachPage:
    """Everything about a file (its person and incident are read with it). Two statements."""
    zone, counted = actor.now.tzinfo, one.counted
    steps = Change.objects.of(actor.college_id).filter(target=breach_target(one.pk)).order_by("seq")
    return BreachPage(
        one.pk, one.number, str(one.person) if one.person else "", one.incident_id, one.incident.number if one.incident else None,
        one.discovered_at.astimezone(zone), one.since.astimezone(zone), one.until.astimezone(zone), clock_lines(actor, one),
        len(counted["people"]), rules.people_words(len(counted["people"])), counted["readable"], counted["unknown"], counted["readings"],
        datetime.fromisoformat(counted["at"]).astimezone(zone), counted["head"],
        tuple(Opened(words_of(action), people, times, files) for action, people, times, files in counted["opened"]),
        tuple((which, rules.WHICH[which], notice_of(actor, one, which)) for which in rules.WHICH),
        tuple(
            Step(at.astimezone(zone), _STEPS.get(action, action), by)
            for action, by, at in steps.values_list("action", "actor_name", "at")
        ),
        one.result_at is None and policy.may(actor, BREACH_WRITE), policy.may(actor, BREACH_LIST),
        one.result_at is not None,
    )  # fmt: skip


def notice_sheet(actor: PersonActor, one: Breach, which: str) -> dict[str, Any]:
    """A notice for the press."""
    left = one.first_at if which == "first" else one.result_at
    number = one.first_number if which == "first" else one.result_number
    sent = f"отправлено {left.astimezone(actor.now.tzinfo):%d.%m.%Y, %H:%M}, № {number}" if left else "проект"
    return {
        "college": actor.college_name, "title": rules.TITLE, "kind": rules.WHICH[which], "sent": sent,
        "parts": [list(part) for part in notice_of(actor, one, which)], "foot": f"Дело об утечке № {one.number}",
    }  # fmt: skip


def evidence(actor: PersonActor, one: Breach) -> bytes:
    """The archive: the people with what was opened of them, the readings themselves, both notices, the head of history."""
    people = _people_table(actor, one)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("субъекты.xlsx", _bytes(people))
        archive.writestr("журнал доступа.xlsx", _bytes(_log_table(actor, one)))
        for which, words in rules.WHICH.items():
            rows = notice_of(actor, one, which)
            text = "\n\n".join(f"{title}\n{said}" for title, said in rows)
            archive.writestr(f"уведомление {words.partition(',')[0]}.txt", f"{rules.TITLE}\n({words})\n\n{text}\n")
        head = f"Голова всей истории, когда считали ({one.counted['at']}):\n{one.counted['head']}\n"
        archive.writestr("голова истории.txt", head)
    return out.getvalue()


def _bytes(table: Table) -> bytes:
    file = io.BytesIO()
    write(table, Format.XLSX, file)
    return file.getvalue()


def _people_table(actor: PersonActor, one: Breach) -> Table:
    ids = [UUID(text) for text in one.counted["people"]]
    names = _names(actor, ids)
    opened = [words_of(action) for action, *_numbers in one.counted["opened"]]
    tell(actor, BREACH_LIST, people=ids)
    rows = sorted(
        (
            names.get(UUID(text), GONE),
            "; ".join(opened[place] for place in places) or (HOLDER if UUID(text) == one.person_id else ""),
        )
        for text, places in one.counted["people"].items()
    )
    columns = (Column("name", "Фамилия, имя, отчество"), Column("words", "Что открывали"))
    return Table(f"Дело об утечке {one.number}: субъекты персональных данных", columns, rows)


def _log_table(actor: PersonActor, one: Breach) -> Table:
    found = list(read_rows(actor, one.person_id, one.since, one.until)) if one.person_id else []
    names = _names(actor, [row[4] for row in found if row[3] == PERSON])
    circles = _circles(actor, {(row[3], row[4]) for row in found})
    rows = [
        (
            at.astimezone(actor.now.tzinfo).replace(tzinfo=None), words_of(action),
            names.get(key, GONE) if kind == PERSON else circles.get((kind, key), GONE), "да" if file else "", str(event),
        )
        for event, at, action, kind, key, _since, file in found
    ]  # fmt: skip
    columns = (
        Column("at", "Когда", Kind.MOMENT), Column("words", "Что открыто"), Column("whose", "Чьи данные"), Column("file", "Файлом"),
        Column("event", "Запись журнала доступа"),
    )  # fmt: skip
    return Table(f"Дело об утечке {one.number}: журнал доступа", columns, rows)


def _circles(actor: PersonActor, asked: set[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """«вся группа ЭЛ-21»: which one it was. Three statements; of a circle that is gone only its kind is known."""
    own = actor.college_id
    rows: dict[str, Iterable[tuple[UUID, str]]] = {
        GROUP: Group.objects.of(own).values_list("pk", "name"),
        SUBGROUP: (
            (pk, f"{name}, {group}")
            for pk, name, group in Subgroup.objects.of(own).values_list("pk", "name", "group__name")
        ),
        DEPARTMENT: Department.objects.of(own).values_list("pk", "name"),
    }
    titles = {(kind, pk): name for kind, found in rows.items() for pk, name in found}
    return {
        (kind, key): f"{WHOSE[kind]} {titles[kind, key]}" if (kind, key) in titles else
        WHOSE[kind] if kind == COLLEGE else f"{WHOSE[kind]}, {GONE}"
        for kind, key in asked if kind in WHOSE
    }  # fmt: skip


def _names(actor: PersonActor, ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for start in range(0, len(ids), PIECE):
        rows = Person.objects.of(actor.college_id).filter(pk__in=ids[start : start + PIECE])
        found |= {pk: full_name(*name) for pk, *name in rows.values_list("pk", "surname", "given", "patronymic")}
    return found
