"""The grammar of cells, on the cases that bind the browser too."""

import json

import pytest

from tests.architecture.house import ROOT
from zhurnal.journal.rules import average, entry
from zhurnal.kernel.refusal import Refusal

CASES = json.loads((ROOT / "tests" / "cases" / "entry.json").read_text("utf-8"))
AVERAGES = json.loads((ROOT / "tests" / "cases" / "average.json").read_text("utf-8"))["cases"]


def _sign(value: str) -> entry.Sign:
    sign = entry.parse(value)
    assert isinstance(sign, entry.Sign)
    return sign


@pytest.mark.parametrize("case", CASES["parse"], ids=lambda case: repr(case["typed"]))
def test_parse_reads_what_people_type(case):
    found = entry.parse(case["typed"])
    if "code" in case:
        assert isinstance(found, Refusal)
        assert found.code == case["code"]
    else:
        assert found == entry.Sign(case["value"], attendance=case["attendance"])


@pytest.mark.parametrize("typed", [None, 5, {}, ["5"]])
def test_parse_refuses_what_is_not_a_text(typed):
    found = entry.parse(typed)
    assert isinstance(found, Refusal)
    assert found.code == "unknown_sign"


@pytest.mark.parametrize("case", CASES["place"], ids=lambda case: f"{case['value']}@{case['slot']}")
def test_place_of_a_sign(case):
    found = entry.place_refusal(_sign(case["value"]), case["slot"])
    assert (found.code if found else None) == case["code"]


@pytest.mark.parametrize("case", CASES["together"], ids=lambda case: f"{case['value']}@{case['slot']}")
def test_what_may_stand_together(case):
    others = {int(slot): value for slot, value in case["others"].items()}
    found = entry.together_refusal(_sign(case["value"]), case["slot"], others)
    assert (found.code if found else None) == case["code"]


@pytest.mark.parametrize("case", AVERAGES, ids=lambda case: case["shown"])
def test_average_of_marks(case):
    found = average.weighted_average([(value, weight) for value, weight in case["marks"]])
    assert found == case["hundredths"]
    assert average.shown(found) == case["shown"]
