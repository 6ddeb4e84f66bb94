"""One request at a time, in order, unless it lasts."""

import threading
import time

import pytest

from zhurnal.kernel.turnstile import Turnstile, aside, behind_turnstile


def in_threads(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_callers_go_in_one_by_one_in_the_order_of_arrival():
    gate, inside, order, most = Turnstile(patience=10), [], [], []
    gate.enter()

    def caller(number):
        gate.enter()
        inside.append(number)
        most.append(len(inside))
        order.append(number)
        inside.remove(number)
        gate.leave()

    threads = []
    for number in range(8):
        threads += in_threads(lambda number=number: caller(number))
        until(lambda number=number: len(gate._waiting) == number + 1)
    assert order == []
    gate.leave()
    join(threads)
    assert (order, max(most)) == (list(range(8)), 1)


def test_who_has_waited_long_enough_goes_in_beside_the_one_who_lasts():
    gate = Turnstile(patience=0.01)
    gate.enter()
    threads = in_threads(gate.enter)
    join(threads)
    assert gate._inside == 2
    gate.leave()
    gate.leave()
    assert gate._inside == 0


def test_nothing_is_left_after_many_impatient_callers():
    gate, done = Turnstile(patience=0.0005), []

    def caller():
        for _ in range(100):
            gate.enter()
            time.sleep(0.0002)
            gate.leave()
        done.append(1)

    join(in_threads(*[caller] * 6))
    assert (len(done), gate._inside, len(gate._waiting)) == (6, 0, 0)


def test_an_application_that_fails_leaves_the_turnstile():
    gate = Turnstile()

    def broken(_environ, _start):
        message = "no"
        raise OSError(message)

    with pytest.raises(OSError, match="no"):
        behind_turnstile(broken, gate)({}, print)
    assert gate._inside == 0


def test_a_wider_turnstile_lets_as_many_in_and_no_more():
    gate = Turnstile(width=2, patience=10)
    gate.enter()
    gate.enter()
    (third,) = in_threads(gate.enter)
    until(lambda: len(gate._waiting) == 1)
    assert third.is_alive()
    gate.leave()
    join([third])
    assert gate._inside == 2


def test_who_waits_aside_holds_nobody_up_and_comes_in_again_in_his_turn():
    gate, waits, go_on, order = Turnstile(patience=10), threading.Event(), threading.Event(), []

    def sign_in(_environ, _start):
        with aside():
            waits.set()
            go_on.wait(10)
            with aside():  # once is enough
                order.append(("aside", gate._inside))
        order.append(("in again", gate._inside))
        return []

    (thread,) = in_threads(lambda: behind_turnstile(sign_in, gate)({}, print))
    assert waits.wait(10)
    began = time.monotonic()
    behind_turnstile(lambda _environ, _start: order.append(("mark", gate._inside)) or [], gate)({}, print)
    assert time.monotonic() - began < 5, "it waited out its patience"
    gate.enter()
    go_on.set()
    until(lambda: len(gate._waiting) == 1)
    gate.leave()
    join([thread])
    assert order == [("mark", 1), ("aside", 1), ("in again", 1)]
    assert gate._inside == 0


def test_aside_is_nothing_without_a_turnstile_and_after_a_failure_within_it():
    with aside():
        pass
    gate = Turnstile()

    def broken(_environ, _start):
        with aside():
            message = "no"
            raise OSError(message)

    with pytest.raises(OSError, match="no"):
        behind_turnstile(broken, gate)({}, print)
    assert gate._inside == 0
