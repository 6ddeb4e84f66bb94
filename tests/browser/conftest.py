"""What browser tests stand on: a college served on this machine, and a page in which somebody of it is signed in.

A page fails its test when it writes an error to the console (a breach of the Content-Security-Policy is one).
"""

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.test import Client

from tests import worlds
from tests.conftest import NOON
from zhurnal.people.models import Account

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
LONGEST = 240  # seconds that a test may take; the longest, axe over half the screens, takes ninety
ON_ITS_WAY = 0.1  # seconds in which what a closed page has sent reaches the server
ENDS_WITHIN = 10  # seconds in which the server has answered it
COMPACT = {"viewport": {"width": 1366, "height": 768}}


@pytest.fixture(autouse=True)
def ends_some_day() -> Iterator[None]:
    """A page that never answers fails its own test and not the whole run, where the system has an alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        message = f"The browser has not answered for {LONGEST} s."
        raise TimeoutError(message)

    former = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, former)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The server's clock goes from 24 November 2026, 10:42 in Moscow."""
    with time_machine.travel(NOON, tick=True) as traveller:
        yield traveller


@pytest.fixture
def world(transactional_db: None, clock: time_machine.Traveller) -> worlds.World:
    """One college with a group of 25 beside the special students."""
    return worlds.make_college("vek", "А", students=21)


@pytest.fixture(scope="session")
def answering() -> Iterator[Counter[str]]:
    """How many requests have come and how many have been answered, in this process."""
    seen: Counter[str] = Counter()
    one_by_one = threading.Lock()

    def came(**_more: object) -> None:
        with one_by_one:
            seen["came"] += 1

    def went(**_more: object) -> None:
        with one_by_one:
            seen["went"] += 1

    request_started.connect(came), request_finished.connect(went)
    yield seen
    request_started.disconnect(came), request_finished.disconnect(went)


@pytest.fixture
def page_of(browser, live_server, answering) -> Iterator[Callable[..., object]]:
    """``page_of(account, **PHONE)``: a new page of a new visitor who is signed in by that account."""
    contexts, troubles = [], []
    answering.clear()

    def open_page(account: Account, **options: object):
        context = browser.new_context(base_url=live_server.url, locale="ru-RU", timezone_id="Europe/Moscow", **options)
        contexts.append(context)
        session = worlds.sign_in(Client(), account).cookies["journal"].value
        context.add_cookies([{"name": "journal", "value": session, "url": live_server.url}])
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if _is_trouble(said) else None)
        return page

    yield open_page
    found = list(troubles)  # what a closing page says of its own end is not counted
    for context in contexts:
        context.close()
    _settle(answering)  # a request on its way must not meet the emptying of the tables
    assert found == []


def _settle(answering: Counter[str]) -> None:
    give_up = time.monotonic() + ENDS_WITHIN
    time.sleep(ON_ITS_WAY)
    while answering["went"] < answering["came"] and time.monotonic() < give_up:
        time.sleep(0.02)


@pytest.fixture
def page_as(page_of, world) -> Callable[..., object]:
    """``page_as("teacher", **PHONE)``: a new page of a new visitor in whom that person of ``world`` is signed in."""
    return lambda name, **options: page_of(world.accounts[name], **options)


def _is_trouble(said: object) -> bool:
    """An error of the page itself; that the network is off, or that a form was refused (422), the page tells in its own words."""
    text = said.text  # type: ignore[attr-defined]
    told = "ERR_INTERNET_DISCONNECTED" in text or "status of 422" in text
    return said.type == "error" and not told  # type: ignore[attr-defined]
