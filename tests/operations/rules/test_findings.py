"""The administrator's page: what is red, and that every line that is not well says what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from zhurnal.operations.rules.findings import GIGABYTE, Facts, Tone, findings, second_state, worst
from zhurnal.operations.rules.metrics import exposition

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LATELY = NOW - timedelta(hours=5)
WELL = Facts(
    now=NOW, disk_free=50 * GIGABYTE, copy_at=LATELY, copy_places=2, copy_failed=(), copies_wanted=2, proof_at=NOW - timedelta(days=8),
    drill_words="", night_at=LATELY, heads_at=LATELY, heads_outside=1, oldest_waiting=None, failed_jobs=0, pending=0,
    newest_record=LATELY, database_now=NOW, may_rewrite=False,
)  # fmt: skip


def test_all_is_well():
    found = findings(WELL)
    assert worst(found) is Tone.OK
    assert len(found) == 12


@pytest.mark.parametrize(
    ("change", "what", "tone"),
    [
        ({"disk_free": GIGABYTE // 2}, "Место на диске", "bad"),
        ({"disk_free": 2 * GIGABYTE}, "Место на диске", "warn"),
        ({"copy_at": None}, "Резервная копия", "bad"),
        ({"copy_at": NOW - timedelta(hours=31)}, "Резервная копия", "bad"),
        ({"copy_failed": ("Папки нет.",)}, "Второе место", "bad"),
        ({"copies_wanted": 1}, "Второе место", "warn"),
        ({"proof_at": None}, "Проверенное восстановление", "bad"),
        ({"proof_at": NOW - timedelta(days=8, seconds=1)}, "Проверенное восстановление", "bad"),
        ({"drill_words": "Копия испорчена."}, "Проверенное восстановление", "bad"),
        ({"drill_words": "Нечего проверять.", "drill_nothing": True, "proof_at": None}, "Проверенное восстановление", "warn"),
        ({"drill_words": "Нечего проверять.", "drill_nothing": True}, "Проверенное восстановление", "bad"),
        ({"heads_failed": ("Папки нет.",)}, "Подписанные головы истории", "bad"),
        ({"night_at": None}, "Ночная работа", "bad"),
        ({"heads_at": None}, "Подписанные головы истории", "warn"),
        ({"heads_outside": 0}, "Подписанные головы истории", "warn"),
        ({"oldest_waiting": NOW - timedelta(hours=1)}, "Фоновые работы", "bad"),
        ({"failed_jobs": 2}, "Фоновые работы", "warn"),
        ({"pending": 1}, "Обновление базы", "bad"),
        ({"newest_record": NOW + timedelta(hours=1)}, "Часы сервера", "bad"),
        ({"database_now": NOW - timedelta(minutes=5)}, "Часы сервера", "bad"),
        ({"may_rewrite": True}, "Право менять историю", "warn"),
        ({"may_forget": False}, "Право менять историю", "warn"),
        ({"heads_words": "История не та."}, "Подписанные головы истории", "bad"),
        ({"restoring": "x.copy"}, "Восстановление", "bad"),
        ({"readings_since": NOW - timedelta(hours=1), "readings_lost": 3}, "Журнал доступа", "bad"),
        ({"readings_written": False}, "Журнал доступа", "bad"),
        ({"antivirus": "silent"}, "Антивирус", "bad"),
        ({"readings_waiting": NOW - timedelta(hours=1)}, "Журнал доступа", "warn"),
        ({"same_disk": ("/srv/copies",)}, "Второе место", "warn"),
        ({"drift": "файлов: 1 (изменён zhurnal/urls.py)"}, "Файлы программы", "bad"),
        ({"second_copy": "gone"}, "Вторая копия журнала PostgreSQL", "bad"),
        ({"second_copy": "behind"}, "Вторая копия журнала PostgreSQL", "warn"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_first_and_says_what_to_do(change, what, tone):
    first = findings(replace(WELL, **change))[0]
    assert (first.what, first.tone.value, bool(first.todo)) == (what, tone, True)


def test_metrics_are_numbers_only():
    lines = [line for line in exposition(WELL, writable=True).splitlines() if not line.startswith("#")]
    assert {"zhurnal_writable 1", "zhurnal_findings_bad 0", "zhurnal_proof_age_seconds 691200"} <= set(lines)
    assert all(len(line.split()) == 2 and float(line.split()[1]) is not None for line in lines)


@pytest.mark.parametrize(
    ("names", "rows", "state"),
    [
        ("", [], ""),
        ("", [("other", "async", 1.0)], ""),  # somebody receives, nobody asked that it be waited for
        ("zhurnal_second", [], "gone"),
        ("zhurnal_second", [("zhurnal_second", "sync", 3.0)], "on"),
        ('FIRST 1 ("Zhurnal_Second", spare)', [("zhurnal_second", "sync", 3.0)], "on"),
        ("ANY 1 (*)", [("whoever", "quorum", 3.0)], "on"),
        ("zhurnal_second", [("zhurnal_second", "async", 3.0)], "behind"),
        ("zhurnal_second", [("zhurnal_second", "sync", 900.0)], "behind"),
        ("zhurnal_second", [("pg_basebackup", "async", 1.0)], "gone"),  # another one receives, the named one does not
        ("zhurnal_second", [(None, None, None)], "unseen"),  # a role that may not look closer
    ],
)
def test_how_the_second_copy_stands(names, rows, state):
    assert second_state(names, rows) == state
    assert f"zhurnal_second_copy {({'': -1, 'unseen': -1, 'on': 1}).get(state, 0)}" in exposition(
        replace(WELL, second_copy=state), writable=True
    )
