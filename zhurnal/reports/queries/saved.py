"""What a person kept by name and what was made for him; what is due in a college."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account
from zhurnal.reports.models import BuiltReport, SavedReport
from zhurnal.reports.policy import KEEP, TAKE

SHOWN = 40


@dataclass(frozen=True, slots=True)
class BuiltLine:
    """A file that waits; ``kept``: whether its content is still there."""

    id: UUID
    name: str
    title: str
    made_at: datetime
    rows: int
    kept: bool


def saved_of(actor: PersonActor) -> list[SavedReport]:
    """By report and name. One statement."""
    return list(policy.visible(actor, KEEP).order_by("name", "pk"))


def built_of(actor: PersonActor) -> list[BuiltLine]:
    """The newest first, without their content. One statement."""
    rows = policy.visible(actor, TAKE).annotate(erased=Q(content__isnull=True)).order_by("-made_at", "-pk")
    found = rows.values_list("pk", "name", "title", "made_at", "rows", "erased")[:SHOWN]
    return [
        BuiltLine(pk, name, title, made.astimezone(actor.now.tzinfo), count, not erased)
        for pk, name, title, made, count, erased in found
    ]


def scheduled(college_id: UUID) -> list[SavedReport]:
    """Everything that makes itself, by person. One statement."""
    return list(SavedReport.objects.of(college_id).exclude(schedule="").order_by("person_id", "pk"))


def already_made(college_id: UUID, since: date) -> set[tuple[UUID, date]]:
    """(what was kept, when it was due) of files made for days since then. One statement."""
    return set(BuiltReport.objects.of(college_id).filter(due__gte=since).values_list("saved", "due"))


def readers(college_id: UUID, people: Iterable[UUID], now: datetime) -> dict[UUID, PersonActor]:
    """person → the actor he is now; who may not sign in is not there."""
    accounts = Account.objects.of(college_id).filter(person__in=list(people), is_active=True)
    return {account.person_id: actor_of(account, now=now, door="night") for account in accounts}
