"""A PostgreSQL of our own for the time of a test run: made in a temporary folder, on a free loopback port, thrown away after.

``with cluster() as url:`` in Python, or on the command line ``python -m tests.postgres pytest tests/journal``, which runs
the command with ``ZHURNAL_TEST_DATABASE`` set. Standard library only: ``run.py`` uses it before anything is installed.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

STARTS_WITHIN = 60  # seconds
OWNER = "zhurnal"

# Speed instead of durability: nothing here outlives the run.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "autovacuum": "off",
    "timezone": "UTC",
}

PRODUCTION = {
    **SETTINGS,
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "shared_buffers": "512MB",
}


def find_binaries() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, the newest when there are several."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    others = [Path(folder) for folder in ("/usr/local/pgsql/bin", "/usr/local/bin", "/opt/homebrew/bin")]
    windows = sorted(Path("C:/Program Files/PostgreSQL").glob("*/bin"), reverse=True) if os.name == "nt" else []
    on_path = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    suffix = ".exe" if os.name == "nt" else ""
    for folder in [*debian, *on_path, *others, *windows]:
        if all((folder / f"{name}{suffix}").is_file() for name in ("initdb", "postgres")):
            return folder
    return None


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """The URL of a running PostgreSQL; it is stopped and removed when the block ends.

    ``durable``: with fsync and autovacuum as in production, for measurements.
    """
    folder = Path(tempfile.mkdtemp(prefix="zhurnal-postgres-"))
    server = None
    try:
        server = Server(folder, PRODUCTION if durable else SETTINGS)
        server.start()
        yield server.url
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """One PostgreSQL in a folder of its own, made on the spot; ``url`` holds for its whole life, through stops and starts."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        binaries = find_binaries()
        if binaries is None:
            message = "No initdb and postgres on this machine: sudo apt install postgresql"
            raise RuntimeError(message)
        self.folder, self.log, self.user = folder, folder / "log", _other_user()
        if self.user:
            shutil.chown(folder, self.user["user"], self.user["group"])
        password = secrets.token_hex(16)
        _make(binaries, folder, password, self.user)
        self.port = _free_port()
        self.url = f"postgresql://{OWNER}:{password}@127.0.0.1:{self.port}/postgres"
        self.command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(self.port)]
        for name, value in {
            **settings,
            **({} if os.name == "nt" else {"unix_socket_directories": str(folder)}),
        }.items():
            self.command += ["-c", f"{name}={value}"]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it answers."""
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=output, stderr=output, **self.user)
        _wait(self.process, self.port, self.log)

    def stop(self) -> None:
        """In good order."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)  # SIGINT: fast shutdown
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """-9 to it and to every process that it started (Linux)."""
        if self.process is None:
            return
        parent, children = self.process.pid, []
        self.process.send_signal(
            signal.SIGSTOP
        )  # a child that it starts meanwhile would outlive it and hold its memory
        while _state(parent) not in ("T", "Z", ""):
            time.sleep(0.001)
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:  # has just ended
                continue
            if int(fields[1]) == parent:
                children.append(int(stat.parent.name))
        self.process.kill()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.wait()
        self.process = None


def _state(pid: int) -> str:
    """The letter of a process in /proc, "" when it is no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def _make(binaries: Path, folder: Path, password: str, user: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password, "utf-8")
    secret.chmod(0o600)
    if user:
        shutil.chown(secret, user["user"], user["group"])
    command = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", OWNER, "--pwfile", str(secret), "--no-sync"]
    command += ["-A", "scram-sha-256", "--encoding", "UTF8", "--locale", "C" if os.name == "nt" else "C.UTF-8"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **user)
    if done.returncode:
        message = f"initdb failed: {done.stderr.strip()}"
        raise RuntimeError(message)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < give_up:
        with socket.socket() as probe:
            answered = probe.connect_ex(("127.0.0.1", port)) == 0
        if answered and b"ready to accept connections" in log.read_bytes():
            return
        time.sleep(0.05)
    message = f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}"
    raise RuntimeError(message)


def _other_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it becomes somebody else."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    message = (
        "PostgreSQL does not run as root, and there is neither a user postgres nor nobody: useradd --system postgres"
    )
    raise RuntimeError(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _number(name: str) -> float:
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def main(command: list[str]) -> int:
    """Run the command with a PostgreSQL behind it."""
    if not command:
        sys.stderr.write("usage: python -m tests.postgres <command> …\n")
        return 2
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, "ZHURNAL_TEST_DATABASE": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
