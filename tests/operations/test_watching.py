"""What machines and the administrator see of the installation; what stands in the log."""

import json
import logging
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import worlds
from zhurnal.kernel.logs import Json, Line
from zhurnal.operations import record
from zhurnal.organisation.nights import night_of


@pytest.mark.django_db
def test_ready_is_said_and_a_database_that_takes_nothing_is_told(places, monkeypatch):
    assert Client().get("/ready/").json() == {"ready": True}
    monkeypatch.setattr("zhurnal.operations.views.state.writable", lambda: False)
    answer = Client().get("/ready/")
    assert (answer.status_code, answer.json()) == (503, {"ready": False})


@pytest.mark.django_db
def test_metrics_want_the_token(places, settings):
    client = Client()
    assert client.get("/metrics/").status_code == 404
    settings.METRICS_TOKEN = "long and secret"
    assert client.get("/metrics/", headers={"Authorization": "Bearer short"}).status_code == 404
    told = client.get("/metrics/", headers={"Authorization": "Bearer long and secret"})
    assert told.status_code == 200
    assert "zhurnal_writable 1\n" in told.content.decode()


@pytest.mark.django_db
def test_the_page_is_red_until_a_restore_is_proven_and_red_again_after_eight_days(places, frozen_time):
    college, _other = worlds.two_colleges()
    client = college.client("administrator")
    assert "не проверялось ни разу" in client.get("/state/").content.decode()
    record.note("proof", {"copy": "x"})
    assert "24.11.2026, 0 мин назад" in client.get("/state/").content.decode()
    from zhurnal.operations.queries.state import facts_of
    from zhurnal.operations.rules.findings import Tone, findings

    frozen_time.shift(8 * 86400 + 60)
    line = next(one for one in findings(facts_of([college.id])) if one.what == "Проверенное восстановление")
    assert (line.tone, "zhurnal drill" in line.todo) == (Tone.BAD, True)


@pytest.mark.django_db
def test_a_night_without_its_copy_says_so_and_is_not_called_done(places, settings, tmp_path):
    file = tmp_path / "not a folder"
    file.write_text("")
    settings.BACKUP_TO = [str(file / "copies")]
    college, _other = worlds.two_colleges()
    told = [one for one in night_of(college.college, worlds.TODAY) if "копия" in one.words]
    assert [(one.failed, "копия НЕ сделана" in one.words) for one in told] == [(True, True)]


@pytest.mark.django_db
def test_check_speaks_in_sentences(places, capsys):
    with pytest.raises(CommandError, match="Плохо"):
        call_command("check")
    said = capsys.readouterr().out
    assert "ПЛОХО     HTTPS: выключен. За nginx" in said
    assert "Проверенное восстановление: не проверялось ни разу. Выполните: zhurnal drill." in said


def logged(form: logging.Formatter, words: str) -> str:
    try:
        raise ValueError("duplicate key (surname)=(Секретова)")
    except ValueError:
        caught = sys.exc_info()
    return form.format(logging.LogRecord("zhurnal", logging.ERROR, __file__, 1, words, (), caught))


def test_the_log_has_one_event_a_line_and_no_words_of_exceptions():
    told = json.loads(logged(Json(), "error 1\r\nfake"))
    assert (told["level"], told["error"]["kinds"]) == ("ERROR", ["builtins.ValueError"])
    assert any("test_watching" in place for place in told["error"]["places"])
    text = logged(Line(), "error 1\r\n\x1b[31mfake")
    assert "error 1\\r\\n\\x1b[31mfake" in text.splitlines()[0]
    assert "Секретова" not in text + json.dumps(told, ensure_ascii=False)
