"""Passkeys (WebAuthn): the question put to a browser, and the check of its answer.

A question lives in a signed text that the browser brings back: before sign-in there is no session to keep it in. Each is used
once, because a passkey answers only questions younger than the last one that it answered (``Factor.spent``).
"""

import ipaddress
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from zhurnal.people.rules.factors import ANSWER_WITHIN

SALT = "zhurnal.people.passkey"
VERIFIED = UserVerificationRequirement.REQUIRED
LONGEST = 16_384  # characters of an answer


@dataclass(frozen=True, slots=True)
class Site:
    """Where the browser stands: its name without a port, and its origin. Keys belong to a name, never to an address of digits."""

    name: str
    origin: str

    @property
    def bears_keys(self) -> bool:
        """Whether browsers make passkeys for such a name."""
        try:
            ipaddress.ip_address(self.name.strip("[]"))
        except ValueError:
            return True
        return False


def site_of(request: HttpRequest) -> Site:
    """The site by which the request came; Django has checked that it is one of ours."""
    host = request.get_host()
    return Site(host.rsplit(":", 1)[0] if not host.endswith("]") else host, f"{request.scheme}://{host}")


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked: ``options`` for its own interface, ``token`` to be brought back with the answer."""

    options: dict[str, Any]
    token: str

    def as_json(self) -> dict[str, Any]:
        """For the page's script."""
        return {"options": self.options, "question": self.token}


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that was just made."""

    handle: str
    key: bytes
    signs: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Which passkey answered what: ``asked`` in microseconds since 1970; nothing of it is checked yet."""

    handle: str
    asked: int
    challenge: str
    said: dict[str, Any]


def _server(site: Site) -> Fido2Server:
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=site.name, name="Журнал"), verify_origin=lambda origin: origin == site.origin
    )


def _token(challenge: bytes, whose: str) -> str:
    asked = int(datetime.now(UTC).timestamp() * 1_000_000)
    return signing.dumps({"challenge": websafe_encode(challenge), "asked": asked, "whose": whose}, salt=SALT)


def _opened(token: str, whose: str) -> dict[str, Any] | None:
    """The question of a token, if it is ours, young and put to this one."""
    try:
        told: dict[str, Any] = signing.loads(token, salt=SALT, max_age=ANSWER_WITHIN)
    except signing.BadSignature:
        return None
    return told if told["whose"] == whose else None


def ask_new(site: Site, account: UUID, login: str, name: str, known: Sequence[bytes]) -> Question:
    """A question that makes a passkey for the account; ``known``: keys that it has already."""
    challenge = secrets.token_bytes(32)
    user = PublicKeyCredentialUserEntity(id=account.bytes, name=login, display_name=name)
    options, _state = _server(site).register_begin(
        user,
        [AttestedCredentialData(key) for key in known],
        ResidentKeyRequirement.REQUIRED,
        VERIFIED,
        challenge=challenge,
    )
    return Question(_plain(options), _token(challenge, account.hex))


def check_new(site: Site, account: UUID, token: str, said: str) -> Made | None:
    """The passkey that was made, or None when the answer is not to this question, from another site, or unverified."""
    told, answer = _opened(token, account.hex), _read(said)
    if told is None or answer is None:
        return None
    try:
        data = _server(site).register_complete(_state(told["challenge"]), answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    found = data.credential_data
    return Made(websafe_encode(found.credential_id), bytes(found), data.counter) if found else None


def ask(site: Site, whose: str) -> Question:
    """A question that any passkey of this site answers; ``whose`` says to whom it was put (a college, an account)."""
    challenge = secrets.token_bytes(32)
    options, _state = _server(site).authenticate_begin(None, VERIFIED, challenge)
    return Question(_plain(options), _token(challenge, whose))


def read_answer(token: str, said: str, whose: str) -> Answer | None:
    """Which passkey answered; None when the question is not ours or too old."""
    told, answer = _opened(token, whose), _read(said)
    if told is None or answer is None or not isinstance(answer.get("rawId"), str):
        return None
    return Answer(answer["rawId"].rstrip("="), told["asked"], told["challenge"], answer)


def check(site: Site, key: bytes, answer: Answer) -> int | None:
    """The passkey's counter when it signed the question on this site and knew its owner; None else."""
    try:
        _server(site).authenticate_complete(_state(answer.challenge), [AttestedCredentialData(key)], answer.said)
        data = websafe_decode(answer.said["response"]["authenticatorData"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return int.from_bytes(data[33:37], "big")


def _state(challenge: str) -> dict[str, Any]:
    return {"challenge": challenge, "user_verification": VERIFIED}


def _read(said: str) -> dict[str, Any] | None:
    if len(said) > LONGEST:
        return None
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _plain(options: Any) -> dict[str, Any]:
    return dict(options)["publicKey"]
