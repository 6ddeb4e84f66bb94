"""Writing an order: lists, subgroups, names and access change in one transaction, nothing earlier disappears (A7.2)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from zhurnal.curriculum.models import Group, Membership, Subgroup, SubgroupMembership
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.journal.models import StudentFeed
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.actions.basis import change_basis
from zhurnal.movement.actions.drafts import Checked, Draft, World, judge, read_world, settled
from zhurnal.movement.actions.names import name_ahead, rename
from zhurnal.movement.actions.naming import name_lists
from zhurnal.movement.actions.standing import Standing
from zhurnal.movement.actions.study_form import change_form, other_form
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.policy import RECORD
from zhurnal.movement.rules.kinds import ENTERING, LEAVING, REGROUPING, Kind, State
from zhurnal.movement.rules.possible import order_words
from zhurnal.movement.signals import order_changed
from zhurnal.organisation.agenda import expect
from zhurnal.people.actions.access import close_access, open_access, open_families
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

WAITING = frozenset({Kind.EXPULSION, Kind.RENAME, Kind.FUNDING})
"""Orders of which something is left to do when they are written ahead; the others follow from dates altogether, unless
they lead to another form of study (``REGROUPING``).
"""
LISTED = frozenset({State.STUDYING, State.GRADUATED})
"""States in which an order says how the stay ended."""
NOTES = {
    Kind.LEAVE: "акад. отпуск", Kind.CHILD_LEAVE: "отпуск по уходу", Kind.EXPULSION: "отчислен",
    Kind.TRANSFER: "переведён", Kind.TRANSFER_IN: "перевод из другого колледжа", Kind.RETURN: "выход из отпуска",
    Kind.RESTORATION: "восстановлен",
}  # fmt: skip


def check_order(actor: PersonActor, draft: Draft) -> Checked:
    """What the order would meet; nothing is written."""
    if not policy.may(actor, RECORD):
        raise Absent
    world = read_world(actor, [draft])
    return judge(actor, world, settled(world, draft))


def carry_out(actor: PersonActor, draft: Draft, seal: str = "") -> Order:
    """Write the order and its effects.

    Raises ``Refused`` when a rule forbids it, when it was not said who of his namesakes a newcomer is (code ``who``), or when its
    warnings were not answered by ``seal`` (code ``unconfirmed``).
    """
    if not policy.may(actor, RECORD):
        raise Absent
    with transaction.atomic():
        if draft.effective > actor.today and draft.kind in WAITING | REGROUPING:
            expect(actor.college_id, draft.effective)
        if draft.fresh:  # whoever is sent twice is looked for among those written a moment ago
            audit.lock(actor.college_id, actor.college_id)
        for student in sorted({*draft.students, *([draft.same] if draft.same else [])}):
            audit.lock(actor.college_id, student)
        world = read_world(actor, [draft])
        draft = settled(world, draft)
        checked = judge(actor, world, draft)
        if checked.refusals:
            raise Refused(Refusal("refused", "%(text)s", {"text": " ".join(checked.refusals)}))
        if checked.asks:
            raise Refused(
                Refusal(
                    "who",
                    "Скажите, тот же это человек или однофамилец: %(names)s.",
                    {"names": "; ".join(row.words for row in checked.asks)},
                )
            )
        if checked.warnings and checked.seal != seal:
            raise Refused(Refusal("unconfirmed", "%(text)s", {"text": " ".join(checked.warnings)}))
        order = _order_of(actor, draft)
        people = [world.people[pk] for pk in draft.students] or [_admit(actor, draft)]
        made = tuple(_move(actor, draft, world, order, person) for person in people)
        order_changed.send(Order, actor=actor, order=order.pk, movements=made)
    return order


def _order_of(actor: PersonActor, draft: Draft) -> Order:
    """The order's own row: one for all whom the same paper names, also when they were written one after another."""
    values = {
        "number": draft.number.removeprefix("№").strip(), "dated": draft.dated, "kind": draft.kind,
        "ground": draft.ground, "batch": draft.batch,
    }  # fmt: skip
    known: Order | None = Order.objects.of(actor.college_id).filter(**values).order_by("pk").first()
    made_by, made_at = actor.person_id, actor.now
    return known or Order.objects.create(college_id=actor.college_id, made_by_id=made_by, made_at=made_at, **values)


def _admit(actor: PersonActor, draft: Draft) -> Person:
    new = draft.newcomer
    if new is None:
        raise Absent
    person: Person = Person.objects.create(
        college_id=actor.college_id, surname=new.surname, given=new.given, patronymic=new.patronymic,
        birth_date=new.birth_date, sex=new.sex,
    )  # fmt: skip
    return person


def _move(actor: PersonActor, draft: Draft, world: World, order: Order, person: Person) -> UUID:
    """One student's part: every row that is opened or closed goes into the traces. Returns its movement."""
    standing = world.stood.on(person.pk, draft.effective)
    target = world.groups.get(draft.group) if draft.group else None
    own, day, words = actor.college_id, draft.effective, order_words(draft.number, draft.dated)
    traces: dict[str, Any] = {} if draft.students else {"made": True}
    left = standing.member if draft.kind in LEAVING and standing.state in LISTED else None
    if left is not None:
        traces |= _leave(actor, draft, left, words, target)
        traces |= _never_come(actor, draft, world.stood.later(person.pk, day), words)
    if draft.kind in ENTERING and target is not None:
        traces |= _enter(actor, draft, target, person, standing, words)
        traces |= {"access": _let_in(own, person.pk, day)}
    if draft.kind is Kind.EXPULSION:
        traces |= {"access": close_access(own, person.pk, day, actor.today)}
    if draft.kind is Kind.RENAME and draft.newcomer is not None:
        traces |= name_ahead(draft.newcomer, words)
        traces |= rename(own, person, traces["ahead"], day) if day <= actor.today else {}
    if draft.kind is Kind.FUNDING and day <= actor.today:
        traces |= change_basis(actor, person.pk, draft.details, day, words)
    ahead, group_from = day > actor.today, standing.member.group_id if standing.member is not None else None
    forms = other_form(own, person.pk, group_from, draft.group) if draft.kind in REGROUPING else None
    if not ahead:
        traces |= change_form(actor, person.pk, forms, day, words)
    if draft.kind is Kind.NEXT_COURSE:
        traces |= name_lists(own, person.pk, day, words)
    movement: Movement = Movement.objects.create(
        college_id=own, order=order, student=person, effective=day, details=draft.details, traces=traces,
        awaits=ahead and (draft.kind in WAITING or forms is not None), group_from_id=group_from, group_to=target if draft.kind in ENTERING else None,
    )  # fmt: skip
    StudentFeed.objects.bulk_create([StudentFeed(college_id=own, student_id=person.pk)], ignore_conflicts=True)
    move_feeds(own, {person.pk}, None, actor.today)
    head = audit.lock(own, person.pk)
    after = {"kind": str(draft.kind), "order": words, "effective": day.isoformat()}
    audit.append(head, actor, [audit.Event("movement.order", f"movement:{movement.pk.hex}", None, after)])
    return movement.pk


def _let_in(own: UUID, student: UUID, day: date) -> dict[str, Any]:
    """The student's role, and his parents' rights where an expulsion had ended them."""
    access = open_access(own, student, day)
    gone = Movement.objects.of(own).filter(student=student, order__kind=Kind.EXPULSION, undone_at__isnull=True)
    ended = gone.order_by("-effective", "-pk").values_list("traces", flat=True).first()
    if ended is None or not access:
        return dict(access)
    families = open_families(own, student, day, ended.get("access") or {})
    return {name: [*access.get(name, []), *families.get(name, [])] for name in {*access, *families}}


def _leave(actor: PersonActor, draft: Draft, member: Membership, words: str, target: Group | None) -> dict[str, Any]:
    own, day = actor.college_id, draft.effective
    note = _note(draft)
    if draft.kind is Kind.TRANSFER and target is not None:
        note = f"переведён в {target.name}"
    before = _as_it_was(member)
    ended = member.left is not None and member.left < day  # who finished left his list before the order
    left = member.left if ended else day
    Membership.objects.of(own).filter(pk=member.pk).update(left=left, note=note, order_out=words)
    parts = Subgroup.objects.of(own).filter(group=member.group_id).values("pk")
    rows = SubgroupMembership.objects.of(own).filter(student=member.student_id, subgroup__in=parts)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=day))
    # A subgroup joined on the very day ends as it began: the list of the group closes it from then on.
    closed = {row.pk.hex: row.until.isoformat() if row.until else None for row in rows}
    rows.filter(since__lt=day).update(until=day - timedelta(days=1))
    for row in SubgroupMembership.objects.of(own).filter(pk__in=[UUID(pk) for pk in closed], since__gte=day):
        SubgroupMembership.objects.of(own).filter(pk=row.pk).update(until=row.since)
    traces = {"closed": member.pk.hex, "before": before, "subgroups_closed": closed}
    return traces | ({"left": before["left"]} if ended else {})


def _note(draft: Draft) -> str:
    """How the stay ended, as it stands on the list."""
    if draft.kind is Kind.EXPULSION and draft.details:
        return f"отчислен {draft.details}"[:120]
    return NOTES[draft.kind]


def _never_come(actor: PersonActor, draft: Draft, later: list[Membership], words: str) -> dict[str, Any]:
    """Lists that he was to join after the day of the order: he is on none of them for a single day, the rows stay."""
    if draft.kind is Kind.TRANSFER or not later:
        return {}
    before = {row.pk.hex: _as_it_was(row) for row in later}
    rows = Membership.objects.of(actor.college_id).filter(pk__in=[row.pk for row in later])
    rows.update(left=F("entered"), note=_note(draft), order_out=words)
    return {"later": before}


def _as_it_was(member: Membership) -> dict[str, str | None]:
    return {
        "left": member.left.isoformat() if member.left else None, "note": member.note, "order": member.order_out,
    }  # fmt: skip


def _enter(
    actor: PersonActor, draft: Draft, target: Group, person: Person, standing: Standing, words: str
) -> dict[str, Any]:
    own, day = actor.college_id, draft.effective
    note = NOTES.get(draft.kind, "")
    if draft.kind is Kind.TRANSFER and standing.member is not None:
        came = Group.objects.of(own).filter(pk=standing.member.group_id).values_list("name", flat=True).first()
        note = f"переведён из {came}"
    stay: Membership = Membership.objects.create(
        college_id=own, group=target, student=person, entered=day, order_in=words, note=note, recorded_at=actor.now
    )
    wanted = set(draft.subgroups) or _former_subgroups(own, target, person.pk, standing)
    parts = Subgroup.objects.of(own).filter(group=target, pk__in=wanted)
    rows = [SubgroupMembership(college_id=own, subgroup=part, student=person, since=day) for part in parts]
    SubgroupMembership.objects.bulk_create(rows)
    return {"opened": stay.pk.hex, "subgroups_opened": [row.pk.hex for row in rows]}


def _former_subgroups(own: UUID, target: Group, student: UUID, standing: Standing) -> set[UUID]:
    """Who comes back to the group he left gets the subgroups that ended together with his stay."""
    member = standing.member
    if member is None or member.group_id != target.pk or member.left is None:
        return set()
    rows = SubgroupMembership.objects.of(own).filter(student=student, until=member.left - timedelta(days=1))
    return set(rows.values_list("subgroup_id", flat=True))
