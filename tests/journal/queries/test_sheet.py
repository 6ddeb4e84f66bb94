"""How many are on the list on a day: the short way and the long one agree, whoever comes and goes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from zhurnal.journal.queries.page_values import Sheet
from zhurnal.journal.queries.shapes import ListedStudent

FIRST = date(2026, 9, 1)
DAYS = st.integers(-40, 140).map(lambda days: FIRST + timedelta(days=days))
STAYS = st.lists(st.tuples(st.integers(1, 6), DAYS, st.none() | DAYS), max_size=12)


@given(STAYS, DAYS)
def test_the_list_of_a_day(stays, day):
    students = [
        ListedStudent(UUID(int=who), "А", "Б", "", entered, left, "", "", "", datetime(2026, 9, 1, tzinfo=UTC))
        for who, entered, left in stays
    ]
    on_it = {who for who, entered, left in stays if entered <= day and (left is None or day < left)}
    assert Sheet(None, None, students, {}, {}).listed(day) == len(on_it)
