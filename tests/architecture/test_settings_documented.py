"""Settings are few, typed, documented, and each is read (house style, 36)."""

import re
import subprocess
import sys
from dataclasses import fields

from django.conf import settings

from tests.architecture.house import ROOT, matches, python_files, refuse
from zhurnal.kernel import env
from zhurnal.organisation.rules.parameters import Parameters

PAGE = (ROOT / "docs" / "configuration.md").read_text("utf-8")
NAMES = re.compile(r"ZHURNAL_[A-Z_]+[A-Z]")
READ_PAST_ENV = re.compile(r"os\.(?:environ|getenv)\b.*ZHURNAL_|getenv\(")


def documented():
    return set(re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE))


def used():
    """Every variable that any Python file of ours names."""
    parts = ("zhurnal", "config", "bootstrap", "tests", "bench")
    files = [path for part in parts for path in (ROOT / part).rglob("*.py")] + [ROOT / "run.py"]
    return {name for path in files for name in NAMES.findall(path.read_text("utf-8"))}


def test_every_setting_is_documented():
    assert set(env.VARIABLES) - documented() == set(), "A line in docs/configuration.md for each variable."


def test_every_variable_that_is_read_anywhere_is_documented():
    assert used() - documented() == set(), "A line in docs/configuration.md for each variable."


def test_no_documented_variable_is_forgotten():
    variables = {name for name in documented() if name.startswith("ZHURNAL_")}
    assert variables - used() == set(), "docs/configuration.md names a variable that nobody reads any more."


def test_defaults_are_told_as_they_are():
    wrong = []
    for variable in env.VARIABLES.values():
        row = next((line for line in PAGE.split("\n") if line.startswith(f"| `{variable.name}` |")), "")
        told = row.split("|")[2].strip() if row else ""
        plain = variable.default if str(ROOT) not in variable.default else None
        if plain and f"`{plain}`" != told:
            wrong.append(f"{variable.name}: {told}, in code {plain}")
        if plain == "" and not told.startswith("none"):
            wrong.append(f"{variable.name}: {told}, in code nothing")
    assert wrong == []


def test_the_product_reads_the_environment_in_one_place():
    refuse(
        [breach for path in python_files() if path.name != "env.py" for breach in matches(path, READ_PAST_ENV)],
        "Read it in config/settings.py through zhurnal.kernel.env, which types and documents it.",
    )


def test_what_a_college_decides_is_documented_with_its_defaults():
    told = dict(re.findall(r"^\| `([a-z_]+)` \| `([^`]+)` \|", PAGE, flags=re.MULTILINE))
    code = {
        f.name: str(f.default).lower() if isinstance(f.default, bool) else str(f.default) for f in fields(Parameters)
    }
    assert told == code


def test_no_security_check_is_silenced():
    assert settings.SILENCED_SYSTEM_CHECKS == []


def test_deployment_checks_are_clean():
    """``check --deploy`` as an installation behind https runs it; the headers are our own middleware's (tests/access)."""
    ours = {"security.W001", "security.W002", "security.W004", "security.W008"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "zhurnal", "check", "--deploy"], cwd=ROOT, capture_output=True, text=True,
        check=False, env={**_bare(), "ZHURNAL_HTTPS": "1", "ZHURNAL_SECRET_KEY": "k9" * 40 + "!аб"},
    )  # fmt: skip
    found = set(re.findall(r"\((\w+\.[EW]\d+)\)", done.stdout + done.stderr))
    assert (done.returncode, found - ours) == (0, set()), done.stderr


def _bare():
    import os

    return {name: value for name, value in os.environ.items() if not name.startswith(("ZHURNAL_", "DJANGO_"))}
