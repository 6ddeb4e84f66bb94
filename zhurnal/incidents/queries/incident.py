"""One incident: what happened when, what was changed by which account and device, what undoing it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhurnal.incidents.models import Breach, Incident
from zhurnal.incidents.policy import BREACH_WRITE, RELEASE, UNDO
from zhurnal.incidents.queries.beyond import Beyond, beyond
from zhurnal.incidents.queries.board import state_of
from zhurnal.incidents.queries.lines import Group, Line, grouped, lines_of, titles
from zhurnal.incidents.rules.changes import Marked
from zhurnal.incidents.rules.undo import Back, Stays, Unreturned
from zhurnal.incidents.trace import target_of
from zhurnal.incidents.undoing import Cell, cells_of, changes_of
from zhurnal.kernel import policy
from zhurnal.kernel.dates import clock
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account

_STEPS = {
    "incidents.open": "инцидент открыт, сеансы завершены, старые отметки заморожены",
    "incidents.since": "изменено время инцидента",
    "incidents.undo": "отметки возвращены",
    "incidents.agree": "согласие снять заморозку: первая подпись",
    "incidents.release": "заморозка снята: вторая подпись",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    at: datetime
    words: str
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark that stays: somebody else wrote it afterwards; ``returned``: that was undoing."""

    line: Line
    value: str
    name: str
    at: datetime
    returned: bool


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """The page; ``back``: how many marks undoing returns, ``kept``: those that stay because of whom, ``returned``: those that did
    return.

    ``beyond``: what else was written, which undoing does not take back.
    """

    id: UUID
    number: int
    name: str
    login: str
    state: str
    tone: str
    since: datetime
    until: datetime
    span: str
    sessions: tuple[tuple[str, datetime], ...]
    groups: tuple[Group, ...]
    spared: tuple[UUID, ...]
    back: int
    kept: tuple[Kept, ...]
    returned: tuple[Kept, ...]
    beyond: tuple[Beyond, ...]
    timeline: tuple[Moment, ...]
    undoes: bool
    releases: bool
    agreed: bool
    breach: UUID | None
    notifies: bool


def incident_page(actor: PersonActor, incident: Incident) -> IncidentPage:
    """Everything about an incident (its person is read with it). A constant number of statements."""
    changes = changes_of(actor, incident)
    cells = cells_of(actor, incident, changes)
    standing = _standing(actor, cells, changes)
    login = (
        Account.objects.of(actor.college_id).filter(person=incident.person_id).values_list("login", flat=True).first()
    )
    files = (
        Breach.objects.of(actor.college_id).filter(incident=incident.pk).order_by("number").values_list("pk", flat=True)
    )
    own = incident.person_id == actor.person_id
    free = incident.released_at is None and not own
    state, tone = state_of(incident)
    zone = actor.now.tzinfo
    sessions = tuple((device, datetime.fromisoformat(at).astimezone(zone)) for device, at in incident.sessions)
    return IncidentPage(
        incident.pk, incident.number, str(incident.person), login or "", state, tone,
        incident.since.astimezone(zone), incident.until.astimezone(zone), incident.span, sessions,
        grouped(actor, changes),
        tuple(UUID(one) for one in incident.spared), sum(isinstance(cell.fate, Back) for cell in cells),
        tuple(one for one in standing if not one.returned), tuple(one for one in standing if one.returned),
        beyond(actor, incident), _timeline(actor, incident, sessions, changes), free and policy.may(actor, UNDO),
        free and policy.may(actor, RELEASE), incident.agreed_by_id == actor.person_id,
        None if own else files.first(), policy.may(actor, BREACH_WRITE) and not own,
    )  # fmt: skip


def _standing(actor: PersonActor, cells: Sequence[Cell], changes: Sequence[Marked]) -> list[Kept]:
    """The marks that undoing leaves as they are, for it or somebody else wrote them last."""
    lines, zone = {line.place: line for line in lines_of(actor, changes)}, actor.now.tzinfo
    found = [(lines[cell.place], cell.fate) for cell in cells if isinstance(cell.fate, Stays)]
    return [Kept(line, fate.value or "–", fate.name, fate.at.astimezone(zone), fate.returned) for line, fate in found]


def _timeline(actor: PersonActor, incident: Incident, sessions: Any, changes: Any) -> tuple[Moment, ...]:
    """Sessions, the first and the last change from each device, and every step of the incident, in order."""
    zone = actor.now.tzinfo
    found = [Moment(at, f"начат сеанс: {device or 'устройство неизвестно'}") for device, at in sessions]
    by_device: dict[str, list[Any]] = {}
    for one in changes:
        by_device.setdefault(one.device, []).append(one)
    for device, rows in by_device.items():
        words = device or "устройство неизвестно"
        fresh = ", новое устройство" if any(one.fresh for one in rows) else ""
        found.append(Moment(rows[0].at, f"первое изменение: {words}{fresh}"))
        if len(rows) > 1:
            found.append(Moment(rows[-1].at, f"последнее изменение: {words}, всего {len(rows)}"))
    steps = Change.objects.of(actor.college_id).filter(target=target_of(incident.pk)).order_by("seq")
    found += [
        Moment(at.astimezone(zone), _STEPS.get(action, action), name, _said(actor, action, after, reason))
        for action, name, at, after, reason in steps.values_list("action", "actor_name", "at", "after", "reason")
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _said(actor: PersonActor, action: str, after: Any, reason: str) -> str:
    if action == "incidents.undo":
        kept = after.get("refused")
        return f"отметок: {after['cells']}" + (f", не вернулось: {kept}" if kept else "")
    if action == "incidents.since":
        moments = (
            datetime.fromisoformat(one).astimezone(actor.now.tzinfo)
            for one in ([after] if isinstance(after, str) else after)
        )
        return " – ".join(f"{one:%d.%m}, {clock(one.time())}" for one in moments)
    return reason


def refused_lines(actor: PersonActor, refused: Sequence[Unreturned]) -> list[tuple[str, int, str]]:
    """(journal, how many marks, why they did not return)."""
    pages = titles(actor, {one.course for one in refused})
    return sorted((pages.get(one.course, ""), one.count, one.why) for one in refused)
