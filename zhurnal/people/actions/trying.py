"""A session that is asked for a proof: whether it still lives, and how many wrong proofs it bears (checklist 56, 61)."""

from django.db.models import F, QuerySet

from zhurnal.kernel import audit
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Session
from zhurnal.people.rules.factors import TRIES

ENDED = Refusal("void", "Пять раз введено неверно, и вход закрыт. Войдите заново.")
OVER = Refusal(ENDED.code, "Этот вход уже закончен. Войдите заново.")


def living(actor: PersonActor, session: str) -> "QuerySet[Session]":
    """The row of the actor's session with this key; empty when it was ended meanwhile. Asked again under the person's lock."""
    return Session.objects.filter(session_key=session, account=actor.account_id, tries__lt=TRIES)


def count_wrong(actor: PersonActor, head: ChainHead, session: str, *, second: bool) -> bool:
    """One wrong proof more, recorded; tells whether it was the last that the session bears, which is then ended.

    ``head``: of the person's chain, locked by the caller.
    """
    rows = Session.objects.filter(session_key=session)
    rows.update(tries=F("tries") + 1)
    rows.filter(tries__gte=TRIES).delete()
    ended = not rows.exists()
    told = {"ended": ended, "second": second}
    target = f"person:{actor.person_id.hex}"  # type: ignore[union-attr]
    audit.append(head, actor, [audit.Event("people.factor.wrong", target, None, told)])
    return ended
