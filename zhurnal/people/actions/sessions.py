"""Ending one's own sessions, forgetting one's devices, changing one's password."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.trying import ENDED, OVER, count_wrong, living
from zhurnal.people.actor import PersonActor
from zhurnal.people.context import names_of
from zhurnal.people.leaked import leaked
from zhurnal.people.models import Account, Device, Person, Session
from zhurnal.people.rules.limits import FAMILY
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.rules.passwords import SHORTEST, SHORTEST_STAFF, weak
from zhurnal.people.signals import login_told

WRONG_PASSWORD = Refusal("wrong_password", "Прежний пароль не подходит. Проверьте раскладку и заглавные буквы.")
SAME = Refusal("same", "Новый пароль такой же, как прежний. Придумайте другой.")


def end_session(actor: PersonActor, shown: UUID) -> bool:
    """End one of the person's own sessions; false where there is none of that name."""
    rows = Session.objects.filter(college=actor.college_id, account=actor.account_id, shown=shown)
    with transaction.atomic():
        devices = list(rows.values_list("device", flat=True))
        if not devices:
            return False
        rows.delete()
        _record(actor, "people.session.end", {"device": devices[0]})
    return True


def end_others(actor: PersonActor, key: str, *, told: bool = True) -> int:
    """End all the person's sessions but the one with this key. Returns how many."""
    rows = Session.objects.filter(college=actor.college_id, account=actor.account_id).exclude(session_key=key)
    with transaction.atomic():
        ended, _rows = rows.delete()
        if told:
            _record(actor, "people.session.end", {"all": ended})
            if ended:
                _tell(actor, Login.ENDED, "Все другие входы закончены вами.")
    return int(ended)


def forget_device(actor: PersonActor, pk: UUID) -> bool:
    """The browser is a stranger again; false where the person has no such device."""
    rows = Device.objects.of(actor.college_id).filter(account=actor.account_id, pk=pk)
    with transaction.atomic():
        names = list(rows.values_list("name", flat=True))
        if not names:
            return False
        rows.delete()
        _record(actor, "people.device.forget", {"device": names[0]})
    return True


def change_password(actor: PersonActor, key: str, former: str, password: str) -> Account:
    """A new password of one's own; every other session ends (checklist 61). Raises ``Refused`` with the reason.

    ``key``: of the session in which this is done: it must hold, wrong former passwords count against it, the fifth ends it.
    Hashes are worked on before anything is locked (others wait for the lock); the caller keeps them in their turn.
    """
    if not living(actor, key).exists():
        raise Refused(OVER)
    accounts = Account.objects.of(actor.college_id)
    account: Account = accounts.get(pk=actor.account_id)
    kept = account.password
    if not check_password(former, kept):
        raise Refused(ENDED if _wrong(actor, key) else WRONG_PASSWORD)
    if former == password:
        raise Refused(SAME)
    refuse_weak(account, password, staff=not FAMILY.issuperset(actor.roles))
    account.password = make_password(password)
    with transaction.atomic():
        audit.lock(actor.college_id, account.person_id)
        if not living(actor, key).update(tries=0):
            raise Refused(OVER)
        if not accounts.filter(pk=account.pk, password=kept).update(password=account.password):
            raise Refused(WRONG_PASSWORD)  # changed meanwhile
        end_others(actor, key, told=False)
        _record(actor, "people.account.password", {})
        _tell(actor, Login.PASSWORD, f"{actor.device or 'Неизвестное устройство'}. Остальные входы закончены.")
    return account


def _wrong(actor: PersonActor, key: str) -> bool:
    """A wrong former password is counted; whether the session is ended by it."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.person_id)  # type: ignore[arg-type]
        return not living(actor, key).exists() or count_wrong(actor, head, key, second=False)


def refuse_weak(account: Account, password: str, *, staff: bool) -> None:
    """Raise ``Refused`` when the password will not do for this person."""
    shortest = SHORTEST_STAFF if staff else SHORTEST
    if reason := weak(password, names_of(account), shortest=shortest, leaked=leaked(settings.PASSWORD_LIST)):
        raise Refused(Refusal("weak", reason))


def _record(actor: PersonActor, action: str, told: dict[str, object]) -> None:
    if actor.person_id is not None:
        head = audit.lock(actor.college_id, actor.person_id)
        audit.append(head, actor, [audit.Event(action, f"person:{actor.person_id.hex}", None, told)])


def _tell(actor: PersonActor, what: Login, words: str) -> None:
    if actor.person_id is not None:
        login_told.send(Person, actor=actor, news=LoginNews(actor.person_id, what, words))
