"""A proof that somebody is himself: password, code of the application, recovery code, passkey (checklist 55–57)."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F, QuerySet

from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.factors import digest, tell
from zhurnal.people.actions.trying import ENDED, count_wrong, living
from zhurnal.people.actor import PersonActor
from zhurnal.people.entrance import in_turn
from zhurnal.people.models import Account, Factor
from zhurnal.people.passkeys import Answer, Site, check
from zhurnal.people.rules.factors import KIND_WORDS, TRIES, Kind, is_six_digits, step_of
from zhurnal.people.sealing import unseal

WRONG = Refusal(
    "wrong_proof", "Не подходит. Проверьте и введите ещё раз: после пяти неверных попыток придётся войти заново."
)
PASSWORD = "password"  # noqa: S105  (the name of a way)
NOT_ENOUGH = Refusal(
    "not_enough", "Пароля здесь мало: у вас заведён второй шаг. Введите код или подтвердите ключом входа."
)
VOID = Refusal(
    "void_application",
    "Пять раз введён неверный код, и коды приложения больше не принимаются. Войдите ключом входа или запасным кодом и заведите "
    "приложение заново; если их нет, второй шаг сбросит тот, кто выдал вам доступ.",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was given; ``password`` counts only for whoever has no second step."""

    password: str = ""
    code: str = ""
    answer: Answer | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was given: no try is counted for that."""
        return not (self.password or self.code or self.answer)


def prove(actor: PersonActor, proof: Proof, site: Site, session: str, *, second: bool) -> None:
    """Accept one proof of the session's person, or raise ``Refused``: ``wrong_proof``, or ``void`` when the session is gone.

    ``second``: the second step of signing in, where the password was given already. Wrong codes of the application then count
    against the application itself, in an opened session only against the session: a stranger at an open screen voids nothing else.
    What proved it is recorded, as every wrong try is. The password of an account that has a second step proves nothing here: whoever saw it being typed would add a key of his own.
    """
    known = _known_password(actor, proof, session) if proof.password and not second else None
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.person_id)  # type: ignore[arg-type]
        if not living(actor, session).exists():
            raise Refused(ENDED)
        by_password = known is not None and _accounts(actor).filter(password=known, guarded=False).exists()
        refusal = PASSWORD if by_password else _given(actor, proof, site, second=second)
        if isinstance(refusal, str):
            living(actor, session).update(tries=0)
            told = {"way": str(refusal), "second": second}
            audit.append(head, actor, [audit.Event("people.proved", f"person:{actor.person_id.hex}", None, told)])  # type: ignore[union-attr]
            return
        ended = count_wrong(actor, head, session, second=second)
    if ended:
        raise Refused(ENDED if refusal is WRONG else replace(refusal, code=ENDED.code))
    raise Refused(refusal)


def _known_password(actor: PersonActor, proof: Proof, session: str) -> str | None:
    """The hash that the given password fits, None when it does not; worked on in its turn and before anything is locked."""
    kept, guarded = _accounts(actor).values_list("password", "guarded").get()
    if guarded:
        if not (proof.code or proof.answer):
            raise Refused(NOT_ENOUGH)
        return None
    if not living(actor, session).exists():
        raise Refused(ENDED)
    with in_turn():
        return str(kept) if check_password(proof.password, kept) else None


def _accounts(actor: PersonActor) -> QuerySet[Account]:
    return Account.objects.of(actor.college_id).filter(pk=actor.account_id)


def _given(actor: PersonActor, proof: Proof, site: Site, *, second: bool) -> Refusal | Kind:
    """Which factor proves it, and then it is used up; or why the given one does not prove anything."""
    factors = Factor.objects.of(actor.college_id).filter(account=actor.account_id)
    if proof.answer is not None:
        found = factors.filter(kind=Kind.PASSKEY, handle=proof.answer.handle).first()
        return Kind.PASSKEY if found is not None and used(found, proof.answer, site) else WRONG
    if is_six_digits(proof.code):
        return _application(actor, factors.filter(kind=Kind.APPLICATION).first(), proof.code, second=second)
    if proof.code:
        kept = factors.filter(kind=Kind.RECOVERY, used_at=None, secret=digest(actor.account_id, proof.code))  # type: ignore[arg-type]
        if kept.update(used_at=actor.now):
            left = factors.filter(kind=Kind.RECOVERY, used_at=None).count()
            tell(actor, actor.person_id, "Использован запасной код", f"Осталось запасных кодов: {left}.")  # type: ignore[arg-type]
            return Kind.RECOVERY
    return WRONG


def _application(actor: PersonActor, row: Factor | None, code: str, *, second: bool) -> Refusal | Kind:
    if row is None:
        return WRONG
    if row.tries >= TRIES:
        return VOID
    own = Factor.objects.of(actor.college_id).filter(pk=row.pk)
    key = unseal(row.secret)
    step = step_of(key, code, actor.now.timestamp(), row.spent) if key is not None else None
    if step is not None and own.filter(spent__lt=step).update(spent=step, tries=0, used_at=actor.now):
        return Kind.APPLICATION
    if second:
        own.update(tries=F("tries") + 1)
        if row.tries + 1 >= TRIES:
            words = f"Способ: {KIND_WORDS[Kind.APPLICATION]}. Кто-то знает ваш пароль: смените его. Если это были вы, заведите приложение заново."
            tell(actor, actor.person_id, "Пять неверных кодов при входе", words)  # type: ignore[arg-type]
            return VOID
    return WRONG


def used(row: Factor, answer: Answer, site: Site) -> bool:
    """Whether the passkey signed the question, which it never did before; then it is used up."""
    signs = check(site, bytes.fromhex(row.secret), answer)
    if signs is None or (
        signs <= row.signs and (signs or row.signs)
    ):  # a counter that stands still tells of a copied key
        return False
    fresh = Factor.objects.of(row.college_id).filter(pk=row.pk, spent__lt=answer.asked)
    return bool(fresh.update(spent=answer.asked, signs=signs))


def account_by_passkey(college_id: UUID, answer: Answer, site: Site) -> Account | None:
    """The account whose passkey answered the sign-in page of this college; None when it is nobody's or does not hold."""
    rows = Factor.objects.of(college_id).select_related("account__person", "account__college")
    row = rows.filter(kind=Kind.PASSKEY, handle=answer.handle, account__is_active=True).first()
    if row is None:
        return None
    with transaction.atomic():
        audit.lock(college_id, row.account.person_id)
        return row.account if used(row, answer, site) else None
