"""What the person at the terminal is told when the environment cannot be built."""

import ast

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
