"""What the person at the terminal is told when the environment cannot be built."""

import ast
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import environment
from bootstrap.say import Problem


@pytest.mark.parametrize(
    ("output", "russian"),
    [
        ("Retrying … NameResolutionError(…)\nERROR: No matching distribution found for django", "Нет связи"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "Скачанный пакет не тот"),
        ("ERROR: Could not install packages due to an OSError: No space left on device", "На диске нет места"),
        ("ERROR: Could not find a version that satisfies the requirement granian==2.8.7", "Для этой системы"),
        ("ERROR: … [WinError 5] Access is denied: '…\\\\_pydantic_core.pyd'", "Нет права записи или файл занят"),
        ("ERROR: [WinError 32] The process cannot access the file", "Нет права записи или файл занят"),
        ("OSError: [Errno 28] There is not enough space on the disk", "На диске нет места"),
        ("ERROR: something new", "Пакеты не установились"),
    ],
)
def test_diagnosis_names_the_cause_and_a_command(output, russian):
    problem = environment._diagnosis(output, "runtime")

    assert problem.russian.startswith(russian)
    assert problem.english
    assert len(problem.commands) >= 1


def test_problem_reads_as_two_sentences_and_indented_commands():
    assert str(Problem("Нет места.", "No space.", "df -h .")) == "Нет места.\nNo space.\n  df -h ."


def test_run_py_is_readable_for_an_old_python():
    source = (environment.ROOT / "run.py").read_text("utf-8")

    assert ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]


def test_an_old_python_is_told_so_where_the_terminal_has_no_russian_letters():
    """Python 3.6 in the C locale, a redirected console of an English Windows."""
    old = "import runpy, sys; sys.version_info = (3, 6, 15, 'final', 0); runpy.run_path('run.py', run_name='__main__')"
    for letters in ("ascii", "cp437", "cp1251", "utf-8"):
        said = subprocess.run(
            [sys.executable, "-c", old],
            cwd=environment.ROOT,
            env={"PYTHONIOENCODING": letters},
            capture_output=True,
            check=False,
        )
        assert (said.returncode, said.stderr) == (1, b"")
        assert "Python 3.11 or newer is needed, this is Python 3.6." in said.stdout.decode(letters)


@pytest.mark.parametrize(
    ("number", "russian"),
    [
        (errno.ENOSPC, "На диске нет места: somewhere."),
        (errno.EACCES, "Нет права записи: file."),
        (errno.EROFS, "Не удалось записать в somewhere"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_in_words(number, russian):
    problem = environment.cannot_write(OSError(number, os.strerror(number), "file"), Path("somewhere"))

    assert problem.russian.startswith(russian)


def test_variables_lead_no_import_astray(monkeypatch):
    names = {"PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}
    for name in names:
        monkeypatch.setenv(name, "elsewhere")

    assert environment.variables().keys().isdisjoint(names)


def test_stamp_changes_with_the_lock(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "REQUIREMENTS", tmp_path)
    texts = []
    for version in ("1.0", "1.1"):
        (tmp_path / "runtime.txt").write_text(f"django=={version}\n")
        texts.append(environment._stamp_text("runtime"))

    assert texts[0] != texts[1]
