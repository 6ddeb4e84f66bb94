"""What is committed runs anywhere: no paths of one machine, no host in a lock."""

import json
import re
import subprocess

import pytest

from tests.architecture.house import ROOT, matches, refuse

TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".json", ".yml", ".yaml", ".sh", ".csv", ".svg", ""}
SHOWS_ONE = {ROOT / "tests" / "architecture" / name for name in ("test_committed.py", "test_the_walls_hold.py")}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z]\w*)/|\b[A-Z]:\\Users\\", re.MULTILINE)


@pytest.fixture(scope="module")
def committed():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("This copy is not a git repository (an unpacked archive): what is committed cannot be listed.")
    paths = [ROOT / name for name in done.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix in TEXT]


def test_locks_name_no_host():
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [path.name for path in locks] == ["dev.txt", "runtime.txt"]
    refuse(
        [
            breach
            for path in locks
            for breach in matches(path, re.compile(r"://|^--(?:index|extra|find)", re.MULTILINE))
        ],
        "A host or an index in a lock: compile it with “make lock”, which leaves them out.",
    )


def test_the_lock_of_the_type_checker_names_no_host_and_pins_by_hash():
    text = (ROOT / "tests" / "js" / "types" / "package-lock.json").read_text("utf-8")
    assert "://" not in text, "A host in a lock: npm install --omit-lockfile-registry-resolved leaves it out."
    packages = {name: given for name, given in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(given["integrity"].startswith("sha512-") for given in packages.values())


def test_locks_agree():
    pin = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
    runtime = dict(pin.findall((ROOT / "requirements" / "runtime.txt").read_text("utf-8")))
    dev = dict(pin.findall((ROOT / "requirements" / "dev.txt").read_text("utf-8")))
    assert {name: dev.get(name) for name in runtime} == runtime, "Compile both locks together: make lock"


def test_no_paths_of_one_machine(committed):
    refuse(
        [breach for path in committed if path not in SHOWS_ONE for breach in matches(path, MACHINE_PATH)],
        "A path of one machine: build it from the file's own place (Path(__file__)) or take it from the environment.",
    )


def test_every_module_of_the_pages_asks_for_its_types():
    """Only the service worker stands apart: it lives among other globals than a page."""
    modules = [path for path in (ROOT / "zhurnal").glob("*/static/**/*.js") if path.name != "worker.js"]
    assert len(modules) > 100
    refuse(
        [str(path.relative_to(ROOT)) for path in modules if not path.read_text("utf-8").startswith("// @ts-check\n")],
        "A module without «// @ts-check»: nobody checks its types.",
    )
