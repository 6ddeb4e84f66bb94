"""The machinery of ``proxies``: the words of docs/admin/deployment.md fitted to a folder and to ports of loopback, and what listens there."""

import os
import re
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.server import free_port
from faults.ambiguous import HOST

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "admin" / "deployment.md"
VERSIONS = {"1.0": "-tls1", "1.1": "-tls1_1", "1.2": "-tls1_2", "1.3": "-tls1_3"}


def documented(first: str) -> str:
    """The block of the guide that begins so."""
    blocks = re.split(r"\n(?=\S)", GUIDE.read_text("utf-8"))
    found = ["\n".join(line[4:] for line in one.splitlines() if line.startswith("    ") or not line) for one in blocks]
    return next(one.strip() + "\n" for one in found if one.strip().startswith(first))


def nginx_words(folder: Path, port: int, behind: int) -> str:
    """The documented servers inside of what every nginx.conf has; only addresses and files differ."""
    own = documented("server {").replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    own = own.replace("listen 443", f"listen 127.0.0.1:{port}").replace(
        "listen 80;", f"listen 127.0.0.1:{free_port()};"
    )
    own = re.sub(r"/etc/letsencrypt/live/[^/]+/", f"{folder}/", own)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nworker_processes 2;\nevents {{}}\n"
        f"http {{\naccess_log {folder}/access.log;\n{temporary}{own}}}\n"
    )


def caddy_words(folder: Path, port: int, behind: int) -> str:
    """The documented site; its certificate is brought, because nobody gives one to loopback."""
    own = documented(f"{HOST} {{").replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    more = f"\n    bind 127.0.0.1\n    tls {folder}/fullchain.pem {folder}/privkey.pem\n    log\n"
    head = f"{{\n    admin off\n    auto_https disable_redirects\n    storage file_system {folder}\n}}\n"
    return head + own.replace(f"{HOST} {{\n", f"https://{HOST}:{port} {{{more}", 1)


PROXIES: dict[str, tuple[Callable[[Path, int, int], str], list[str], str]] = {
    "nginx": (
        nginx_words,
        ["nginx", "-p", "{folder}", "-e", "{folder}/error.log", "-c", "{folder}/words"],
        "access.log",
    ),
    "caddy": (caddy_words, ["caddy", "run", "--adapter", "caddyfile", "--config", "{folder}/words"], "proxy.log"),
}


class Tap:
    """Stands between proxy and server and keeps what the proxy sends. With a log it is a careless proxy: one connection, one request."""

    def __init__(self, behind: int, log: Path | None = None) -> None:
        self.behind, self.pieces, self._log = behind, list[bytes](), log
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            near, _who = self._door.accept()
            far = socket.create_connection(("127.0.0.1", self.behind))
            threading.Thread(target=self._pour, args=(near, far, self.pieces), daemon=True).start()
            threading.Thread(target=self._pour, args=(far, near, []), daemon=True).start()

    def _pour(self, source: socket.socket, target: socket.socket, kept: list[bytes]) -> None:
        told = self._log is None or kept is not self.pieces
        with suppress(OSError):
            while piece := source.recv(65536):
                if not told:
                    self._tell(piece)
                    told = True
                kept.append(piece)
                target.sendall(piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _tell(self, piece: bytes) -> None:
        if self._log:
            with self._log.open("ab") as log:
                log.write(b'"' + piece.partition(b"\r\n")[0] + b'"\n')


@contextmanager
def running(
    command: list[str], folder: Path, log: str, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours, ended with us."""
    with (folder / log).open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=said, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def server(folder: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """Command and variables of the guide."""
    line = next(one for one in documented("[Unit]").splitlines() if one.startswith("ExecStart=")).removeprefix(
        "ExecStart="
    )
    words = line.replace("/opt/zhurnal/.venv/bin/python", sys.executable).replace(
        "--port 8000", f"--port {port} --access-log"
    )
    told = dict(one.split("=", 1) for one in documented("ZHURNAL_STATE").splitlines())
    own = {"ZHURNAL_STATE": str(folder / "state"), "ZHURNAL_SECRET_KEY": secrets.token_hex(32), "ZHURNAL_WORKER": "0"}
    (folder / "state").mkdir(mode=0o700)
    own |= {"ZHURNAL_HOSTS": f"{told['ZHURNAL_HOSTS']},127.0.0.1"}  # for asking whether it runs
    environment = {**os.environ, **told, **own}
    for command in ("migrate", "collectstatic --noinput"):
        subprocess.run(
            [sys.executable, "-m", "zhurnal", *command.split()],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return words.split(), environment


def certificate(folder: Path) -> Path:
    """For two days, of our own."""
    whole, key = folder / "fullchain.pem", folder / "privkey.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} -keyout {key} -out {whole}"
    subprocess.run(command.split(), check=True, capture_output=True)
    return whole


def spoken(port: int) -> dict[str, bool]:
    """TLS versions that a client which knows all of them is let in with."""
    found = {}
    for version, word in VERSIONS.items():
        command = [
            "openssl",
            "s_client",
            "-connect",
            f"127.0.0.1:{port}",
            "-servername",
            HOST,
            word,
            "-cipher",
            "ALL:@SECLEVEL=0",
        ]
        done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=20)
        found[version] = done.returncode == 0 and b"Cipher is (NONE)" not in done.stdout
    return found


def lenient(folder: Path) -> dict[str, bool]:
    """The same asked of a server that refuses no version: the client itself must be able to speak all of them."""
    port = free_port()
    command = ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert", f"{folder}/fullchain.pem", "-key", f"{folder}/privkey.pem",
               "-cipher", "ALL:@SECLEVEL=0", "-quiet"]  # fmt: skip
    with running(command, folder, "lenient.log", os.environ):
        time.sleep(1)
        return spoken(port)
