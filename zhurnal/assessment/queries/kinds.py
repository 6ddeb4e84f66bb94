"""Kinds of work as the list shows them, and what became of one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhurnal.assessment.rules.kinds import CHANGED, MOVED, WEIGHED
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Work
from zhurnal.kernel.dates import full
from zhurnal.kernel.models import Change
from zhurnal.kernel.wording import hundredths
from zhurnal.people.actor import PersonActor

FIELDS = {
    "name": "название", "short": "сокращение", "weight": "вес", "marks_everyone": "отметка всем, кто был",
    "closed_on": "закрыт с",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind in the list; ``used``: columns of it stand somewhere."""

    id: UUID
    name: str
    short: str
    weight: int
    marks_everyone: bool
    closed_on: date | None
    closed: bool
    used: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: (what, before, after)."""

    who: str
    at: datetime
    lines: tuple[tuple[str, str, str], ...]


def list_kinds(actor: PersonActor) -> tuple[KindLine, ...]:
    """All kinds in their order, closed ones too."""
    rows = list(WorkKind.objects.of(actor.college_id).order_by("position", "name"))
    used = set(Work.objects.of(actor.college_id).order_by().values_list("kind_id", flat=True).distinct())
    return tuple(
        KindLine(
            row.pk, row.name, row.short, row.weight, row.marks_everyone, row.closed_on,
            row.closed_on is not None and row.closed_on <= actor.today, row.pk in used, place == 0, place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    )  # fmt: skip


def kind_history(actor: PersonActor, kind: WorkKind) -> tuple[Told, ...]:
    """Every change of the kind, newest first, its weight in the college among them."""
    rows = Change.objects.of(actor.college_id).filter(
        chain=actor.college_id, target=f"kind:{kind.pk.hex}", action__in=(CHANGED, MOVED, WEIGHED)
    )
    columns = ("action", "actor_name", "at", "before", "after")
    return tuple(
        Told(who, at.astimezone(actor.now.tzinfo), _lines(action, before, after))
        for action, who, at, before, after in rows.order_by("-seq").values_list(*columns)
    )


def _lines(action: str, before: Any, after: Any) -> tuple[tuple[str, str, str], ...]:
    if action == WEIGHED:
        return ((FIELDS["weight"], hundredths(before), hundredths(after)),)
    if action == MOVED:
        return (("порядок", ", ".join(before), ", ".join(after)),)
    old = before or {}
    return tuple((FIELDS[name], _words(name, old.get(name)), _words(name, value)) for name, value in after.items())


def _words(name: str, value: Any) -> str:
    if name == "weight":
        return hundredths(value) if value is not None else ""
    if name == "marks_everyone":
        return {True: "да", False: "нет"}.get(value, "")
    if name == "closed_on":
        return full(date.fromisoformat(value)) if value else ""
    return str(value or "")
