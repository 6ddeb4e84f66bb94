"""The real server on a free loopback port, as ``run.py`` starts it; what it takes of the machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

STARTS_WITHIN = 120  # seconds


def start(port: int, workers: int, **variables: str) -> subprocess.Popen[bytes]:
    """The server as run.py starts it, with these variables of the environment besides."""
    command = [
        sys.executable, "-m", "config.server", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "config.wsgi:application",
    ]  # fmt: skip
    # A session of its own, so that ``stop`` reaches its workers too.
    environment = {**os.environ, "ZHURNAL_DATABASE_POOL": "4", **variables}
    return subprocess.Popen(command, env=environment, start_new_session=True)


def stop(server: subprocess.Popen[bytes]) -> None:
    """In good order, or else by force with whatever it started: a measurement leaves nothing running behind it."""
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait(port: int) -> None:
    """Until the server answers: a busy machine takes its time to import it."""
    give_up = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as sock:
                sock.sendall(b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if b"200" in sock.recv(64):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    message = "the server did not start"
    raise RuntimeError(message)


def cpu_of(parent: int) -> float:
    """CPU seconds that the server's processes have taken so far."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(folder.name) == parent or int(fields[1]) == parent:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def backends() -> list[Path]:
    """Where the system counts the CPU (ns) of each process of a PostgreSQL on this machine; nothing on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = cursor.fetchone()[0]
    parent = Path(f"/proc/{ours}/stat").read_text().rsplit(")", 1)[1].split()[1]
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [Path(f"/proc/{child}/schedstat") for child in children]


def resident(parent: int) -> str:
    """Proportional memory of the server's processes, MB each."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(folder.name) == parent or int(fields[1]) == parent:
                rollup = (folder / "smaps_rollup").read_text()
                pss = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
                found.append(int(pss.split()[1]) // 1024)
        except (OSError, StopIteration, IndexError):
            continue
    return f"{sum(found)} MB in {len(found)} processes ({', '.join(map(str, sorted(found)))})"


def free_port() -> int:
    """A free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
