"""Binding a broker's name to an account, taking it away, signing in by it (checklist 50, 51, 61)."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.factors import end_others, in_force, tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Identity
from zhurnal.people.rules.brokers import Told

TAKEN = Refusal(
    "identity_taken",
    "Эта учётная запись единого входа уже привязана к журналу. Если привязали её не вы, скажите администратору.",
)


def bind(actor: PersonActor, told: Told, keep: str) -> None:
    """From now on whoever the broker calls so comes in as the actor. ``keep``: the key of the session, the others end (61).

    Raises ``Refused`` when somebody has bound it already, whoever it is.
    """
    policy.confirmed(actor)
    account, person = _own(actor)
    try:
        with transaction.atomic():
            head = audit.lock(actor.college_id, person)
            in_force(actor, keep)
            made = Identity.objects.create(
                college_id=actor.college_id, account_id=account, issuer=told.issuer, subject=told.subject,
                name=told.name, bound_at=actor.now,
            )  # fmt: skip
            end_others(actor, keep)
            after = {"identity": made.pk.hex, "issuer": told.issuer}
            audit.append(head, actor, [audit.Event("people.identity.bind", f"person:{person.hex}", None, after)])
    except IntegrityError:
        raise Refused(TAKEN) from None
    words = "Через него теперь можно войти под вашим именем. Если это не вы, скажите администратору."
    tell(actor, person, "Привязан единый вход", words)


def unbind(actor: PersonActor, identity: UUID, keep: str) -> None:
    """One's own binding ends. Raises ``Absent``, ``Refused``."""
    policy.confirmed(actor)
    account, person = _own(actor)
    with transaction.atomic():
        head = audit.lock(actor.college_id, person)
        in_force(actor, keep)
        row = Identity.objects.of(actor.college_id).filter(account=account, pk=identity).first()
        if row is None:
            raise Absent
        Identity.objects.of(actor.college_id).filter(pk=row.pk).delete()
        end_others(actor, keep)
        before = {"identity": row.pk.hex, "issuer": row.issuer}
        audit.append(head, actor, [audit.Event("people.identity.unbind", f"person:{person.hex}", before, None)])
    words = "Через него под вашим именем больше не войти. Если это не вы, скажите администратору."
    tell(actor, person, "Отвязан единый вход", words)


def account_by_identity(college: UUID, told: Told) -> Account | None:
    """The open account to which this very name is bound; never found by anything else that the broker says."""
    rows = Identity.objects.of(college).filter(issuer=told.issuer, subject=told.subject)
    known = rows.values_list("account_id", flat=True).first()
    if known is None:
        return None
    accounts = Account.objects.of(college).select_related("person", "college")
    account: Account | None = accounts.filter(pk=known, is_active=True).first()
    if account is not None:
        rows.update(used_at=datetime.now(UTC))
    return account


def _own(actor: PersonActor) -> tuple[UUID, UUID]:
    if actor.account_id is None or actor.person_id is None:
        raise Absent
    return actor.account_id, actor.person_id
