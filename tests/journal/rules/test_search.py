"""Finding by words: the cases bind the browser too."""

import json
from pathlib import Path

import pytest

from zhurnal.journal.rules.search import matches

CASES = json.loads((Path(__file__).parents[2] / "cases" / "search.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_search_finds_by_words(case):
    assert matches(case["text"], case["query"]) is case["found"]
