"""An identity broker of the college or the region, by settings (OpenID Connect, code flow with PKCE).

Its addresses are read from it once in ten minutes, its keys too. Every answer is asked for anew by this server and believed only
if it is signed by a key of the broker for this journal, for this very journey, now. Nothing of an answer but who it is is kept.
"""

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPException, HTTPMessage
from logging import getLogger
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

import jwt
from django.conf import settings

from zhurnal.kernel.addresses import HERE, trusted
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.rules.brokers import KEY_BITS, SIGNS, Strange, Told, told

AWAY = Refusal(
    "broker_away", "Единый вход сейчас не отвечает. Войдите с логином и паролем журнала или попробуйте через минуту."
)
BUSY = Refusal("broker_busy", "Через единый вход сейчас входит кто-то ещё. Обновите страницу через несколько секунд.")
STRANGE = Refusal(
    "broker_strange",
    "Единый вход ответил не так, как должен, и журнал ему не поверил. Войдите с логином и паролем журнала, "
    "а об ошибке скажите администратору.",
)
STALE = Refusal("broker_stale", "Этот вход начат не в этом браузере, слишком давно или уже закончен. Начните ещё раз.")
DENIED = Refusal("broker_denied", "Вход отменён. Начните ещё раз или войдите с логином и паролем журнала.")

PATIENCE = 5.0  # seconds for each answer as a whole, from the name of the host to the last byte
AT_ONCE = 1  # answers asked for at once in each process: a broker that hangs never holds all threads of the server
RESTS = 15.0  # seconds during which an address that did not answer is not asked
LONGEST = 256 * 1024
REMEMBERED = 600.0
ASKED_AGAIN = 30.0  # seconds before keys are asked for once more because of one that is not among them
SKEW = 60  # seconds by which its clock may differ

logger = getLogger(__name__)
_turns = threading.BoundedSemaphore(AT_ONCE)
_mutex = threading.Lock()
_kept: dict[str, tuple[float, Any]] = {}
_silent: dict[str, float] = {}  # when an address did not answer


@dataclass(frozen=True, slots=True)
class Broker:
    """The broker of the settings. ``secret``: the file in which it lies; ``steps``: values of acr or amr that count as the second step."""

    issuer: str
    client: str
    secret: Path | None
    name: str
    steps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Its addresses, as it tells them. ``names_itself``: what comes back by the browser bears its name (RFC 9207)."""

    authorization: str
    token: str
    keys: str
    names_itself: bool
    by_post: bool


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one journey to the broker and back is known by."""

    state: str
    nonce: str
    verifier: str


def current() -> Broker | None:
    """The broker, if there is one. Reads no file: the sign-in page asks for it too."""
    if not settings.BROKER or not settings.BROKER_CLIENT:
        return None
    return Broker(
        settings.BROKER, settings.BROKER_CLIENT, settings.BROKER_SECRET, settings.BROKER_NAME,
        frozenset(settings.BROKER_STEP),
    )  # fmt: skip


def forget_all() -> None:
    """Nothing was ever asked: for tests."""
    with _mutex:
        _kept.clear()
        _silent.clear()


def journey(broker: Broker, back: str) -> tuple[str, Secrets]:
    """The address to which the browser goes, and what it must come back with. Raises ``Refused``."""
    with _believing():
        places = _places(broker)
    known = Secrets(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    challenge = base64.urlsafe_b64encode(sha256(known.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": broker.client, "redirect_uri": back, "scope": "openid profile",
        "state": known.state, "nonce": known.nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    join = "&" if urlsplit(places.authorization).query else "?"
    return f"{places.authorization}{join}{urlencode(asked)}", known


def who(broker: Broker, code: str, issuer: str | None, back: str, known: Secrets) -> Told:
    """Who came back with this code. ``issuer``: what the browser brought as the broker's name. Raises ``Refused``."""
    with _believing():
        places = _places(broker)
        if issuer is None and places.names_itself:
            raise Strange("no iss in the answer")
        if issuer is not None and issuer != broker.issuer:
            raise Strange("iss of another")
        answer = _exchanged(broker, places, code, back, known.verifier)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Strange("no id_token")
        claims = _claims(broker, places, token)
        now = datetime.now(UTC).timestamp()
        return told(claims, client=broker.client, nonce=known.nonce, steps=broker.steps, now=now)


@contextmanager
def _believing() -> Iterator[None]:
    """What is not as it should be is noted and becomes a sentence."""
    try:
        yield
    except (Strange, jwt.PyJWTError) as error:
        # Words of PyJWT may quote the answer: only the kind of the error is noted.
        logger.warning("identity broker: %s", error if isinstance(error, Strange) else type(error).__name__)
        raise Refused(STRANGE) from None
    except (OSError, HTTPException) as error:
        logger.warning("identity broker does not answer: %s", type(error).__name__)
        raise Refused(AWAY) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        # An answer may be made so that whoever reads it stumbles; its words are in the error's.
        logger.warning("identity broker: %s", type(error).__name__)
        raise Refused(STRANGE) from None


def _places(broker: Broker) -> Places:
    """Addresses of the broker; all of them by https or on this machine."""
    found = _remembered(f"{broker.issuer.rstrip('/')}/.well-known/openid-configuration", REMEMBERED)
    if found.get("issuer") != broker.issuer:
        raise Strange("issuer of the configuration")
    where = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    # A broker elsewhere does not send this server to an address of its own machine.
    way = urlsplit(broker.issuer).scheme
    if not all(isinstance(one, str) and trusted(one) and urlsplit(one).scheme == way for one in where):
        raise Strange("addresses of the configuration")
    ways = found.get("token_endpoint_auth_methods_supported")
    by_post = isinstance(ways, list) and "client_secret_post" in ways and "client_secret_basic" not in ways
    named = found.get("authorization_response_iss_parameter_supported") is True
    return Places(str(where[0]), str(where[1]), str(where[2]), named, by_post)


def _exchanged(broker: Broker, places: Places, code: str, back: str, verifier: str) -> dict[str, Any]:
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    secret = _secret(broker)
    if secret and not places.by_post:
        pair = f"{quote(broker.client, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        sent["client_id"] = broker.client
        if secret:
            sent["client_secret"] = secret
    try:
        return _asked(Request(places.token, urlencode(sent).encode(), headers))  # noqa: S310  (trusted: see _places)
    except HTTPError as error:
        if error.code == 400:  # the code was used, or is not of this journey
            logger.warning("identity broker: the code is refused")
            raise Refused(STALE) from None
        raise Strange(f"token endpoint: {error.code}") from None


def _secret(broker: Broker) -> str:
    """The secret of the settings, "" for a public client; read anew each time, so that it may be changed without a restart."""
    if broker.secret is None:
        return ""
    try:
        return broker.secret.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        logger.warning("identity broker: the file of the secret cannot be read: %s", type(error).__name__)
        raise Refused(AWAY) from None


def _claims(broker: Broker, places: Places, token: str) -> dict[str, Any]:
    """What a token says, if one of the broker's keys has signed it for this journal, and now."""
    header = jwt.get_unverified_header(token)
    sign = header.get("alg")
    if sign not in SIGNS:
        raise Strange("alg")
    failed: Exception = Strange("no such key")
    # Keys are asked for anew when the wanted one is not among those remembered, or stands there with another content.
    for age in (REMEMBERED, ASKED_AGAIN):
        fit = _keys(places, age, header.get("kid"), sign)
        if len(fit) != 1:
            continue
        try:
            return dict(
                jwt.decode(
                    token, fit[0].key, algorithms=[sign], audience=broker.client, issuer=broker.issuer, leeway=SKEW,
                    options={"require": ["iss", "sub", "aud", "exp", "iat"]},
                )
            )  # fmt: skip
        except jwt.InvalidSignatureError as error:
            failed = error
    raise failed


def _keys(places: Places, age: float, name: object, sign: str) -> list[jwt.PyJWK]:
    """Keys of this name that sign, of the kind that this signature wants and not too short; a signature without a name fits any.

    What is listed beside them may be anything: a key that nobody can read says nothing about the others.
    """
    listed = _remembered(places.keys, age).get("keys")
    if not isinstance(listed, list):
        raise Strange("keys")
    fit = []
    for said in listed:
        if not isinstance(said, dict) or (name is not None and said.get("kid") != name):
            continue
        if said.get("kty") != SIGNS[sign] or said.get("use", "sig") != "sig" or said.get("alg", sign) != sign:
            continue
        try:
            key = jwt.PyJWK(said, algorithm=sign)
        except (jwt.PyJWTError, ValueError, TypeError):
            continue
        if said["kty"] != "RSA" or key.key.key_size >= KEY_BITS:
            fit.append(key)
    return fit


def _remembered(address: str, age: float) -> dict[str, Any]:
    """What stands at an address, not older than so many seconds."""
    now = time.monotonic()
    with _mutex:
        at, found = _kept.get(address, (0.0, None))
    if found is None or now - at > age:
        try:
            found = _asked(Request(address))  # noqa: S310  (by https or on this machine: settings and _places)
        except HTTPError as error:
            raise Strange(f"configuration or keys: {error.code}") from None
        with _mutex:
            _kept[address] = (now, found)
    return dict(found)


class _NoOtherPlace(HTTPRedirectHandler):
    """A broker that sends this server elsewhere is not followed."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _opener(host: str | None) -> OpenerDirector:
    """The environment's proxy stands before servers elsewhere, never before this machine."""
    return build_opener(_NoOtherPlace, ProxyHandler({})) if host in HERE else build_opener(_NoOtherPlace)


def _asked(request: Request) -> dict[str, Any]:
    """The JSON object with which a server answers. Whoever did not answer is left alone for a while: nobody waits for it again."""
    request.add_header("Accept", "application/json")
    address = request.full_url
    with _mutex:
        since = time.monotonic() - _silent.get(address, -RESTS)
    if since < RESTS:
        raise Refused(AWAY)
    try:
        body = _body(request)
    except HTTPError:
        raise
    except (OSError, HTTPException):
        with _mutex:
            _silent[address] = time.monotonic()
        raise
    if len(body) > LONGEST:
        raise Strange("an answer without end")
    try:
        found = json.loads(body)
    except ValueError:
        raise Strange("not JSON") from None
    if not isinstance(found, dict):
        raise Strange("not an object")
    return found


def _body(request: Request) -> bytes:
    """What a server answers. Raises ``TimeoutError`` when it is not all here in time.

    It is read by a thread of its own: a name that is not resolved and headers that drip are bounded by nothing else. The turn is
    that thread's until it ends, so there is never more than one of them.
    """
    if not _turns.acquire(blocking=False):
        raise Refused(BUSY)
    answer: Future[bytes] = Future()
    until = time.monotonic() + PATIENCE
    try:
        threading.Thread(target=_read, args=(request, until, answer), daemon=True).start()
    except RuntimeError:
        _turns.release()
        raise OSError("no thread") from None
    return answer.result(PATIENCE)


def _read(request: Request, until: float, answer: Future[bytes]) -> None:
    """The turn is free before anybody hears of the answer: whoever hears may ask on."""
    try:
        body = _pieces(request, until)
    except Exception as error:  # noqa: BLE001  (whoever waits is told)
        _turns.release()
        answer.set_exception(error)
    else:
        _turns.release()
        answer.set_result(body)


def _pieces(request: Request, until: float) -> bytes:
    """Not more than is taken, not later than ``until``: a timeout of a socket begins anew with every byte."""
    body = b""
    try:
        response = _opener(urlsplit(request.full_url).hostname).open(request, timeout=PATIENCE)
    except HTTPError as error:
        error.close()
        raise
    with response:
        while len(body) <= LONGEST:
            piece = response.read1(LONGEST + 1 - len(body))
            if not piece:
                break
            body += piece
            if time.monotonic() > until:
                raise TimeoutError
    return body
