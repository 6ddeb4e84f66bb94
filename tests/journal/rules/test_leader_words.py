"""The college's word for the leader of a group, by whom something was done."""

import pytest

from zhurnal.journal.rules.leader import instrumental


@pytest.mark.parametrize(
    ("words", "by_whom"),
    [
        ("куратор", "куратором"),
        ("классный руководитель", "классным руководителем"),
        ("руководитель группы", "руководителем группы"),
        ("мастер", "мастером"),
        ("староста", "староста"),
        ("", ""),
    ],
)
def test_leader_by_whom(words, by_whom):
    assert instrumental(words) == by_whom
