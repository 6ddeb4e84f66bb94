"""``run.py test``: every check of the house, one after another; all of them run, the first failure decides the exit code."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from bootstrap import environment, machine
from bootstrap.environment import DEV, PYTHON, ROOT
from bootstrap.say import Problem, line
from tests.postgres import cluster

BUDGET = 40 * 60  # seconds for everything by day; what hangs is ended and counts as failed
# The other tiers: seconds, and loops of each fault (reliability: T3–T5).
TIERS = {"night": (8 * 3600, 1000), "release": (48 * 3600, 10_000)}
FAULTS = (
    ("application", "sqlite"),
    ("application", "postgresql"),
    ("database", "postgresql"),
    ("power", "sqlite"),
    ("power", "postgresql"),
)
CONTROL_LOOPS = 20
# T7: operations on the same few cells; T15: what the database suffers; T16: the morning; T21: by how many examples of each address.
OPERATIONS = {"night": 20_000, "release": 1_000_000}
SCENES = ("frozen", "gone", "busy", "full")
SCANNERS = ("bandit", "semgrep", "schemathesis", "wapiti")
EXAMPLES = {"night": 5, "release": 70}
PROXIES = ("nginx", "caddy")
CARELESS = "careless"  # the control: a proxy that must be found out
WORKERS = "2"
NOTHING_COLLECTED = 5  # pytest's exit code
SUMMARY = re.compile(r"^(?:\x1b\[[0-9;]*m)*=+ .*\bin \d.*=+")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings_test", "ZHURNAL_STATE": str(ROOT / "var")}


@dataclass
class Outcome:
    """How one stage ended."""

    name: str
    code: int
    seconds: float
    note: str = ""


@dataclass
class Run:
    """The stages of one run: each is printed while it works, and remembered."""

    deadline: float
    outcomes: list[Outcome] = field(default_factory=list)

    def stage(self, name: str, *command: str, **variables: str) -> None:
        """Run a command; its output goes to the terminal, its end into the list."""
        line(f"\n=== {name}")
        began = time.monotonic()
        note = ""
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment.variables(**{**SETTINGS, **variables}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=os.name != "nt",
        )
        with _ended_at(process, self.deadline):
            for text in process.stdout or ():
                line(text.rstrip("\n"))
                if SUMMARY.match(text):
                    note = text.strip()
            code = process.wait()
        if time.monotonic() >= self.deadline:
            note = note or "не уложилось в общее время / over the total budget"
        self.outcomes.append(Outcome(name, code, time.monotonic() - began, note))

    def missing(self, name: str, reason: object) -> None:
        """A stage that cannot run is a failed stage, and says why."""
        line(f"\n=== {name}\n{reason}")
        self.outcomes.append(Outcome(name, 1, 0.0, str(reason).splitlines()[0]))

    def report(self) -> int:
        """The table of stages, then the words of pytest; the exit code of the first failed stage."""
        line("\n" + "─" * 100)
        for outcome in self.outcomes:
            line(f"{'ok  ' if not outcome.code else 'FAIL'} {outcome.seconds:6.1f} s  {outcome.name}")
        failed = [outcome for outcome in self.outcomes if outcome.code]
        total = sum(outcome.seconds for outcome in self.outcomes)
        verdict = f"FAILED: {', '.join(outcome.name for outcome in failed)}" if failed else "everything passed"
        line(f"{verdict} · {len(self.outcomes)} stages · {total:.0f} s")
        for outcome in self.outcomes:
            if outcome.note:
                line(f"{outcome.name}: {outcome.note}")
        return failed[0].code if failed else 0


def run(arguments: list[str]) -> int:
    """Every stage; ``arguments`` go to pytest, after the name of a tier (``night``, ``release``), if there is one."""
    began = time.monotonic()
    environment.ensure(DEV)
    (ROOT / "var").mkdir(exist_ok=True)
    tier, arguments = (arguments[0], arguments[1:]) if arguments[:1] and arguments[0] in TIERS else ("", arguments)
    budget, loops = TIERS.get(tier, (BUDGET, 0))
    if tier:
        os.environ |= {"ZHURNAL_TEST_EVERYTHING": "1", "ZHURNAL_TEST_TIER": tier}
    this = Run(began + budget)
    python = str(PYTHON)
    this.stage("ruff check", python, "-m", "ruff", "check", "--output-format=concise", ".")
    this.stage("ruff format", python, "-m", "ruff", "format", "--check", ".")
    this.stage("import-linter", python, "-c", "from importlinter.cli import lint_imports_command as lint; lint()")
    this.stage("mypy", python, "-m", "mypy")
    this.stage("migrations", python, "-m", "zhurnal", "makemigrations", "--check", "--dry-run")
    this.stage("sizes (listed only)", python, "-m", "tests.architecture.sizes")
    _javascript(this)
    _types(this)
    _pytest(this, arguments)
    _real_files(this, tier)
    for fault, database in FAULTS if loops else ():
        name, command = f"{fault}, {database}", (python, "-m", "faults", fault, database)
        this.stage(f"faults: {name}", *command, "--loops", str(loops))
        this.stage(f"faults, control: {name}", *command, "--control", "--loops", str(CONTROL_LOOPS))
    if tier:
        _cells(this, OPERATIONS[tier])
        _starvation(this)
        _morning(this)
        _proxies(this)
        _scanners(this, EXAMPLES[tier])
    return this.report()


def _real_files(this: Run, tier: str) -> None:
    """Files of real colleges lie beside the repository, not in it. Without them their tests skip, which is said here; at night it is a failure."""
    if (ROOT.parent / "shared" / "data").is_dir():
        return
    said = "проверки на настоящих файлах не шли: рядом нет ../shared/data / tests on real files did not run: there is no ../shared/data"
    if tier:
        this.missing("real files", said)
    else:
        this.outcomes.append(Outcome("real files: NOT ASKED", 0, 0.0, said))


def _cells(this: Run, operations: int) -> None:
    """T7: many clients, few cells, an application that is killed; and a cache that must be found out."""
    for database in ("sqlite", "postgresql"):
        command = (str(PYTHON), "-m", "faults.cells", database, "--clients", "32")
        this.stage(f"cells: {database}", *command, "--operations", str(operations))
        this.stage(f"cells, control: {database}", *command, "--operations", "500", "--control")


def _starvation(this: Run) -> None:
    """T15: a database that stands still, goes, is busy, has no room; and a request without patience, which must be found out."""
    for scene in SCENES:
        this.stage(f"starvation: {scene}", str(PYTHON), "-m", "faults.starvation", scene)
    this.stage("starvation, control", str(PYTHON), "-m", "faults.starvation", "frozen", "--seconds", "40", "--control")


def _morning(this: Run) -> None:
    """T16: the limits of a morning, with a storm of sign-ins beside; and a college that hashes whatever comes, which must not keep them."""
    for database in ("sqlite", "postgresql"):
        this.stage(f"morning: {database}", str(PYTHON), "-m", "bench", database, "morning")
    this.stage("morning, control", str(PYTHON), "-m", "bench", "sqlite", "careless")


def _scanners(this: Run, examples: int) -> None:
    """T21; each must find what was planted for it."""
    for tool in SCANNERS:
        this.stage(f"scanner: {tool}", str(PYTHON), "-m", "scanners", tool, "--examples", str(examples))
        this.stage(f"scanner, control: {tool}", str(PYTHON), "-m", "scanners", tool, "--control")


def _proxies(this: Run) -> None:
    """The words of the guide for each proxy, before the real server; then one that must be found out."""
    for name in PROXIES:
        try:
            machine.proxy(name)
            this.stage(f"proxies: {name}", str(PYTHON), "-m", "faults.proxies", name)
        except Problem as problem:
            this.missing(f"proxies: {name}", problem)
    this.stage("proxies, control: careless", str(PYTHON), "-m", "faults.proxies", CARELESS)


def _javascript(this: Run) -> None:
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "js").rglob("*.test.*js"))
    try:
        if not files:
            raise Problem("В tests/js нет ни одной проверки.", "tests/js holds no test.", "git checkout -- tests/js")
        setup = ["--import", "./tests/js/setup.mjs"] if (ROOT / "tests" / "js" / "setup.mjs").is_file() else []
        this.stage("JavaScript", machine.node(), *setup, "--test", *files)
    except Problem as problem:
        this.missing("JavaScript", problem)


def _types(this: Run) -> None:
    try:
        this.stage("types of JavaScript", machine.node(), str(machine.typescript()), "-p", str(machine.TYPES))
    except Problem as problem:
        this.missing("types of JavaScript", problem)


def _pytest(this: Run, arguments: list[str]) -> None:
    """The suite on SQLite and on PostgreSQL, then the browser on both."""
    with ExitStack() as stack:
        databases: dict[str, dict[str, str] | Problem] = {"SQLite": {}}
        try:
            machine.postgresql()
            databases["PostgreSQL"] = {"ZHURNAL_TEST_DATABASE": stack.enter_context(cluster())}
        except Problem as problem:
            databases["PostgreSQL"] = problem
        except RuntimeError as error:
            databases["PostgreSQL"] = Problem("PostgreSQL для проверок не запустился.", str(error))
        command = (str(PYTHON), "-m", "pytest", "-n", WORKERS, "--color=no", *arguments)
        for suite in ("pytest", "browser"):
            for database, variables in databases.items():
                name = f"{suite}, {database}"
                try:
                    if isinstance(variables, Problem):
                        raise variables
                    if suite == "browser":
                        # Named by its folder: what is collected and then left out costs a quarter of a minute each time.
                        where = () if arguments else ("tests/browser",)
                        asked = (*command, *where, "-m", "browser")
                        this.stage(name, *asked, ZHURNAL_CHROMIUM=machine.chromium(), **variables)
                    else:
                        this.stage(name, *command, **variables)
                except Problem as problem:
                    this.missing(name, problem)
                if arguments and this.outcomes[-1].code == NOTHING_COLLECTED:  # asked for a part that has none of these
                    this.outcomes[-1].code = 0


@contextmanager
def _ended_at(process: subprocess.Popen[str], deadline: float) -> Iterator[None]:
    """Ends the process, when the total budget is spent, and whatever happens to us."""
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _end, [process])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Ends a stage of ours together with what it started."""
    if os.name == "nt":
        process.terminate()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    process.wait()
