"""What every test stands on. The database is SQLite unless ``ZHURNAL_TEST_DATABASE`` names another (``tests/postgres.py``)."""

import datetime as dt
import ipaddress
import logging
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management.commands import flush
from hypothesis import settings

from tests import migrated
from tests.guard import sql_guard  # noqa: F401  (an autouse fixture: the product's statements stay inside one college)

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("house", deadline=None)  # a slow machine is not a fault of what is tested
settings.load_profile("house")
NOON = dt.datetime(
    2026, 11, 24, 10, 42, tzinfo=dt.timezone(dt.timedelta(hours=3))
)  # a Tuesday of the demonstration year


def pytest_configure() -> None:
    """The folder of the test database exists also in a fresh clone."""
    (ROOT / "var").mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> Iterator[bool]:
    """The test database stands already when Django looks for it (``tests/migrated.py``)."""
    from django.conf import settings as house

    server = os.environ.get("ZHURNAL_TEST_DATABASE")
    own: dict[str, Any] = house.DATABASES["default"]
    place = own.get("TEST", {}).get("NAME")
    if server is not None and server.startswith("postgresql"):
        with migrated.cast(server, place or f"test_{own['NAME']}"):
            yield True
    elif server is not None or place is None or os.name == "nt":  # Windows lets go of no open file
        yield False
    else:
        with migrated.copied(Path(place)):
            yield True


ASKS = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """By day not what only repeats; on the second database what asks a database and is not merely looked at.

    The run on SQLite, which goes before, has asked all the rest; ``ZHURNAL_TEST_EVERYTHING`` asks it again.
    """
    if "ZHURNAL_TEST_EVERYTHING" in os.environ:
        return
    second = "ZHURNAL_TEST_DATABASE" in os.environ
    spared = ("night", "looks", "once") if second else ("night",)
    wanted = [item for item in items if not any(item.get_closest_marker(name) for name in spared)]
    wanted = [item for item in wanted if _asks(item)] if second else wanted
    kept = set(wanted)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = wanted


def _asks(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or ASKS & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """PostgreSQL keeps the plan of every statement from its first use, so that a test meets it as a busy day would; and it can tell every one's types."""
    if "ZHURNAL_TEST_DATABASE" not in os.environ:
        yield
        return
    from zhurnal.kernel.db.postgresql import plans

    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.msg.startswith("no plan is kept"):
                heard.append(record.getMessage())

    monkeypatch.setattr(plans, "USES", 1)
    ear = Ear()
    log = logging.getLogger("zhurnal.errors")
    log.addHandler(ear)
    yield
    log.removeHandler(ear)
    if heard:
        pytest.fail("\n".join(heard), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_was_tried() -> None:
    """Tries to sign in are counted in the process: one test's wrong passwords are none of the next one's."""
    from zhurnal.people import entrance

    entrance.forget_all()


@pytest.fixture(autouse=True)
def network_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves this machine: a connection elsewhere fails at once and by name."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original: Callable[..., object]) -> Callable[..., object]:
        def ask(self: socket.socket, address: object) -> object:
            if not _is_near(self, address):
                pytest.fail(f"The test reaches for {address}: the network is off in tests; give it a file or a stub.")
            return original(self, address)

        return ask

    monkeypatch.setattr(socket.socket, "connect", guarded(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(connect_ex))


def _is_near(connection: socket.socket, address: object) -> bool:
    if connection.family not in {socket.AF_INET, socket.AF_INET6} or not isinstance(address, tuple):
        return True  # a socket file
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def emptied_quickly() -> Iterator[None]:
    """Emptying the database after a test that commits does not make rights and kinds of content anew: nothing here uses them.

    Making them took most of such a test.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_args, **_more: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def readings_swept() -> Iterator[None]:
    """What the requests of the tests wrote of readings goes with them."""
    yield
    from django.conf import settings as house

    shutil.rmtree(house.READINGS_DIR, ignore_errors=True)


@pytest.fixture
def frozen_time() -> Iterator[time_machine.Traveller]:
    """The clock stands at 24 November 2026, 10:42 in Moscow; ``frozen_time.move_to(...)`` sets it elsewhere."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real-looking files that were handed to us; it lies beside the repository, not in it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("There is no ../shared beside this copy of the repository: its sample files are not part of it.")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium for tests marked ``browser``; ``browser.new_context()`` gives one visitor."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; fixtures use the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("ZHURNAL_CHROMIUM") or None,
            args=[
                *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--disable-dev-shm-usage",
            ],
        )
        yield chromium
        chromium.close()
