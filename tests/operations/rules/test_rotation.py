"""Which copies stay."""

from datetime import UTC, datetime, timedelta

from zhurnal.operations.rules.rotation import Keeping, copy_name, moment_of, outlived

START = datetime(2026, 1, 1, 1, 0, tzinfo=UTC)


def test_days_weeks_and_months_are_kept_of_a_year_of_nights():
    names = [copy_name(START + timedelta(days=day)) for day in range(365)]
    gone = outlived(names, Keeping(7, 4, 12))
    stay = [name for name in names if name not in gone]
    assert stay[-7:] == names[-7:]
    assert len(stay) == 7 + 2 + 11  # of the weeks two, of the months one stand among the days
    assert {moment_of(name).month for name in stay} == set(range(1, 13))


def test_the_newest_two_days_the_spared_and_foreign_files_are_never_touched():
    names = [copy_name(START + timedelta(days=day)) for day in range(5)]
    gone = outlived([*names, "notes.txt", ".zhurnal-x.part"], Keeping(0, 0, 0), spared=[names[1]])
    assert sorted(gone) == [names[0], names[2]]
    hours = [copy_name(START + timedelta(hours=hour)) for hour in range(0, 47, 8)]
    assert outlived(hours, Keeping()) == []
