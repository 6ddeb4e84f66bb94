"""Tries to sign in: one account from many networks, many accounts from one, everybody; and the owner whom none of it stops (checklist 47)."""

import threading
import time

import pytest

from zhurnal.kernel.turnstile import Turnstile, behind_turnstile
from zhurnal.people.hashing import Busy, Pool
from zhurnal.people.rules import throttle
from zhurnal.people.rules.throttle import Attempt, Buckets, Limit, Throttle


def tried(guard, attempts, now=0.0):
    """How many of the tries were let through."""
    return sum(guard.begin(one, now) == 0 for one in attempts)


def test_one_account_from_two_hundred_networks_is_slowed_and_its_owner_is_not():
    guard = Throttle()
    storm = [Attempt("vek", "kravtsova", f"10.0.{n}.0/24") for n in range(200)]
    assert tried(guard, storm) == throttle.ACCOUNT.burst
    assert guard.begin(Attempt("vek", "kravtsova", "10.0.1.0/24", "her own device"), 0.0) == 0
    # after a minute of silence a stranger may try once more, not ten times
    assert tried(guard, storm, 61.0) == 1


def test_two_hundred_accounts_from_one_network_are_slowed_and_other_networks_are_not():
    guard = Throttle()
    storm = [Attempt("vek", f"student{n}", "95.24.10.0/24") for n in range(200)]
    assert tried(guard, storm) == throttle.NETWORK.burst
    assert guard.begin(Attempt("vek", "losev", "95.24.11.0/24"), 0.0) == 0


def test_one_phone_of_a_crowded_network_leaves_room_for_the_others_and_the_rest_of_the_world():
    guard = Throttle()
    for second in range(600):  # it tries a name a second, for ten minutes, and has had the strangers' share long before
        guard.begin(Attempt("vek", f"nobody{second}", "college"), float(second))
        guard.begin(Attempt("vek", f"nobody{second}", "college", crowd=True), float(second))
    assert guard.by_network(Attempt("vek", "newcomer", "college"), 600.0)
    assert tried(guard, [Attempt("vek", f"newcomer{n}", "college", crowd=True) for n in range(44)], 600.0) == 44
    storm = [Attempt("vek", f"more{n}", "college", crowd=True) for n in range(5000)]
    assert tried(guard, storm, 600.0) <= throttle.CROWD.burst
    assert guard.begin(Attempt("vek", "losev", "home"), 600.0) == 0


def test_everybody_together_is_bounded_and_known_devices_stand_apart():
    guard = Throttle()
    storm = [Attempt("vek", f"a{n}", f"net{n}") for n in range(2000)]
    assert tried(guard, storm) == throttle.EVERYBODY.burst
    assert guard.begin(Attempt("vek", "losev", "net1", "his own device"), 0.0) == 0


def test_a_class_that_signs_in_rightly_from_one_network_is_never_slowed():
    guard = Throttle()
    for n in range(600):
        one = Attempt("vek", f"student{n}", "college")
        assert guard.begin(one, n / 10) == 0
        guard.succeeded(one, n / 10)


def test_whoever_remembers_his_password_at_the_ninth_try_begins_anew():
    guard, one = Throttle(), Attempt("vek", "losev", "net")
    assert tried(guard, [one] * 9) == 9
    assert guard.begin(one, 1.0) == 0
    guard.succeeded(one, 1.0)
    assert tried(guard, [one] * 20, 2.0) == throttle.ACCOUNT.burst


def test_a_known_device_is_bounded_too():
    guard = Throttle()
    assert tried(guard, [Attempt("vek", "losev", "net", "class computer")] * 50) == throttle.DEVICE.burst


def test_the_owner_hears_once_an_hour():
    guard, one = Throttle(), Attempt("vek", "losev", "net")
    said = []
    for n in range(40):
        guard.begin(one, float(n))
        said.append(guard.alarming(one, float(n)))
    assert sum(said) == 1
    for n in range(20):
        guard.begin(one, 4000.0 + n)
    assert guard.alarming(one, 4020.0)
    guard.untold(one)
    assert guard.alarming(one, 4021.0), "it did not come off: the next failure tells"


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(throttle, "KEYS", 50)
    buckets = Buckets(Limit(10, 60))
    for n in range(500):
        buckets.fill(n, 0.0)
    assert len(buckets._levels) == 50


def test_strangers_take_half_of_the_pool_and_are_told_at_once_that_it_is_full():
    pool, inside, leave = Pool(2, waiting=0, patience=5.0), threading.Event(), threading.Event()

    def stay():
        with pool.turn(known=False):
            inside.set()
            leave.wait(10)

    stranger = threading.Thread(target=stay)
    stranger.start()
    assert inside.wait(5)
    with pytest.raises(Busy), pool.turn(known=False):
        pass
    with pool.turn(known=True):
        entered = True
    leave.set()
    stranger.join()
    assert entered
    with pool.turn(known=False):
        pass


@pytest.mark.parametrize(("width", "held"), [(1, 2), (2, 2), (4, 2), (6, 3)])
def test_strangers_hold_two_threads_of_the_server_and_none_of_them_stands_in_the_turnstile(width, held):
    """Forty at once: two threads wait or reckon, the rest have their answer; a mark goes in at once, and a known device gets its turn."""
    pool, gate, leave, busy = Pool(width, patience=30), Turnstile(patience=10), threading.Event(), []

    def reckon(_environ, _start):
        try:
            with pool.turn(known=False):
                leave.wait(10)
        except Busy:
            busy.append(1)
        return []

    storm = [threading.Thread(target=behind_turnstile(reckon, gate), args=({}, print)) for _ in range(40)]
    for thread in storm:
        thread.start()
    deadline = time.monotonic() + 10
    while len(busy) < 40 - held:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    began = time.monotonic()
    behind_turnstile(lambda _environ, _start: [], gate)({}, print)
    if width > 1:
        with pool.turn(known=True):
            pass
    assert time.monotonic() - began < 1
    assert sum(thread.is_alive() for thread in storm) == held
    leave.set()
    for thread in storm:
        thread.join(10)
    assert (len(busy), gate._inside) == (40 - held, 0)
