"""What an identity broker says about a person (OpenID Connect Core 1.0). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

JOURNEY = 10 * 60
"""Seconds in which a person comes back from the broker."""
OFFER = 15 * 60
"""Seconds in which he binds what he came back with."""
LONGEST = 255
SIGNS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
"""Signatures that are believed, with the kind of their keys: never «none», never one with a shared secret."""
KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class Told:
    """Who the broker says it is. ``step``: he was asked for more than a password; ``at``: when he proved himself, 0 if not told."""

    issuer: str
    subject: str
    name: str
    step: bool
    at: int


class Strange(ValueError):
    """The broker's answer is not what was asked for; the text is for the log and holds nothing of a person."""


def told(claims: Mapping[str, object], *, client: str, nonce: str, steps: Collection[str], now: float) -> Told:
    """What a signed answer says, its signature, issuer, audience and time being checked already. Raises ``Strange``."""
    if claims.get("nonce") != nonce:
        raise Strange("nonce")
    audience, party = claims.get("aud"), claims.get("azp")
    if party is not None and party != client:
        raise Strange("azp")
    if isinstance(audience, list) and len(audience) > 1 and party is None:
        raise Strange("several audiences, no azp")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.strip() or len(subject) > LONGEST or not subject.isprintable():
        raise Strange("sub")
    return Told(str(claims["iss"]), subject, _name(claims), _stepped(claims, steps), _at(claims, now))


def _name(claims: Mapping[str, object]) -> str:
    said = (claims.get(one) for one in ("name", "preferred_username", "email"))
    text = next((one for one in said if isinstance(one, str) and one.strip()), "")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:80]


def _stepped(claims: Mapping[str, object], steps: Collection[str]) -> bool:
    """Whether one of the ways by which he proved himself counts as the second step here."""
    ways = claims.get("amr")
    said = {way for way in ways if isinstance(way, str)} if isinstance(ways, list) else set()
    level = claims.get("acr")
    return not said.isdisjoint(steps) or (isinstance(level, str) and level in steps)


def _at(claims: Mapping[str, object], now: float) -> int:
    moment = claims.get("auth_time")
    if isinstance(moment, bool) or not isinstance(moment, int | float) or not moment > 0:
        return 0
    return int(min(moment, now))
