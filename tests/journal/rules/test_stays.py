"""Days in a group that lie in the ranges of a subgroup."""

from datetime import date

import pytest

from zhurnal.journal.rules.stays import within

SEP, OCT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("stay", "ranges", "parts"),
    [
        ((SEP, None), [(SEP, None)], [(SEP, None)]),
        ((SEP, NOV), [(SEP, None)], [(SEP, NOV)]),
        ((SEP, None), [(OCT, date(2026, 10, 31))], [(OCT, NOV)]),
        ((SEP, OCT), [(OCT, None)], []),
        ((OCT, None), [(SEP, date(2026, 9, 30))], []),
        ((SEP, None), [(NOV, None), (SEP, date(2026, 9, 30))], [(SEP, OCT), (NOV, None)]),
        ((SEP, None), [], []),
    ],
)
def test_parts_of_a_stay(stay, ranges, parts):
    assert within(stay, ranges) == parts
