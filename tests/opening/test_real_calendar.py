"""The published production calendar, where its files are beside the project."""

from datetime import date
from pathlib import Path

import pytest

from zhurnal.opening.rules.production_calendar import read_calendar

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "calendar"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the files of the production calendar are not here")


def test_the_xml_of_a_year_gives_its_days_off():
    days = {day.date: day.name for day in read_calendar((FOLDER / "xmlcalendar" / "ru_2026.xml").read_bytes())}
    assert {date(2026, 1, 1), date(2026, 11, 4), date(2026, 6, 12)} <= set(days)
    assert all(day.year == 2026 for day in days)


def test_the_table_of_holidays_gives_four_years():
    days = {day.date: day.name for day in read_calendar((FOLDER / "holidays_ru_2024-2027.csv").read_bytes())}
    assert days[date(2027, 1, 7)] == "Рождество Христово"
    assert {day.year for day in days} == {2024, 2025, 2026, 2027}
