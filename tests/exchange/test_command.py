"""``python -m zhurnal import``: differences first, then one transaction; exit codes."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.exchange.college import roster, timetable

FILE = timetable([(0, 0, 1), (1, 2, 2)])
WINDOW = ("--from", "2026-11-16", "--to", "2026-12-13")


def run(desk, *words, files=None):
    paths = []
    for name, text in (files or {}).items():
        (desk.folder / name).write_text(text, encoding="utf-8")
        paths.append(str(desk.folder / name))
    out = StringIO()
    call_command("import", *words[:1], *paths, *words[1:], "--college", desk.college.code, stdout=out)
    return out.getvalue()


def test_differences_are_shown_and_nothing_is_written(desk):
    said = run(desk, "timetable", *WINDOW, files={"t.xml": FILE})
    assert "  + 16.11, 1 пара: Э-21, Физика" in said
    assert "Ничего не записано" in said
    assert not desk.rows("lesson").exists()


def test_applied_and_undone(desk):
    said = run(desk, "timetable", *WINDOW, "--apply", "--yes", files={"t.xml": FILE})
    assert desk.rows("lesson").count() == 8
    number = re.search(r"--undo ([0-9a-f-]{36})", said)[1]
    out = StringIO()
    call_command("import", "--undo", number, "--college", desk.college.code, stdout=out)
    assert "отменена целиком" in out.getvalue()
    assert not desk.rows("lesson").exists()


def test_second_time_there_is_nothing_to_load(desk):
    run(desk, "roster", *WINDOW, "--apply", "--yes", files=roster())
    assert "Загружать нечего." in run(desk, "roster", *WINDOW, "--apply", "--yes", files=roster())


def test_problems_are_told_by_file_line_and_column(desk):
    said = run(desk, "roster", *WINDOW, files=roster(enrolments="n9,active,,e21,org,s2,student,false,2026-02-31,\n"))
    assert "enrollments.csv:5:beginDate «2026-02-31»: Это не дата." in said


@pytest.mark.parametrize(
    ("words", "files", "code", "why"),
    [
        (("timetable", *WINDOW), {"t.xml": "rubbish"}, 1, "Файлы прочитать не удалось"),
        (("timetable", *WINDOW, "--apply"), {"t.xml": FILE}, 2, "добавьте --yes"),
        (("timetable",), {}, 2, "Назовите вид загрузки"),
        (("timetable", "--from", "31.02"), {"t.xml": FILE}, 2, "не дата"),
        (("--undo", "01900000-0000-7000-8000-000000000000"), {}, 1, "Такой загрузки"),
    ],
)
def test_exit_codes(desk, words, files, code, why):
    with pytest.raises(CommandError, match=why) as refused:
        run(desk, *words, files=files)
    assert refused.value.returncode == code
    assert not desk.rows("lesson").exists()


def test_college_must_exist(desk):
    with pytest.raises(CommandError, match="Колледжа с кодом «nowhere» нет"):
        call_command("import", "plan", "x.plx", "--college", "nowhere")


def test_undoing_twice_is_refused(desk):
    said = run(desk, "timetable", *WINDOW, "--apply", "--yes", files={"t.xml": FILE})
    number = re.search(r"--undo ([0-9a-f-]{36})", said)[1]
    call_command("import", "--undo", number, "--college", desk.college.code, stdout=StringIO())
    with pytest.raises(CommandError, match="Отменить можно только то, что загружено"):
        call_command("import", "--undo", number, "--college", desk.college.code, stdout=StringIO())
