"""What a saved step did, in words."""

from zhurnal.kernel.held import holdings
from zhurnal.opening.rules.doing import told


def test_rows_of_a_deed_are_counted_by_table_and_fate():
    titles = {held.label: held.table.title for held in holdings()}
    rows = [{"model": "curriculum.Group", "did": did} for did in ("create", "create", "change")]
    rows.append({"model": "curriculum.PracticePeriod", "did": "remove"})
    assert told(rows, titles) == ("Группы: создано 2, изменено 1", f"{titles['curriculum.PracticePeriod']}: убрано 1")
    assert told([], titles) == ()
