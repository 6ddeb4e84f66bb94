"""T7: the judge of cells is a judge: an honest history passes, each breach of it is named."""

import random

import pytest

from faults.cells import Budget, Seen, heard, wrong

START = {"a": (2, "4")}


def honest(length=400, seed=1):
    """Writes and looks that overlap, each taking effect at one moment between its beginning and its end."""
    rng, moment, version, value, found = random.Random(seed), 0.0, *START["a"], []
    for _ in range(length):
        moment += 1
        began, ended = moment - rng.uniform(0, 3), moment + rng.uniform(0, 3)
        wrote = rng.random() < 0.5
        if wrote:
            version, value = version + 1, rng.choice([sign for sign in "2345" if sign != value])
        found.append(Seen("a", began, ended, version, value, wrote))
    rng.shuffle(found)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_an_honest_history_passes(seed):
    assert wrong(honest(seed=seed), START) == []


@pytest.mark.parametrize(
    ("breach", "said"),
    [
        (Seen("a", 900, 901, 5, "9", wrote=False), "reads '9'"),
        (Seen("a", 900, 901, 2, "4", wrote=False), "after"),
        (Seen("a", 900, 901, 3, "9", wrote=True), "two writes"),
        (Seen("a", 900, 901, 9999, "5", wrote=True), "nobody wrote"),
    ],
)
def test_each_breach_is_named(breach, said):
    assert any(said in one for one in wrong([*honest(), breach], START))


def test_a_look_into_the_future_is_named():
    seen = [Seen("a", 1, 2, 3, "5", wrote=False), Seen("a", 5, 6, 3, "5", wrote=True)]
    assert "a: version 3 was read before anybody wrote it" in wrong(seen, START)


def test_a_write_that_was_lost_is_a_gap():
    seen = [Seen("a", 1, 2, 3, "5", wrote=True), Seen("a", 3, 4, 5, "3", wrote=True)]
    assert wrong(seen, START) == ["a: nobody wrote version 4"]


def test_whoever_wants_what_is_there_already_has_seen_it_and_not_written():
    there = Seen("a", 1, 2, 3, "5", wrote=True)
    assert wrong([there, Seen("a", 1, 4, 3, "5", wrote=True), Seen("a", 7, 8, 3, "5", wrote=True)], START) == []
    assert wrong([there, Seen("a", 1, 4, 3, "2", wrote=True)], START)[0] == "a: two writes got version 3"


def test_whoever_wrote_may_hear_of_it_last():
    """His answer was lost; meanwhile others read what he wrote, and one who wanted the same was told that it stands."""
    wrote = Seen("a", 1, 9, 3, "5", wrote=True)
    others = [Seen("a", 2, 3, 3, "5", wrote=False), Seen("a", 4, 5, 3, "5", wrote=True)]
    assert wrong([*others, wrote], START) == []
    assert wrong(others, START)[0] == "a: version 3 was read before anybody wrote it"


def test_the_count_ends_and_so_does_the_time():
    few, late = Budget(2), Budget(2, until=0.0)
    assert [few.take() for _ in range(4)] == [True, True, False, False]
    assert (few.left, few.began) == (0, 2)
    assert late.take() is False
    assert (late.left, late.began) == (0, 0)


def test_a_known_key_that_was_overtaken_wrote_its_own_version_and_saw_the_next():
    """It was carried out as version 3, nobody answered; by the second sending another had written version 4."""
    told = {"state": "repeat", "version": 4, "value": "2"}
    seen = [
        Seen("a", 5, 6, 4, "2", wrote=True),
        *heard("a", 2, "5", told, (1, 8)),
        Seen("a", 4, 4.5, 3, "5", wrote=False),
    ]
    assert wrong(seen, START) == []
    lost = heard(
        "a", 2, "5", {"state": "repeat", "version": 2, "value": "4"}, (1, 8)
    )  # told to be done, and is not there
    assert wrong([*lost, Seen("a", 9, 10, 2, "4", wrote=False)], START)
