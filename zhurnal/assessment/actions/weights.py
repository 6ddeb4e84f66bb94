"""Weights of kinds of work: of the college, of a discipline, of one page (A2.11)."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhurnal.assessment.policy import DISCIPLINE, RULES, WEIGH
from zhurnal.assessment.rules.kinds import WEIGHED
from zhurnal.curriculum.models import Course, Discipline, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.grading.models import KindWeight, WorkKind
from zhurnal.grading.weights import weighed_kinds
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.journal.holds import held_back
from zhurnal.journal.models import Work
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

NOT_YOURS = Refusal("not_yours", "Виды работ и веса колледжа и дисциплин назначает заместитель директора.")
OFF = Refusal("page_weights_off", "В вашем колледже веса одни для всех журналов. Их меняет заместитель директора.")
FROZEN = Refusal("frozen", "Семестр закрыт: веса этого журнала больше не меняются.")
LIMIT = 1000


def weight_refusal(weights: Mapping[UUID, int | None]) -> Refusal | None:
    """Why these weights may not stand: a weight is from 0 to 10."""
    if any(weight is not None and not 0 <= weight <= LIMIT for weight in weights.values()):
        return Refusal("weight_limit", "Вес — от 0 до 10. Вид работы с весом 0 в среднем не участвует.")
    return None


def weigh_college(actor: PersonActor, weights: Mapping[UUID, int]) -> Refusal | None:
    """Set weights of the college; open pages of the running year follow, except where the discipline or page has its own."""
    _require_rules(actor)
    refusal = weight_refusal(weights)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = {row.pk: row for row in WorkKind.objects.of(actor.college_id).filter(pk__in=list(weights))}
        events = []
        for pk, weight in weights.items():
            if pk in rows and rows[pk].weight != weight:
                WorkKind.objects.of(actor.college_id).filter(pk=pk).update(weight=weight)
                events.append(audit.Event(WEIGHED, f"kind:{pk.hex}", rows[pk].weight, weight))
        if events:
            audit.append(head, actor, events)
            _follow(actor, Q())
    return None


def weigh_discipline(actor: PersonActor, discipline: Discipline, weights: Mapping[UUID, int | None]) -> Refusal | None:
    """Set weights of a discipline (None: as the college has them)."""
    policy.require(actor, DISCIPLINE, discipline)
    return _weigh(actor, Q(discipline=discipline.pk), {"discipline_id": discipline.pk}, discipline.pk, weights)


def weigh_page(actor: PersonActor, course: Course, weights: Mapping[UUID, int | None]) -> Refusal | None:
    """Set weights of one page (None: as the discipline or the college has them). Its teacher may, where the college lets him."""
    policy.require(actor, WEIGH, course)
    manages = bool(actor.roles & {Role.DEPUTY_ACADEMIC, Role.ADMINISTRATOR})
    if not manages and not actor.parameters.page_weights:
        return OFF
    if Course.objects.of(actor.college_id).filter(pk=course.pk, frozen_at__isnull=False).exists():
        return FROZEN
    return held_back(actor, course) or _weigh(actor, Q(pk=course.pk), {"course_id": course.pk}, course.pk, weights)


def _require_rules(actor: PersonActor) -> None:
    if not policy.may(actor, RULES):
        raise Refused(NOT_YOURS)


def _weigh(
    actor: PersonActor, pages: Q, of: Mapping[str, UUID], chain: UUID, weights: Mapping[UUID, int | None]
) -> Refusal | None:
    refusal = weight_refusal(weights)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, chain)
        rows = KindWeight.objects.of(actor.college_id).filter(**of)
        before = dict(rows.values_list("kind_id", "weight"))
        known = set(WorkKind.objects.of(actor.college_id).filter(pk__in=list(weights)).values_list("pk", flat=True))
        events = []
        for kind, weight in weights.items():
            if kind not in known or before.get(kind) == weight:
                continue
            if weight is None:
                rows.filter(kind=kind).delete()
            elif kind in before:
                rows.filter(kind=kind).update(weight=weight)
            else:
                KindWeight.objects.create(college_id=actor.college_id, kind_id=kind, weight=weight, **of)
            events.append(audit.Event(WEIGHED, f"kind:{kind.hex}", before.get(kind), weight))
        if events:
            audit.append(head, actor, events)
            _follow(actor, pages)
    return None


def _follow(actor: PersonActor, wanted: Q) -> None:
    """Columns of open pages take their weights anew: what a mark weighs stands beside it, so that reading costs nothing more.

    Pages of closed terms and of earlier years keep what their marks weighed. One statement a kind and weight.
    """
    own = actor.college_id
    courses = Course.objects.of(own).filter(wanted, frozen_at__isnull=True, year__ends__gte=actor.today)
    moved: dict[tuple[UUID, int], list[UUID]] = {}
    by_discipline: dict[UUID, list[UUID]] = {}
    special = set(
        KindWeight.objects.of(own).filter(course__in=courses.values("pk")).values_list("course_id", flat=True)
    )
    for course, discipline in courses.values_list("pk", "discipline_id"):
        if course in special:
            _gather(moved, own, [course], course, discipline)
        else:
            by_discipline.setdefault(discipline, []).append(course)
    others = set(KindWeight.objects.of(own).filter(discipline__isnull=False).values_list("discipline_id", flat=True))
    usual = [course for discipline, found in by_discipline.items() if discipline not in others for course in found]
    for discipline, found in by_discipline.items():
        if discipline in others:
            _gather(moved, own, found, found[0], discipline)
    if usual:
        for kind, weight in WorkKind.objects.of(own).values_list("pk", "weight"):
            moved.setdefault((kind, weight), []).extend(usual)
    for (kind, weight), pages in moved.items():
        for start in range(0, len(pages), 400):
            rows = Work.objects.of(own).filter(course__in=pages[start : start + 400], kind=kind)
            rows.exclude(weight=weight).update(weight=weight)
    members = Membership.objects.of(own).filter(on_list(actor.today), group__in=courses.values("group_id"))
    move_feeds(
        own, set(members.values_list("student_id", flat=True)), None, actor.today
    )  # their averages are others now


def _gather(
    moved: dict[tuple[UUID, int], list[UUID]], college_id: UUID, pages: list[UUID], course: UUID, discipline: UUID
) -> None:
    for kind, weight in weighed_kinds(college_id, course, discipline).values_list("pk", "effective"):
        moved.setdefault((kind, weight), []).extend(pages)
