"""What a browser carries on its way to an identity broker and back: sealed, for minutes, in cookies of this site alone."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhurnal.people.broker import Secrets
from zhurnal.people.rules.brokers import JOURNEY, OFFER, Told
from zhurnal.people.sealing import seal, unseal

_PREFIX = "__Host-" if settings.HTTPS else ""
ROAD, OFFERED = f"{_PREFIX}road", f"{_PREFIX}offer"


@dataclass(frozen=True, slots=True)
class Road:
    """A journey that has begun. ``college``: its id; ``binds``: the account that binds what it comes back with, "" to sign in."""

    state: str
    nonce: str
    verifier: str
    college: str
    target: str
    binds: str
    until: int

    @property
    def known(self) -> Secrets:
        """By what the answer is known."""
        return Secrets(self.state, self.nonce, self.verifier)


@dataclass(frozen=True, slots=True)
class Offer:
    """Who came back, not bound to anybody yet. ``college``: its id; ``account``: whoever went to bind, "" if nobody was signed in."""

    issuer: str
    subject: str
    name: str
    college: str
    account: str
    until: int

    @property
    def mark(self) -> str:
        """By it a form says what it showed: another journey may have brought another name meanwhile."""
        return sha256(f"{self.issuer}\n{self.subject}\n{self.until}".encode()).hexdigest()


Carried = TypeVar("Carried", Road, Offer)


def set_off(response: HttpResponse, known: Secrets, college: str, target: str, binds: str) -> None:
    """Begin."""
    until = _now() + JOURNEY
    _put(response, ROAD, Road(known.state, known.nonce, known.verifier, college, target, binds, until), JOURNEY)


def road_of(request: HttpRequest) -> Road | None:
    """The journey on which this browser is."""
    return _taken(request, ROAD, Road)


def offer(response: HttpResponse, told: Told, college: str, account: str = "") -> None:
    """What came back may be bound by ``account``; where there is none, by whoever proves to be a person of the college."""
    _put(response, OFFERED, Offer(told.issuer, told.subject, told.name, college, account, _now() + OFFER), OFFER)


def offer_of(request: HttpRequest) -> Offer | None:
    """What may be bound in this browser."""
    return _taken(request, OFFERED, Offer)


def drop(response: HttpResponse, name: str) -> None:
    """It is used up."""
    response.delete_cookie(name, path="/", samesite="Lax")
    response.cookies[name]["secure"] = settings.HTTPS  # a browser takes no other word about a «__Host-» cookie


def _put(response: HttpResponse, name: str, carried: Road | Offer, age: int) -> None:
    text = seal(json.dumps({"kind": name, **asdict(carried)}).encode())
    response.set_cookie(name, text, max_age=age, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/")


def _taken(request: HttpRequest, name: str, kind: type[Carried]) -> Carried | None:
    opened = unseal(request.COOKIES.get(name, ""))
    if opened is None:
        return None
    try:
        said = json.loads(opened)
    except ValueError:  # sealed here, but for something else
        return None
    if not isinstance(said, dict) or said.pop("kind", "") != name or said["until"] < _now():
        return None
    try:
        return kind(**said)
    except TypeError:  # sealed by another release
        return None


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
