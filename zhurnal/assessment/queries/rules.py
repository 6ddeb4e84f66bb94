"""Weights and checkpoints as they stand, for the pages that set them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Checkpoint
from zhurnal.assessment.queries.groups import TermTab, terms_of
from zhurnal.curriculum.models import Course, Discipline
from zhurnal.curriculum.relations import open_on
from zhurnal.grading.models import KindWeight, WorkKind
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class WeightLine:
    """A kind of work: ``own`` is its weight here in hundredths, None: as above (``usual``)."""

    id: UUID
    name: str
    usual: int
    own: int | None


@dataclass(frozen=True, slots=True)
class CheckpointLine:
    """A checkpoint of the term."""

    id: UUID
    name: str
    since: date
    until: date
    published: bool
    over: bool


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What is decided for the whole college."""

    tabs: tuple[TermTab, ...]
    term: UUID | None
    weights: tuple[WeightLine, ...]
    disciplines: tuple[tuple[UUID, str, bool], ...]
    checkpoints: tuple[CheckpointLine, ...]


def load_rules(actor: PersonActor, chosen: UUID | None) -> RulesPage:
    """Weights of the college, disciplines (with a sign at those that have weights of their own), checkpoints of a term."""
    own = actor.college_id
    term, tabs = terms_of(actor, chosen)
    special = set(KindWeight.objects.of(own).filter(discipline__isnull=False).values_list("discipline_id", flat=True))
    rows = Discipline.objects.of(own).filter(open_on(actor.today)).order_by("index", "name")
    names = rows.values_list("pk", "index", "name")
    points = Checkpoint.objects.of(own).filter(term=term.pk if term else None).order_by("since", "name")
    return RulesPage(
        tabs, term.pk if term else None, college_weights(actor),
        tuple((pk, f"{index} {name}".strip(), pk in special) for pk, index, name in names),
        tuple(
            CheckpointLine(row.pk, row.name, row.since, row.until, row.published_at is not None, row.until <= actor.today)
            for row in points
        ),
    )  # fmt: skip


def term_named(actor: PersonActor, wanted: UUID | None) -> Term | None:
    """A term of the college; without a wish that of today."""
    if wanted is None:
        return terms_of(actor, None)[0]
    found: Term | None = Term.objects.of(actor.college_id).filter(pk=wanted).first()
    return found


def college_weights(actor: PersonActor) -> tuple[WeightLine, ...]:
    """Weights of the college."""
    kinds = (
        WorkKind.objects.of(actor.college_id)
        .order_by("position", "name")
        .values_list("pk", "name", "weight", "closed_on")
    )
    return tuple(
        WeightLine(pk, f"{name} (закрыт)" if closed and closed <= actor.today else name, weight, weight)
        for pk, name, weight, closed in kinds
    )


def discipline_weights(actor: PersonActor, discipline: Discipline) -> tuple[WeightLine, ...]:
    """Weights of a discipline over those of the college."""
    own = KindWeight.objects.of(actor.college_id).filter(discipline=discipline.pk)
    return _over({line.id: line.usual for line in college_weights(actor)}, actor, own)


def page_weights(actor: PersonActor, course: Course) -> tuple[WeightLine, ...]:
    """Weights of a page over those of its discipline and of the college."""
    rows = KindWeight.objects.of(actor.college_id)
    usual = {line.id: line.usual for line in college_weights(actor)}
    usual |= dict(rows.filter(discipline=course.discipline_id).values_list("kind_id", "weight"))
    return _over(usual, actor, rows.filter(course=course.pk))


def _over(usual: dict[UUID, int], actor: PersonActor, rows: QuerySet[Any]) -> tuple[WeightLine, ...]:
    special = dict(rows.values_list("kind_id", "weight"))
    return tuple(
        WeightLine(line.id, line.name, usual[line.id], special.get(line.id)) for line in college_weights(actor)
    )
