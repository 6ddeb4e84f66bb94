"""Statistics of SQLite count all rows and hold no samples, with which each question would be planned anew."""

import pytest
from django.db import connection

from tests import worlds
from zhurnal.kernel.sql import refresh_statistics

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL samples at its own leisure"),
]


def test_statistics_are_whole_and_without_samples(frozen_time):
    worlds.make_college("vek", "А", 1)
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'people_person' LIMIT 1")
        counted = int(cursor.fetchone()[0].split()[0])
        cursor.execute("SELECT COUNT(*) FROM people_person")
        assert counted == cursor.fetchone()[0]
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat4'")
        if cursor.fetchone():  # a SQLite that can take samples
            cursor.execute("SELECT COUNT(*) FROM sqlite_stat4")
            assert cursor.fetchone() == (0,)
