"""What a college decides about results: settings, and the days of its checkpoints (A4.1, A4.5, A4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions.writing import publish
from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.assessment.policy import RULES
from zhurnal.assessment.rules.settings import checkpoint_refusal, settings_refusal
from zhurnal.assessment.signals import results_published
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.actions import set_parameters
from zhurnal.people.actor import PersonActor

NOT_YOURS = Refusal("not_yours", "Правила отметок назначает заместитель директора.")
SAME_NAME = Refusal("same_name", "Аттестация с таким названием в этом семестре уже есть.")
DONE = Refusal("published", "Эта аттестация уже опубликована. Обновите страницу.")
AHEAD = Refusal("ahead", "Аттестация ещё идёт. Опубликовать её можно после последнего дня.")


@dataclass(frozen=True, slots=True)
class Days:
    """A checkpoint as it is asked for; both days are included."""

    name: str
    since: date
    until: date


def _require(actor: PersonActor) -> None:
    if not policy.may(actor, RULES):
        raise Refused(NOT_YOURS)


def set_rules(actor: PersonActor, values: Mapping[str, object]) -> Refusal | None:
    """Change settings of the college; only what differs is written and told. Results that stand are not touched."""
    _require(actor)
    refusal = settings_refusal(values)
    if refusal is not None:
        return refusal
    set_parameters(actor, RULES, values)
    return None


def add_checkpoint(actor: PersonActor, term: Term, days: Days) -> Checkpoint | Refusal:
    """A checkpoint of the whole college."""
    _require(actor)
    refusal = checkpoint_refusal(days.since, days.until, term.starts, term.ends)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        if Checkpoint.objects.of(actor.college_id).filter(term=term.pk, name=days.name).exists():
            return SAME_NAME
        made: Checkpoint = Checkpoint.objects.create(
            college_id=actor.college_id, term=term, name=days.name, since=days.since, until=days.until
        )
        after = {"name": days.name, "since": days.since.isoformat(), "until": days.until.isoformat()}
        audit.append(head, actor, [audit.Event("assessment.checkpoint.add", f"checkpoint:{made.pk.hex}", None, after)])
    return made


def publish_checkpoint(actor: PersonActor, checkpoint_id: UUID | None) -> Refusal | None:
    """Show the marks of a checkpoint to students and parents; after that nobody changes them."""
    _require(actor)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = Checkpoint.objects.of(actor.college_id).filter(pk=checkpoint_id)
        found = (rows.select_for_update() if connection.features.has_select_for_update else rows).first()
        if found is None or found.published_at is not None:
            return DONE
        if found.until > actor.today:
            return AHEAD
        rows.update(published_at=actor.now.astimezone(UTC))
        students = publish(actor, Q(checkpoint=found.pk))
        target = f"checkpoint:{found.pk.hex}"
        audit.append(head, actor, [audit.Event("assessment.checkpoint.publish", target, None, len(students))])
        move_feeds(actor.college_id, students, None, actor.today)
        term = found.term_id
        transaction.on_commit(
            lambda: results_published.send(Result, actor=actor, students=frozenset(students), term=term)
        )
    return None
