"""``python -m faults.proxies nginx|caddy|plain|careless``: the proxy of docs/admin/deployment.md, with its own words, before the real server.

Ambiguous requests (``ambiguous.py``) go through it by raw sockets: whatever the product then answers must be a request that the proxy
knows of too, whoever asks next gets his own answer, headers of the proxy cannot be forged, inner pages are not reached, older TLS is
refused. ``plain`` asks the server itself, to see what it does without a proxy; ``careless`` is the control, a proxy that takes whatever comes
for one request, and must be found out. All runs on loopback in a folder that is thrown away.
"""

import argparse
import json
import re
import shutil
import socket
import ssl
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from bench.server import free_port, wait
from faults.ambiguous import CASES, FORGED, HIDDEN, HOST, INSIDE
from faults.frames import FRAMED, said
from faults.fronts import PROXIES, Tap, certificate, lenient, running, server, spoken

REQUEST = re.compile(r'"([A-Z]+) (?:https?://[^/]+)?(/[^ ?"]*)[^"]*"')
OLD, NEW = ("1.0", "1.1"), ("1.2", "1.3")
SILENT = 1.0  # seconds after which an open connection has said all
SETTLED = 0.2  # seconds in which logs are written
OK, BROKEN, CANNOT = 0, 1, 2
CARELESS = "careless"
ALONE = {"plain", CARELESS}
DUE = {"host": HOST, "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https"}


class Log:
    """Request lines that were added to a log since it was looked at last."""

    def __init__(self, path: Path) -> None:
        self._path, self._read = path, 0

    def fresh(self) -> Counter[str]:
        """By request line, how often."""
        if not self._path.exists():
            return Counter()
        with self._path.open("rb") as file:
            file.seek(self._read)
            data = file.read()
        self._read += len(data)
        return Counter(found for line in data.decode("utf-8", "replace").splitlines() for found in _asked(line))


def _asked(line: str) -> list[str]:
    """Method and path; the server's log has no more."""
    if line.startswith("{"):
        request = json.loads(line).get("request", {})
        line = f'"{request["method"]} {request["uri"]}"' if request else ""
    return [f"{method} {path}" for method, path in REQUEST.findall(line)]


def ask(port: int, data: bytes, trust: Path | None) -> bytes:
    """What comes back, until the other side ends or says nothing more; by TLS where a certificate is trusted."""
    got = b""
    with ExitStack() as stack:
        link = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
        if trust:
            known = ssl.create_default_context(cafile=str(trust))
            known.set_alpn_protocols(["h2" if data.startswith(b"PRI") else "http/1.1"])
            link = stack.enter_context(known.wrap_socket(link, server_hostname=HOST))
        with suppress(OSError):
            link.sendall(data)
            link.settimeout(SILENT)
            while piece := link.recv(65536):
                got += piece
    return got


def get(address: str) -> bytes:
    """An ordinary request."""
    return f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()


def statuses(answer: bytes) -> list[str]:
    """Statuses of the answers that came back; «0.9» for a bare one, nothing for silence."""
    found = [status.decode() for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]
    return found or (["0.9"] if answer else [])


def unlawful(passed: Counter[str], answered: Counter[str]) -> list[str]:
    """Requests that the product answered and the proxy knows nothing of: the two saw different ends."""
    return sorted((answered - passed).elements())


def forged(sent: bytes) -> list[str]:
    """Headers of the proxy that reach the product otherwise than the proxy writes them. A WSGI server takes «_» for «-»."""
    lines = sent.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    named = [
        (name.lower().replace("_", "-"), value.strip()) for name, _colon, value in (one.partition(":") for one in lines)
    ]
    seen = {name: [value for one, value in named if one == name] for name in DUE}
    return [f"{name}: {values}" for name, values in seen.items() if values != [DUE[name]]]


class Passing:
    """One proxy before the server: what was sent through, and what was wrong."""

    def __init__(self, port: int, trust: Path | None, tap: Tap | None, passed: Log | None, answered: Log) -> None:
        self.port, self.trust, self.tap, self.passed, self.answered = port, trust, tap, passed, answered
        self.rows: list[dict[str, Any]] = []
        self.broken: list[str] = []

    def send(self, name: str, data: bytes) -> bytes:
        """One request and the next asker; what the first of them sent the server."""
        if self.tap:
            self.tap.pieces.clear()
        answer = ask(self.port, data, self.trust)
        time.sleep(SETTLED)
        sent = b"".join(self.tap.pieces) if self.tap else data
        following = statuses(ask(self.port, get("/health/?next"), self.trust))
        time.sleep(SETTLED)
        seen = self.answered.fresh()
        more = unlawful(self.passed.fresh(), seen) if self.passed else []
        self.broken += [f"{name}: the product answered {one}, which the proxy does not know" for one in more]
        if following != ["200"]:
            self.broken.append(f"{name}: who asked next got {following}")
        words = said(answer) if data.startswith(b"PRI") else statuses(answer)
        inner = sum(count for one, count in seen.items() if HIDDEN in one)
        self.rows.append(
            {"case": name, "said": words, "answered": sum(seen.values()) - 1, "inner": inner, "reached": bool(sent)}
        )
        return sent


def through(passing: Passing) -> None:
    """One after the other; none of them may be taken for two by one and for one by the other."""
    for name, data in CASES.items():
        passing.send(name, data)


def looked_at(passing: Passing) -> None:
    """What the product must see as the proxy wrote it, and what it must not see at all."""
    for name, data in {**FORGED, **{f"HTTP/2: {one}": data for one, data in FRAMED.items()}}.items():
        sent = passing.send(name, data)
        passing.broken += [f"{name}: reached the product as {one}" for one in (forged(sent) if sent else [])]
    passing.broken += [f"{one}: reached the product" for one in INSIDE if passing.send(one, get(one))]


def run(name: str, folder: Path) -> dict[str, Any]:
    """What was seen: rows by case, versions of TLS, what is broken."""
    behind, port = free_port(), free_port()
    command, environment = server(folder, behind)
    with ExitStack() as stack:
        stack.enter_context(running(command, folder, "server.log", environment))
        wait(behind)
        time.sleep(1)
        answered = Log(folder / "server.log")
        answered.fresh()
        if name in ALONE:
            tap = Tap(behind, folder / "access.log") if name == CARELESS else None
            passing = Passing(
                tap.port if tap else behind, None, tap, Log(folder / "access.log") if tap else None, answered
            )
            through(passing)
            return {"rows": passing.rows, "tls": {}, "client": {}, "broken": passing.broken}
        trust, tap = certificate(folder), Tap(behind)
        words, line, log = PROXIES[name]
        (folder / "words").write_text(words(folder, port, tap.port), "utf-8")
        stack.enter_context(
            running(
                [one.format(folder=folder) for one in line], folder, "proxy.log", {**environment, "HOME": str(folder)}
            )
        )
        listening(port)
        passing = Passing(port, trust, tap, Log(folder / log), answered)
        through(passing)
        looked_at(passing)
        found, client = spoken(port), lenient(folder)
    wrong = [f"TLS {one}: let in {found[one]}" for one in found if found[one] is not (one in NEW)]
    wrong += [f"TLS {one}: this client cannot speak it, so a refusal shows nothing" for one in OLD if not client[one]]
    return {"rows": passing.rows, "tls": found, "client": client, "broken": passing.broken + wrong}


def listening(port: int) -> None:
    """Until somebody listens there."""
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    message = "the proxy did not start with the words of the guide"
    raise RuntimeError(message)


def main(arguments: list[str]) -> int:
    """0 when nothing is broken; of the careless one, when something is."""
    parser = argparse.ArgumentParser(prog="faults.proxies", description=__doc__)
    parser.add_argument("proxy", choices=[*PROXIES, *ALONE])
    wanted = parser.parse_args(arguments).proxy
    missing = [one for one in ({wanted, "openssl"} - ALONE) if shutil.which(one) is None]
    if missing:
        sys.stderr.write(f"Not on this machine: {', '.join(sorted(missing))}\n")
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="zhurnal-proxies-") as folder:
        try:
            found = run(wanted, Path(folder))
        except RuntimeError:
            for log in sorted(Path(folder).glob("*.log")):
                sys.stderr.write(f"{log.name}\n{log.read_text('utf-8', 'replace')[-2000:]}\n")
            raise
    for row in found["rows"]:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.write(
        json.dumps({name: found[name] for name in ("tls", "client", "broken")}, ensure_ascii=False, indent=1) + "\n"
    )
    return BROKEN if bool(found["broken"]) is not (wanted == CARELESS) else OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
