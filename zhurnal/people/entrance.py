"""Every way in that asks for a secret passes here: counted, bounded, the same for logins that exist and that do not.

Counts are kept in this process (each worker of the server counts for itself): a try costs the database nothing.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.faults import noted
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.arrivals import mark_of, network
from zhurnal.people.hashing import Busy, Pool
from zhurnal.people.models import Account, Device
from zhurnal.people.rules.throttle import CROWDED, KEYS, Attempt, Throttle

TOO_OFTEN = Refusal(
    "too_often",
    "Слишком много попыток подряд. Подождите минуту и попробуйте снова. С устройства, на котором вы уже входили, "
    "чужие попытки вам не мешают.",
)
BUSY = Refusal("busy", "Сейчас входит очень много людей. Подождите несколько секунд и нажмите ещё раз.")
SLIP = "slip:"  # codes of slips are counted apart from passwords

pool = Pool(settings.PASSWORDS_AT_ONCE)
_throttle = Throttle()
_crowds: dict[tuple[UUID, str], tuple[bool, float]] = {}
_mutex = threading.Lock()


def forget_all() -> None:
    """Nothing was ever tried: for tests."""
    global _throttle
    _throttle = Throttle()
    _crowds.clear()


def guarded(
    request: HttpRequest, college_id: UUID, login: str, check: Callable[[], Account | None], kind: str = ""
) -> Account | None:
    """What ``check`` finds, None for a wrong secret. Raises ``Refused`` when it was tried too often or too many try at once."""
    attempt = attempt_of(request, college_id, login)
    counted = _begun(replace(attempt, login=f"{kind}{attempt.login}"), college_id)
    try:
        with pool.turn(known=bool(attempt.device)):
            found = check()
    except (Busy, Refused) as trouble:  # nothing was tried, or the secret was right and something else was not
        with _mutex:
            _throttle.eased(counted, time.monotonic())
        if isinstance(trouble, Refused):
            raise
        raise Refused(BUSY) from None
    if found is not None:
        with _mutex:
            _throttle.succeeded(counted, time.monotonic())
    return found


def knocked(request: HttpRequest, college_id: UUID) -> None:
    """A step of a way in that names no login counts for its network. Raises ``Refused`` when there were too many."""
    _begun(Attempt(None, None, network(request)), college_id)


def let_in(request: HttpRequest, steps: int) -> None:
    """Those steps led to a person: they count no more."""
    with _mutex:
        for _step in range(steps):
            _throttle.eased(Attempt(None, None, network(request)), time.monotonic())


def _begun(attempt: Attempt, college_id: UUID) -> Attempt:
    """The try as it was counted. Raises ``Refused`` when it has to wait.

    The database is asked about a network only when that has had its strangers' share, and then every ten minutes.
    """
    with _mutex:
        wait = _throttle.begin(attempt, time.monotonic())
        narrow = wait > 0 and _throttle.by_network(attempt, time.monotonic())
    if narrow and _crowded(attempt.network, college_id):
        attempt = replace(attempt, crowd=True)
        with _mutex:
            wait = _throttle.begin(attempt, time.monotonic())
    if wait > 0:
        raise Refused(TOO_OFTEN)
    return attempt


def _crowded(place: str, college_id: UUID) -> bool:
    """Whether many people have signed in from this network within two months: the college behind its one address."""
    key, now = (college_id, place), time.monotonic()
    with _mutex:
        known, until = _crowds.get(key, (False, 0.0))
    if now < until or not place:
        return known
    since = datetime.now(UTC) - timedelta(days=60)
    rows = Device.objects.of(college_id).filter(network=place, last_at__gte=since)
    found = rows.values("account").distinct()[:CROWDED].count() >= CROWDED
    with _mutex:
        if len(_crowds) >= KEYS:
            _crowds.clear()
        _crowds[key] = (found, now + 600)
    return found


@contextmanager
def in_turn() -> Iterator[None]:
    """Within it somebody who is signed in has his password worked on. Raises ``Refused`` when too many are."""
    try:
        with pool.turn(known=True):
            yield
    except Busy:
        raise Refused(BUSY) from None


def password_fits(request: HttpRequest, college_id: UUID, login: str, password: str) -> Account | None:
    """The account whose password it is."""

    def check() -> Account | None:
        found = auth.authenticate(request, college_id=college_id, login=login, password=password)
        return found if isinstance(found, Account) else None

    return guarded(request, college_id, login, check)


def attempt_of(request: HttpRequest, college_id: UUID, login: str) -> Attempt:
    """Who tries. One statement where the browser has a cookie, whether or not there is such a login."""
    name, mark = _typed(login), mark_of(request, college_id)
    rows = Device.objects.of(college_id).filter(Q(mark=mark) | Q(former=mark), account__login=name)
    known = bool(mark) and rows.exists()
    return Attempt(college_id, name, network(request), mark if known else "")


def _typed(login: str) -> str:
    return login.strip().lower()[:60]


def alarming(request: HttpRequest, college_id: UUID, login: str) -> bool:
    """Whether the owner of this login, if there is one, is to be told of failures now."""
    attempt = attempt_of(request, college_id, login)
    with _mutex:
        return _throttle.alarming(attempt, time.monotonic())


def not_told(college_id: UUID, login: str) -> None:
    """The owner was to be told of failures, and it did not come off. Asks the database nothing, which may be what failed."""
    with _mutex:
        _throttle.untold(Attempt(college_id, _typed(login), ""))


def after(response: HttpResponse, work: Callable[[], object], failed: Callable[[], object] | None = None) -> None:
    """Do it when the answer has gone out, so that its time tells nothing; what it fails by stands in the log, then ``failed`` is done, if any.

    Django is silent about anything that is raised there.
    """

    def closer() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  (whoever asked has his answer: nobody hears of it but by the log)
            noted(work.__module__, error)
            if failed is not None:
                failed()

    response._resource_closers.append(closer)  # type: ignore[attr-defined]  # noqa: SLF001  (Django's own door to the end of an answer)
