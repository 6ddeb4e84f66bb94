"""Terms of storage are set, acts are drawn up and carried out (A12.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.archive.keys import package_path
from zhurnal.archive.models import ActLine, DestructionAct, RetentionRule, YearPackage
from zhurnal.archive.policy import DESTROY, DRAW, RULE
from zhurnal.archive.rules.retention import ActState, Document, Rule, act_refusal
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

EVENT = "archive.act"
OTHER = Refusal("same_person", "Исполнить акт должен другой человек, не тот, кто его составил.")
DONE = Refusal("done", "Этот акт уже исполнен.")
NOT_DUE = Refusal(
    "not_due", "В акте документы, срок которых ещё не вышел или которые уже вошли в другой акт. Обновите страницу."
)


@dataclass(frozen=True, slots=True)
class Line:
    """What an act is to name, as the page that lists what is due told it."""

    document: Document
    year: UUID
    units: int
    years: int
    article: str


def set_rule(actor: PersonActor, rule: Rule) -> None:
    """Change a line of the table of terms."""
    if not policy.may(actor, RULE):
        raise Absent
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = RetentionRule.objects.of(actor.college_id).filter(document=rule.document)
        values = {"years": rule.years, "article": rule.article, "place": rule.place}
        before = rows.values("years", "article", "place").first()
        if before == values:
            return
        if not rows.update(**values):
            RetentionRule.objects.create(college_id=actor.college_id, document=rule.document, **values)
        audit.append(head, actor, [audit.Event("archive.retention", f"retention:{rule.document}", before, values)])


def draw_up(actor: PersonActor, chair: str, members: str, lines: Sequence[Line]) -> DestructionAct | Refusal:
    """An act in the next number, or why not; nothing is destroyed yet. ``lines`` come from the list of what is due today."""
    if not policy.may(actor, DRAW):
        raise Absent
    refusal = act_refusal(chair, members, len(lines))
    if refusal is not None:
        return refusal
    own, named = actor.college_id, "\n".join(" ".join(one.split()) for one in members.splitlines() if one.strip())
    with transaction.atomic():
        head = audit.lock(own, own)
        for line in lines:
            if ActLine.objects.of(own).filter(document=line.document, year=line.year).exists():
                return NOT_DUE
        number = (DestructionAct.objects.of(own).aggregate(last=Max("number"))["last"] or 0) + 1
        act: DestructionAct = DestructionAct.objects.create(
            college_id=own, number=number, dated=actor.today, chair=" ".join(chair.split())[:120], members=named[:400],
            made_by_id=actor.person_id, made_at=actor.now.astimezone(UTC),
        )  # fmt: skip
        ActLine.objects.bulk_create(
            ActLine(
                college_id=own, act=act, document=line.document, year_id=line.year, units=line.units, years=line.years,
                article=line.article,
            )
            for line in lines
        )  # fmt: skip
        after = {"number": number, "lines": [f"{line.document}:{line.year}" for line in lines]}
        audit.append(head, actor, [audit.Event(EVENT, f"act:{act.pk.hex}", None, after)])
    return act


def carry_out(actor: PersonActor, act: DestructionAct, packages: Sequence[UUID]) -> Refusal | None:
    """Remove the files of these packages and mark them; rows, history and journals stay. The second person's word."""
    policy.require(actor, DESTROY, act)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, own)
        fresh = DestructionAct.objects.of(own).get(pk=act.pk)
        if fresh.state == ActState.DONE:
            return DONE
        if fresh.made_by_id == actor.person_id:
            return OTHER
        moment = actor.now.astimezone(UTC)
        DestructionAct.objects.of(own).filter(pk=act.pk).update(
            state=ActState.DONE, done_by=actor.person_id, done_at=moment
        )
        YearPackage.objects.of(own).filter(pk__in=packages).update(destroyed_at=moment)
        after = {"done": fresh.number, "packages": [pk.hex for pk in packages]}
        audit.append(head, actor, [audit.Event(EVENT, f"act:{act.pk.hex}", "draft", after)])
        transaction.on_commit(lambda: _removed(own, packages))
    return None


def _removed(own: UUID, packages: Sequence[UUID]) -> None:
    for pk in packages:
        package_path(own, pk).unlink(missing_ok=True)
