"""What the college has set, what stands by default, and who changed it when. A constant number of statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from zhurnal.bylaws.rules.catalogue import BY_NAME, ELSEWHERE, SECTIONS, names_of
from zhurnal.bylaws.rules.kinds import Linked, Section, Setting
from zhurnal.grading.models import WorkKind
from zhurnal.kernel import policy
from zhurnal.kernel.models import Change
from zhurnal.organisation.rules.parameters import SETTING, Parameters
from zhurnal.people.actor import PersonActor

LISTED = 30
DEFAULT = Parameters()
YES, NO = "да", "нет"


@dataclass(frozen=True, slots=True)
class Line:
    """A setting as it stands. ``own``: it is not the default, which is ``usual`` in words."""

    setting: Setting
    value: str
    usual: str
    own: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its lines, the pages it leads to, whether this person changes it."""

    section: Section
    lines: tuple[Line, ...]
    pages: tuple[Linked, ...]
    sets: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A change of one setting."""

    at: datetime
    who: str
    title: str
    before: str
    after: str
    reason: str


def kinds_of_work(actor: PersonActor) -> dict[str, str]:
    """Code → name, in the college's order."""
    rows = WorkKind.objects.of(actor.college_id).order_by("position", "name")
    return dict(rows.values_list("code", "name"))


def open_kinds(actor: PersonActor) -> dict[str, str]:
    """Those of them that a lesson of today may get."""
    rows = WorkKind.objects.of(actor.college_id).filter(Q(closed_on=None) | Q(closed_on__gt=actor.today))
    return dict(rows.order_by("position", "name").values_list("code", "name"))


def load_parts(actor: PersonActor, kinds: Mapping[str, str]) -> tuple[Part, ...]:
    """All sections; asks the database nothing."""
    return tuple(load_part(actor, section, kinds) for section in SECTIONS)


def load_part(actor: PersonActor, section: Section, kinds: Mapping[str, str]) -> Part:
    """One section."""
    lines = tuple(_line(setting, actor.parameters, kinds) for setting in section.settings)
    pages = tuple(page for page in section.linked if policy.may(actor, page.action))
    return Part(section, lines, pages, policy.may(actor, section.action))


def _line(setting: Setting, own: Parameters, kinds: Mapping[str, str]) -> Line:
    value, usual = getattr(own, setting.name), getattr(DEFAULT, setting.name)
    return Line(setting, setting.said(value, kinds), setting.said(usual, kinds), value != usual)


def load_history(actor: PersonActor, sections: Collection[Section], kinds: Mapping[str, str]) -> list[Event]:
    """The newest changes of these sections, those made on the linked pages too. One statement."""
    targets = [f"{SETTING}{name}" for section in sections for name in names_of(section)]
    rows = Change.objects.of(actor.college_id).filter(chain=actor.college_id, target__in=targets)
    return [_event(actor, row, kinds) for row in rows.order_by("-seq")[:LISTED]]


def _event(actor: PersonActor, row: Change, kinds: Mapping[str, str]) -> Event:
    name = row.target.removeprefix(SETTING)
    known = BY_NAME.get(name)
    title = known.title if known else ELSEWHERE[name]
    before, after = (_said(known, value, kinds) for value in (row.before, row.after))
    return Event(row.at.astimezone(actor.now.tzinfo), row.actor_name, title, before, after, row.reason)


def _said(setting: Setting | None, value: Any, kinds: Mapping[str, str]) -> str:
    if setting is not None:
        return setting.said(value, kinds)
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def typed_values(section: Section, own: Parameters) -> dict[str, str]:
    """Name → the value as the form holds it."""
    return {one.name: one.typed(getattr(own, one.name)) for one in section.settings}
