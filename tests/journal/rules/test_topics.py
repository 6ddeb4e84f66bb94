"""The topic offered to a lesson."""

import pytest

from zhurnal.journal.rules.topics import next_number


@pytest.mark.parametrize(
    ("used", "before", "expected"),
    [
        ([0, 0], 0, 1),
        ([0, 0], 1, 1),
        ([1, 2, 0], 2, 3),
        ([0, 2, 0], 2, 3),
        ([0, 2, 3], 0, 1),
        ([1, 0, 2, 3], 1, 4),
        ([1, 3, 0], 2, 4),
        ([2, 3, 4, 0], 3, 1),
        ([1, 2, 3, 4], 4, None),
    ],
)
def test_next_topic_follows_the_last_recorded_one(used, before, expected):
    assert next_number([1, 2, 3, 4], used, before) == expected
