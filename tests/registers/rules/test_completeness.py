"""Shares of a register, and what is stale."""

from datetime import date

import pytest

from zhurnal.registers.rules.cells import Place, typed_cells
from zhurnal.registers.rules.completeness import Filled, is_stale
from zhurnal.registers.rules.fields import FIELDS, choose

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("done", "of", "percent", "tone"),
    [(0, 0, None, "soft"), (25, 25, 100, "soft"), (299, 300, 99, "done"), (3, 4, 75, "done"), (74, 100, 74, "bad"), (0, 5, 0, "bad")],
)  # fmt: skip
def test_share_is_full_only_when_nothing_is_missing(done, of, percent, tone):
    filled = Filled(done, of)
    assert (filled.percent, filled.tone, filled.missing) == (percent, tone, of - done)


def test_shares_add_up():
    assert sum((Filled(1, 2), Filled(3, 4)), Filled()) == Filled(4, 6)


@pytest.mark.parametrize(
    ("changed", "filled", "stale"),
    [(None, Filled(0, 5), True), (None, Filled(0, 0), False), (date(2026, 11, 1), Filled(1, 2), False),
     (date(2026, 10, 2), Filled(1, 2), True), (date(2026, 10, 2), Filled(2, 2), False)],
)  # fmt: skip
def test_stale_is_what_rests_incomplete(changed, filled, stale):
    assert is_stale(changed, filled, TODAY) is stale


def test_special_fields_are_off_until_the_college_says_so():
    assert choose({}).special == ()
    chosen = choose({"benefit": (True, False), "phone": (False, True)})
    assert [one.key for one in chosen.special] == ["benefit"]
    assert "phone" not in chosen.required
    assert chosen.usable("benefit", special=False) is None
    assert chosen.usable("family", special=False) is None
    assert {one.key for one in FIELDS if one.special and one.proposable} == set()


def test_names_of_inputs_lead_back_to_their_cells():
    from uuid import UUID

    place = Place(UUID(int=1), UUID(int=2), "phone")
    fields = {place.name: "8", place.was_name: "7", "v.x.y.z": "1", "next": "1"}
    assert [(cell.place, cell.text, cell.was) for cell in typed_cells(fields)] == [(place, "8", "7")]
