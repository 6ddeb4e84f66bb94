"""Terms of storage are set, acts are drawn up and carried out (A12.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.keys import package_path
from zhurnal.archive.models import ActLine, DestructionAct, RetentionRule, YearPackage
from zhurnal.archive.policy import DESTROY, DRAW, RULE
from zhurnal.archive.rules.retention import OTHER, SETTLED, ActState, Document, Rule, act_refusal, due_on
from zhurnal.archive.terms import rules_of
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

EVENT = "archive.act"
NO_LONGER_DUE = Refusal(
    "no_longer_due",
    "Акт исполнить нельзя: срок хранения продлили или учебный год снова открыли. Отзовите акт и составьте новый.",
)
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
        standing = ActLine.objects.of(own).exclude(act__state=ActState.DROPPED)
        for line in lines:
            if standing.filter(document=line.document, year=line.year).exists():
                return NOT_DUE
        if not _due(actor, [(line.document, line.year) for line in lines]):
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


def drop(actor: PersonActor, act: DestructionAct) -> Refusal | None:
    """Take back an act that nobody carried out: what it names may stand in another. Its number stays taken."""
    with transaction.atomic():
        head, refusal = _held(actor, DRAW, act)
        if refusal is not None:
            return refusal
        DestructionAct.objects.of(actor.college_id).filter(pk=act.pk).update(state=ActState.DROPPED)
        audit.append(head, actor, [audit.Event(EVENT, f"act:{act.pk.hex}", "draft", "dropped")])
    return None


def carry_out(actor: PersonActor, act: DestructionAct) -> Refusal | None:
    """Remove the files of the packages whose journals the act names and mark them; rows, history and journals stay. The second
    person's word. Everything is asked anew behind the lock: packages made since, terms changed, years opened again.
    """
    own = actor.college_id
    with transaction.atomic():
        head, refusal = _held(actor, DESTROY, act)
        if refusal is not None:
            return refusal
        if act.made_by_id == actor.person_id:
            return OTHER
        lines = list(ActLine.objects.of(own).filter(act=act.pk).values_list("document", "year_id"))
        if not _due(actor, [(Document(document), year) for document, year in lines]):
            return NO_LONGER_DUE
        moment = actor.now.astimezone(UTC)
        DestructionAct.objects.of(own).filter(pk=act.pk).update(
            state=ActState.DONE, done_by=actor.person_id, done_at=moment
        )
        years = [year for document, year in lines if document == Document.JOURNALS]
        packages = YearPackage.objects.of(own).filter(year__in=years, destroyed_at__isnull=True)
        gone = list(packages.order_by("pk").values_list("pk", flat=True))
        YearPackage.objects.of(own).filter(pk__in=gone).update(destroyed_at=moment)
        after = {"done": act.number, "packages": [pk.hex for pk in gone]}
        audit.append(head, actor, [audit.Event(EVENT, f"act:{act.pk.hex}", "draft", after)])
        transaction.on_commit(lambda: _removed(own, gone))
    return None


def _held(actor: PersonActor, action: str, act: DestructionAct) -> tuple[ChainHead, Refusal | None]:
    """The lock of the college's acts, and why this one is a draft no more."""
    head = audit.lock(actor.college_id, actor.college_id)
    policy.require(actor, action, act)
    state = DestructionAct.objects.of(actor.college_id).values_list("state", flat=True).get(pk=act.pk)
    return head, SETTLED.get(ActState(state))


def _due(actor: PersonActor, lines: Sequence[tuple[Document, UUID]]) -> bool:
    """Whether the terms of all lines are over today and their years closed."""
    years = AcademicYear.objects.of(actor.college_id).filter(closed_at__isnull=False)
    ended: dict[UUID, date] = dict(years.values_list("pk", "ends"))
    terms = {rule.document: rule.years for rule in rules_of(actor.college_id)}
    return all(year in ended and due_on(ended[year], terms[document]) <= actor.today for document, year in lines)


def _removed(own: UUID, packages: Sequence[UUID]) -> None:
    for pk in packages:
        package_path(own, pk).unlink(missing_ok=True)
