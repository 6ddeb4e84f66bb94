"""The product, imported once and never connected; each process that serves or looks is forked from it, in milliseconds.

Commands come as JSON lines on standard input, each is answered by one line. The application is the product's own
(``config.wsgi``); the HTTP around it is Python's, since a server that takes seconds to start cannot be killed a thousand times.
"""

import json
import os
import signal
import socketserver
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django

django.setup()

from django.conf import settings  # noqa: E402

# Its thread would open the database here, and who is forked meanwhile would believe locks to be held that are not his: SQLite
# then lets another process take the log away under him, and marks are lost by the harness's fault alone.
settings.DRAINS_READINGS = False

from django.db import connection  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from django.urls import resolve  # noqa: E402

from config.wsgi import application  # noqa: E402
from faults import witness  # noqa: E402
from zhurnal.privacy import drainer  # noqa: E402

THREADS = 4
# "early": answers before the work; "unsynced": SQLite does not wait for the disk
CONTROL = os.environ.get("ZHURNAL_FAULTS_CONTROL", "")


class Handler(WSGIRequestHandler):
    """Says nothing of the requests."""

    def log_message(self, *_args: object) -> None:
        """The harness counts for itself."""


class Server(WSGIServer):
    """A few threads that stay, as the real server has them."""

    pool: ThreadPoolExecutor

    def server_bind(self) -> None:
        """Without asking anybody for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]
        self.setup_environ()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answered in a thread of the pool."""
        self.pool.submit(self._answer, request, client_address)

    def _answer(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except OSError:  # the teacher has hung up
            pass
        finally:
            self.shutdown_request(request)


def serve(port: int) -> None:
    """Until it is killed."""
    settings.DRAINS_READINGS = True
    drainer.start()
    server = Server(("127.0.0.1", port), Handler)
    server.pool = ThreadPoolExecutor(THREADS)
    server.set_app(early if CONTROL == "early" else application)
    server.serve_forever(poll_interval=0.05)


def early(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """The control of the application's crash: «saved» is said before anything is."""
    if environ["REQUEST_METHOD"] != "POST":
        return list(application(environ, start))
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    (command,) = json.loads(body)["commands"]
    told = {"key": command["key"], "state": "saved", "version": command["version"] + 1, "value": command["value"]}
    threading.Timer(0.02, _afterwards, [environ, body]).start()
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"results": [told]}).encode()]


def _afterwards(environ: dict[str, Any], body: bytes) -> None:
    from io import BytesIO

    b"".join(application({**environ, "wsgi.input": BytesIO(body)}, lambda *_: None))


def unsynced(connection: Any, **_kwargs: object) -> None:
    """The control of the power cut: the disk is not waited for."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


def warm() -> None:
    """Everything that a first request imports is imported here, once: each process that serves is forked from this one."""
    resolve("/journals/00000000-0000-0000-0000-000000000000/commands/")


def main() -> None:
    """Read commands until the harness hangs up."""
    warm()
    if CONTROL == "unsynced":
        connection_created.connect(unsynced)
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.flush()
        if threading.active_count() > 1 or connection.connection is not None:
            message = (
                "The parent of all has a thread or a connection of its own: what is forked from it is no honest server."
            )
            raise RuntimeError(message)
        child = os.fork()
        if child == 0:
            _child(asked)
        if asked["do"] == "serve":
            sys.stdout.write(json.dumps({"pid": child}) + "\n")
            sys.stdout.flush()
        else:
            os.waitpid(child, 0)
        _reap()


def _child(asked: dict[str, Any]) -> None:
    os.setsid()
    code = 1
    try:
        if asked["do"] == "serve":
            serve(asked["port"])
        else:
            told = getattr(witness, asked["do"])(**asked.get("with", {}))
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
            code = 0
    except Exception as error:
        sys.stdout.write(json.dumps({"fault": repr(error)}) + "\n")
        sys.stdout.flush()
        raise
    finally:
        os._exit(code)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main()
