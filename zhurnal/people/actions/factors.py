"""Giving an account a second factor, renewing its recovery codes, taking a factor away (checklist 49, 54, 55, 61)."""

import secrets
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.trying import OVER, living
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Factor, Person, Session
from zhurnal.people.passkeys import Made
from zhurnal.people.rules.codes import plain
from zhurnal.people.rules.factors import KIND_WORDS, RECOVERY_CODES, Kind, is_staff, step_of
from zhurnal.people.rules.logins import one_time_password
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.sealing import seal, unseal
from zhurnal.people.signals import login_told

KEY_BYTES = 20
STALE = Refusal("stale_key", "Страница устарела. Обновите её и снимите квадрат приложением ещё раз.")
WRONG_APP_CODE = Refusal(
    "wrong_code",
    "Код не подошёл. Возьмите тот, что приложение показывает сейчас, и проверьте, что на телефоне верное время.",
)
WRONG_PASSKEY = Refusal(
    "wrong_passkey", "Ключ входа не создан: браузер ответил не то или слишком поздно. Попробуйте ещё раз."
)
KNOWN_PASSKEY = Refusal("known_passkey", "Этот ключ входа уже записан.")
LAST = Refusal(
    "last_factor",
    "Это последний второй шаг, а в колледже без него сотрудники не входят. Сначала заведите другой, потом уберите этот.",
)
SELF = Refusal("self", "Себе второй шаг не сбрасывают. Попросите другого администратора или начальника ИВЦ.")
NO_GROUND = Refusal("no_ground", "Напишите, как вы убедились, что это сам человек: например, «лично, по паспорту».")
NOTHING = Refusal("no_factor", "У этого человека второго шага нет: сбрасывать нечего.")


def new_key(account: UUID) -> tuple[bytes, str]:
    """A fresh key of the application, and the same sealed for the page that brings it back: nothing is kept until it works."""
    key = secrets.token_bytes(KEY_BYTES)
    return key, seal(account.bytes + key)


def key_of(account: UUID, sealed: str) -> bytes | None:
    """The key that ``new_key`` gave this account; None for any other text."""
    opened = unseal(sealed)
    return opened[16:] if opened is not None and opened[:16] == account.bytes else None


def add_application(actor: PersonActor, sealed: str, code: str, keep: str) -> list[str]:
    """The application that shows this code becomes the account's, instead of the former one. Returns new recovery codes, if any.

    ``keep``: the key of the session in which this is done, which must hold still; the others end (61). Raises ``Refused``.
    """
    account = _own(actor)
    key = key_of(account, sealed)
    if key is None:
        raise Refused(STALE)
    step = step_of(key, code, actor.now.timestamp(), 0)
    if step is None:
        raise Refused(WRONG_APP_CODE)
    with transaction.atomic():
        head = audit.lock(actor.college_id, _person(actor))
        Factor.objects.of(actor.college_id).filter(account=account, kind=Kind.APPLICATION).delete()
        return _added(actor, head, keep, kind=Kind.APPLICATION, secret=seal(key), spent=step)


def add_passkey(actor: PersonActor, made: Made | None, name: str, keep: str) -> list[str]:
    """One more passkey of the account. Returns new recovery codes, if any. Raises ``Refused``."""
    if made is None:
        raise Refused(WRONG_PASSKEY)
    try:
        with transaction.atomic():
            head = audit.lock(actor.college_id, _person(actor))
            return _added(
                actor,
                head,
                keep,
                kind=Kind.PASSKEY,
                secret=made.key.hex(),
                handle=made.handle,
                signs=made.signs,
                name=name,
            )
    except IntegrityError:
        raise Refused(KNOWN_PASSKEY) from None


def in_force(actor: PersonActor, session: str) -> None:
    """Raise ``Refused`` when the session was ended since the request began, or lacks a step that was not asked for then.

    Under the person's lock: whoever is being put out of the account does not get a key of his own made meanwhile.
    """
    passed = living(actor, session).values_list("passed", flat=True).first()
    guarded = Account.objects.of(actor.college_id).filter(pk=actor.account_id, guarded=True)
    if passed is None or (not passed and guarded.exists()):
        raise Refused(OVER)


def _added(actor: PersonActor, head: ChainHead, keep: str, **columns: Any) -> list[str]:
    in_force(actor, keep)
    own, account = actor.college_id, _own(actor)
    Factor.objects.create(college_id=own, account_id=account, made_at=actor.now, **columns)
    Account.objects.of(own).filter(pk=account).update(guarded=True)
    has_codes = Factor.objects.of(own).filter(account=account, kind=Kind.RECOVERY, used_at=None).exists()
    codes = [] if has_codes else _fresh_codes(actor)
    end_others(actor, keep)
    kind = columns["kind"]
    audit.append(head, actor, [audit.Event("people.factor.add", _target(actor), None, {"kind": kind.value})])
    tell(
        actor,
        _person(actor),
        "Добавлен второй шаг входа",
        f"Способ: {KIND_WORDS[kind]}. Если это не вы, скажите администратору.",
    )
    return codes


def renew_codes(actor: PersonActor, keep: str) -> list[str]:
    """Ten fresh recovery codes; the former ones stop working."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, _person(actor))
        if not _guards(actor).exists():
            raise Refused(NOTHING)
        in_force(actor, keep)
        codes = _fresh_codes(actor)
        end_others(actor, keep)
        audit.append(head, actor, [audit.Event("people.factor.codes", _target(actor), None, {})])
    tell(
        actor,
        _person(actor),
        "Созданы новые запасные коды",
        "Прежние больше не действуют. Если это не вы, скажите администратору.",
    )
    return codes


def _fresh_codes(actor: PersonActor) -> list[str]:
    rows, account = Factor.objects.of(actor.college_id), _own(actor)
    rows.filter(account=account, kind=Kind.RECOVERY).delete()
    codes = [one_time_password(secrets.choice) for _place in range(RECOVERY_CODES)]
    rows.bulk_create(
        Factor(
            college_id=actor.college_id, account_id=account, kind=Kind.RECOVERY, secret=digest(account, code),
            made_at=actor.now,
        )
        for code in codes
    )  # fmt: skip
    return codes


def remove(actor: PersonActor, factor: str, keep: str, *, demanded: bool) -> None:
    """Take one's own application or passkey away; with the last one the recovery codes go. Raises ``Refused``, ``Absent``."""
    own, account = actor.college_id, _own(actor)
    with transaction.atomic():
        head = audit.lock(own, _person(actor))
        in_force(actor, keep)
        standing = {row.pk.hex: row for row in _guards(actor)}
        row = standing.pop(factor, None)
        if row is None:
            raise Absent
        if not standing and demanded and is_staff(actor.roles):
            raise Refused(LAST)
        Factor.objects.of(own).filter(pk=row.pk).delete()
        if not standing:
            _unguard(own, account)
        end_others(actor, keep)
        audit.append(head, actor, [audit.Event("people.factor.remove", _target(actor), {"kind": row.kind}, None)])
    tell(
        actor,
        _person(actor),
        "Убран второй шаг входа",
        f"Способ: {KIND_WORDS[Kind(row.kind)]}. Если это не вы, скажите администратору.",
    )


def drop(actor: PersonActor, person: Person, ground: str, action: str, row: Any) -> None:
    """Somebody lost his second factor: all of it goes, his sessions end, he is told (54). His password stays as it is.

    ``ground``: how the office knew that it was he himself. ``action`` on ``row`` is the right by which it is done.
    """
    policy.require(actor, action, row)
    policy.confirmed(actor)
    said = " ".join(ground.split())[:200]
    if person.pk == actor.person_id:
        raise Refused(SELF)
    if not said:
        raise Refused(NO_GROUND)
    if not forget(actor, person, said):
        raise Refused(NOTHING)


def forget(actor: PersonActor, person: Person, ground: str) -> bool:
    """The account of the person has no second factor from now on; whether it had one. The caller checked the right."""
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, person.pk)
        account = Account.objects.of(own).filter(person=person.pk).first()
        if account is None or not account.guarded:
            return False
        kinds = sorted(Factor.objects.of(own).filter(account=account.pk).values_list("kind", flat=True))
        _unguard(own, account.pk)
        Session.objects.filter(college=own, account=account.pk).delete()
        event = audit.Event("people.factor.drop", f"person:{person.pk.hex}", {"kinds": kinds}, None, ground)
        audit.append(head, actor, [event])
    tell(
        actor,
        person.pk,
        "Сброшен второй шаг входа",
        f"Сбросил: {actor.name}. Если вы об этом не просили, скажите администратору.",
    )
    return True


def _unguard(college: UUID, account: UUID) -> None:
    Factor.objects.of(college).filter(account=account).delete()
    Account.objects.of(college).filter(pk=account).update(guarded=False)


def _guards(actor: PersonActor) -> Any:
    """Factors that let in by themselves; recovery codes only stand in for one."""
    return Factor.objects.of(actor.college_id).filter(account=_own(actor)).exclude(kind=Kind.RECOVERY)


def end_others(actor: PersonActor, keep: str) -> None:
    Session.objects.filter(college=actor.college_id, account=_own(actor)).exclude(session_key=keep).delete()


def _own(actor: PersonActor) -> UUID:
    if actor.account_id is None:
        raise Absent
    return actor.account_id


def _person(actor: PersonActor) -> UUID:
    if actor.person_id is None:
        raise Absent
    return actor.person_id


def _target(actor: PersonActor) -> str:
    return f"person:{_person(actor).hex}"


def tell(actor: PersonActor, person: UUID, head: str, words: str) -> None:
    """The owner hears of what became of his way in (51)."""
    login_told.send(Factor, actor=actor, news=LoginNews(person, Login.OTHER, words, head=head))


def digest(account: UUID, code: str) -> str:
    """A recovery code as it is kept."""
    return salted_hmac("zhurnal.people.recovery", f"{account.hex}:{plain(code)}", algorithm="sha256").hexdigest()
