"""What a form changes when somebody else has changed the row meanwhile."""

import pytest

from zhurnal.dictionaries.rules.merging import Clash, merge


@pytest.mark.parametrize(
    ("typed", "seen", "now", "changes", "clashes"),
    [
        ("1", "1", "1", {}, 0),  # nobody
        ("2", "1", "1", {"a": "2"}, 0),  # only I
        ("1", "1", "2", {}, 0),  # only the other: his stays
        ("2", "1", "2", {}, 0),  # both the same
        ("2", "1", "3", {}, 1),  # both, differently
        ("", "1", "1", {"a": ""}, 0),  # taken away
        (" 1  x ", "1 x", "1 x", {}, 0),  # spaces are nothing
    ],
)
def test_a_field(typed, seen, now, changes, clashes):
    merged = merge(["a"], {"a": typed}, {"a": seen}, {"a": now})
    assert (dict(merged.changes), len(merged.clashes)) == (changes, clashes)


def test_a_clash_tells_all_three_and_the_other_fields_are_not_lost():
    merged = merge(["a", "b"], {"a": "2", "b": "9"}, {"a": "1", "b": "8"}, {"a": "3", "b": "8"})
    assert (merged.clashes, dict(merged.changes)) == ((Clash("a", "1", "3", "2"),), {"b": "9"})
