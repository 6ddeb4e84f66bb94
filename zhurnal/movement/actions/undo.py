"""Undoing a wrong order, while nothing rests on it; the order itself stays and says that it was undone."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from zhurnal.curriculum.models import Course, Group, Membership, SubgroupMembership
from zhurnal.curriculum.queries import closed_until
from zhurnal.curriculum.rules.closed import list_closed
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.actions.basis import basis_back, basis_untouched
from zhurnal.movement.actions.names import still_so
from zhurnal.movement.actions.naming import name_back
from zhurnal.movement.actions.newcomers import forget_newcomers
from zhurnal.movement.actions.study_form import form_back, form_untouched
from zhurnal.movement.models import Movement
from zhurnal.movement.policy import UNDO
from zhurnal.movement.rules.possible import order_words
from zhurnal.movement.signals import order_changed
from zhurnal.people.actions.access import take_back
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import FormerName, Person

UNDONE = Refusal("undone", "Этот приказ уже отменён. Обновите страницу.")
LATER = Refusal("later", "После этого приказа о студенте есть более поздний. Сначала отмените его.")
WRITTEN = Refusal(
    "written", "В журнале новой группы у студента уже есть записи. Приказ отменить нельзя: оформите новый приказ."
)
CHANGED = Refusal("changed", "Список группы с тех пор изменили другим путём. Приказ отменить нельзя: оформите новый.")

OTHER_BASIS = Refusal(
    "other_basis", "Основу обучения с тех пор изменили другим путём. Приказ отменить нельзя: оформите новый."
)
OTHER_FORM = Refusal(
    "other_form", "Форму обучения с тех пор изменили другим путём. Приказ отменить нельзя: оформите новый."
)
OTHER_NAME = Refusal(
    "other_name", "Имя с тех пор исправили другим путём. Приказ отменить нельзя: оформите новый приказ о смене ФИО."
)
OUT_OF_REACH = Refusal(
    "out_of_reach",
    "В загрузке есть приказы другого отделения. Отменить её может заместитель директора или администратор.",
)


def undo_movement(actor: PersonActor, movement: Movement) -> None:
    """Put everything back as it was before the order. Raises ``Refused`` when something later rests on it."""
    policy.require(actor, UNDO, movement)
    own, student = actor.college_id, movement.student_id
    with transaction.atomic():
        head = audit.lock(own, student)
        fresh = Movement.objects.of(own).select_related("order").get(pk=movement.pk)
        refusal = _obstacle(own, fresh)
        if refusal is not None:
            raise Refused(refusal)
        traces = fresh.traces
        SubgroupMembership.objects.of(own).filter(
            pk__in=[UUID(pk) for pk in traces.get("subgroups_opened", ())]
        ).delete()
        if traces.get("opened"):
            Membership.objects.of(own).filter(pk=UUID(traces["opened"])).delete()
        if traces.get("closed"):
            _reopen(own, traces)
        for pk, before in traces.get("later", {}).items():
            _as_before(own, pk, before)
        if traces.get("name"):
            _rename_back(own, student, UUID(traces["name"]))
        if traces.get("basis"):
            basis_back(actor, student, traces)
        if traces.get("form"):
            form_back(actor, student, traces)
        if traces.get("named"):
            name_back(own, traces["named"], order_words(fresh.order.number, fresh.order.dated))
        take_back(own, traces.get("access") or {}, actor.today)
        rows = Movement.objects.of(own).filter(pk=fresh.pk)
        rows.update(undone_at=actor.now, undone_by=actor.person_id)
        move_feeds(own, {student}, None, actor.today)
        told = {"kind": fresh.order.kind, "number": fresh.order.number}
        audit.append(head, actor, [audit.Event(UNDO, f"movement:{fresh.pk.hex}", told, None)])
        order_changed.send(Movement, actor=actor, order=fresh.order_id, movements=(fresh.pk,))


def undo_batch(actor: PersonActor, batch: UUID) -> int:
    """Undo everything that one file wrote and nobody undid since, the newest first, all or nothing; returns how many movements.

    Raises ``Refused`` with the student's name when something rests on one of them, or when one is out of the actor's reach.
    """
    with transaction.atomic():
        own = Movement.objects.of(actor.college_id).filter(order__batch=batch, undone_at__isnull=True)
        found = list(own.select_related("student").order_by("-pk"))
        reached = set(policy.visible(actor, UNDO).filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
        if len(reached) < len(found):
            raise Refused(OUT_OF_REACH)
        for row in found:
            try:
                undo_movement(actor, row)
            except Refused as refused:
                words = {"name": row.student.listed, "reason": str(refused.refusal)}
                raise Refused(Refusal(refused.refusal.code, "%(name)s: %(reason)s", words)) from refused
        forget_newcomers(actor.college_id, [row for row in found if row.traces.get("made")])
    return len(found)


def _obstacle(own: UUID, movement: Movement) -> Refusal | None:
    if movement.undone_at is not None:
        return UNDONE
    later = Movement.objects.of(own).filter(student=movement.student_id, undone_at__isnull=True, pk__gt=movement.pk)
    if later.exists():
        return LATER
    traces = movement.traces
    kept = _kept(own, movement)
    if kept is not None:
        return kept
    if traces.get("opened"):
        stay = Membership.objects.of(own).filter(pk=UUID(traces["opened"])).first()
        if stay is None or stay.left is not None or stay.entered != movement.effective:
            return CHANGED
        courses = Course.objects.of(own).filter(group=stay.group_id).values("pk")
        entries = Entry.objects.of(own).filter(student=movement.student_id, course__in=courses)
        if entries.filter(lesson__date__gte=stay.entered).exists():
            return WRITTEN
    if traces.get("closed"):
        left = Membership.objects.of(own).filter(pk=UUID(traces["closed"])).values_list("left", flat=True).first()
        if left != (date.fromisoformat(traces["left"]) if "left" in traces else movement.effective):
            return CHANGED
    to_come = [UUID(pk) for pk in traces.get("later", {})]
    if to_come and Membership.objects.of(own).filter(pk__in=to_come, left=F("entered")).count() < len(to_come):
        return CHANGED
    if traces.get("name") and not still_so(own, movement.student_id, traces.get("ahead") or {}):
        return OTHER_NAME
    if traces.get("basis") and not basis_untouched(own, movement.student_id, traces):
        return OTHER_BASIS
    if traces.get("form") and not form_untouched(own, movement.student_id, traces):
        return OTHER_FORM
    return None


def _kept(own: UUID, movement: Movement) -> Refusal | None:
    """A term closed since then saw the list as the order made it."""
    stays = [UUID(movement.traces[name]) for name in ("opened", "closed") if movement.traces.get(name)]
    stays += [UUID(pk) for pk in movement.traces.get("later", {})]
    groups = set(Membership.objects.of(own).filter(pk__in=stays).values_list("group_id", flat=True)) if stays else set()
    for group, ends in closed_until(own, groups).items():
        if movement.effective <= ends:
            return list_closed(Group.objects.of(own).values_list("name", flat=True).get(pk=group), ends)
    return None


def _reopen(own: UUID, traces: dict[str, object]) -> None:
    _as_before(own, str(traces["closed"]), traces["before"])  # type: ignore[arg-type]
    closed: dict[str, str | None] = traces.get("subgroups_closed") or {}  # type: ignore[assignment]
    for pk, until in closed.items():
        day = date.fromisoformat(until) if until else None
        SubgroupMembership.objects.of(own).filter(pk=UUID(pk)).update(until=day)


def _as_before(own: UUID, pk: str, before: dict[str, str | None]) -> None:
    left = date.fromisoformat(before["left"]) if before["left"] else None
    rows = Membership.objects.of(own).filter(pk=UUID(pk))
    rows.update(left=left, note=before["note"], order_out=before["order"])


def _rename_back(own: UUID, student: UUID, kept: UUID) -> None:
    former = FormerName.objects.of(own).filter(pk=kept).first()
    if former is not None:
        rows = Person.objects.of(own).filter(pk=student)
        rows.update(surname=former.surname, given=former.given, patronymic=former.patronymic)
        FormerName.objects.of(own).filter(pk=kept).delete()
