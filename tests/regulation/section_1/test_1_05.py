"""1.5: the journal is the main document. Nothing written is lost, each change is told, and the record can be verified."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.regulation.browser import states
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change


def written(teacher):
    """A mark that was set, changed and struck out."""
    outcomes = teacher.send(
        "electro",
        teacher.work("now", "oral"),
        teacher.mark("now", "student", "3"),
        teacher.mark("now", "student", "4", version=1),
        teacher.mark("now", "student", "", version=2),
    )
    assert states(outcomes) == ["saved"] * 4


def test_1_5_every_value_of_a_cell_stays_readable(college, enter):
    teacher = enter("teacher")
    written(teacher)
    history = teacher.history("electro", "now", "student", 1)
    assert [(change["before"], change["after"]) for change in history] == [("4", ""), ("3", "4"), ("", "3")]


def test_1_5_history_tells_who_when_and_why(college, enter):
    teacher = enter("teacher")
    teacher.send("electro", teacher.work("yesterday", "oral"), teacher.mark("yesterday", "student", "3"))
    reason = "отчёт защищён повторно"
    teacher.send("electro", teacher.mark("yesterday", "student", "5", version=1, reason=reason))
    change = enter("deputy").history("electro", "yesterday", "student", 1)[0]
    assert (change["author"], change["reason"]) == (college.people["teacher"].short, reason)
    assert change["at"].startswith("2026-11-24T10:42")


def test_1_5_changing_what_was_written_on_an_earlier_day_needs_a_reason(college, enter):
    teacher = enter("teacher")
    teacher.send("electro", teacher.work("yesterday", "oral"), teacher.mark("yesterday", "student", "3"))
    outcome = teacher.send("electro", teacher.mark("yesterday", "student", "5", version=1))[0]
    assert (outcome["code"], outcome["needs"], outcome["value"]) == ("reason_needed", "reason", "3")


def test_1_5_striking_out_is_an_event_and_no_row_is_deleted(college, enter):
    teacher, deleted = enter("teacher"), []

    def ear(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("DELETE", "TRUNCATE")):
            deleted.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ear):
        written(teacher)
        teacher.send("electro", {"do": "work", "lesson": teacher.lesson("now"), "slot": 1, "version": 1, "value": None})
        task = teacher.send("electro", teacher.task("now", ["student"], "Повторить"))[0]["id"]
        teacher.send(
            "electro",
            {"do": "personal_homework", "lesson": teacher.lesson("now"), "id": task, "version": 1, "value": None},
        )
    last = list(Change.objects.of(college.id).order_by("-seq").values_list("action", "after")[:3])
    assert deleted == []
    assert last[0] == ("journal.personal_homework", None)
    assert last[2] == ("journal.work", None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_change SET after = '\"5\"' WHERE action = 'journal.entry'",
        "UPDATE kernel_change SET actor_id = NULL WHERE action = 'journal.entry'",
        "DELETE FROM kernel_change WHERE seq = 2",
        "UPDATE kernel_chainhead SET seq = 3",
    ],
)
def test_1_5_tampering_past_the_journal_is_found(college, enter, statement):
    written(enter("teacher"))
    assert list(audit.verify(college.id)) == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(audit.verify(college.id)) != []


def test_1_5_whoever_keeps_the_server_verifies_by_one_command(college, enter, capsys):
    written(enter("teacher"))
    call_command("verify")
    assert "нарушений 0" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_change SET reason = 'x' WHERE seq = 2")
    with pytest.raises(CommandError):
        call_command("verify")


def test_1_5_a_record_sent_twice_is_written_once(college, enter):
    teacher = enter("teacher")
    command = {**teacher.topic("now", "Закон Ома"), "key": "5f0c2b9e-6f0e-4b57-9d5e-0a4f6f1f2a10"}
    first, second = teacher.send("electro", command)[0], teacher.send("electro", command)[0]
    assert (first["state"], second["state"]) == ("saved", "repeat")
    assert Change.objects.of(college.id).filter(action="journal.topic").count() == 1


def test_1_5_two_people_never_overwrite_each_other_silently(college, enter):
    teacher = enter("teacher")
    teacher.send("electro", teacher.work("now", "oral"), teacher.mark("now", "student", "4"))
    outcome = teacher.send("electro", teacher.mark("now", "student", "2", version=0))[0]
    assert (outcome["state"], outcome["value"], outcome["author"]) == ("conflict", "4", college.people["teacher"].short)
