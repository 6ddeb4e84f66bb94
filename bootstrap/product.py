"""Starts the product: environment, database, static files, server; waits for its first answer and names the address."""

import errno
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace

from bootstrap import environment, standing, state
from bootstrap.environment import PYTHON, ROOT, RUNTIME
from bootstrap.say import RUN, WINDOWS, Problem, line

FIRST_PORT, PORTS_TRIED = 8000, 50
STARTS_WITHIN = 60  # seconds; a loaded old PC needs a good part of them


def serve(arguments: list[str]) -> int:
    """Runs until Ctrl-C."""
    options = _options(arguments)
    server, port, heard = None, 0, False
    try:
        environment.ensure(RUNTIME)
        state.ensure()
        if standing.stands():  # a second start: the server comes up while it is looked whether anything is left to do
            server, port = _begin(options)
        prepared = subprocess.run(
            [str(PYTHON), "-m", "bootstrap.prepare", *(["--empty"] if options.empty else [])],
            cwd=ROOT,
            env=environment.variables(),
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if prepared.returncode:
            return prepared.returncode
        if server is None:
            server, port = _begin(options)
        _wait_for_answer(server, options.host, port)
        line(f"\nЖурнал открыт / the journal is open:  http://{options.host}:{port}/      Ctrl-C — стоп / stop")
        return server.wait()
    except KeyboardInterrupt:
        heard = True
        if server is not None:
            return 0
        line("\nОстановлено. Начатое доделает следующий запуск. / Stopped, the next start finishes what was begun.")
        return 130
    finally:
        if server is not None:
            _stop(server, heard=heard)
            line("Остановлено. Данные сохранены. / Stopped, data kept.")


def _begin(options: Namespace) -> tuple[subprocess.Popen[bytes], int]:
    """The server and its port.

    Out of reach of the terminal's own signals: the server hears from us alone that it is to end, and once. Told twice at the same
    moment granian can wait for itself for ever, and a worker that hears it twice goes on until it is killed.
    """
    port = _free_port(options.host, options.port)
    command, apart = _server(options.host, port), not WINDOWS
    server = subprocess.Popen(command, cwd=ROOT, env=environment.variables(), start_new_session=apart)
    _end_as_by_ctrl_c()
    return server, port


def _options(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="run.py", description="Запускает «Журнал» / starts the journal.")
    parser.add_argument("--host", default="127.0.0.1", help="адрес / address (127.0.0.1)")
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=f"порт / port ({FIRST_PORT} или следующий свободный / or the next free one)",
    )
    parser.add_argument(
        "--empty", action="store_true", help="без учебного колледжа / without the demonstration college"
    )
    return parser.parse_args(arguments)


def _free_port(host: str, wanted: int | None) -> int:
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            if not WINDOWS:  # a port that rests in TIME_WAIT is free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OverflowError:
                continue
            except OSError as error:
                if error.errno in {errno.EADDRNOTAVAIL, socket.EAI_NONAME}:
                    raise Problem(
                        f"У этой машины нет адреса {host}.", f"This machine has no address {host}.", RUN
                    ) from error
            else:
                return port
    taken = str(wanted or f"{FIRST_PORT}–{FIRST_PORT + PORTS_TRIED - 1}")
    raise Problem(f"Порт {taken} занят или запрещён.", f"Port {taken} is taken or not allowed.", f"{RUN} --port 8100")


def _server(host: str, port: int) -> list[str]:
    """Granian; on a Windows where it cannot be loaded, waitress."""
    python = str(PYTHON)
    if WINDOWS and subprocess.run([python, "-c", "import granian"], capture_output=True, check=False).returncode:
        return [python, "-m", "waitress", f"--listen={host}:{port}", "--threads=4", "config.wsgi:application"]
    on_postgresql = os.environ.get("ZHURNAL_DATABASE", "").startswith("postgres")
    workers = (
        min(4, os.cpu_count() or 1) if on_postgresql else 1
    )  # SQLite: one process, whose lock puts writers in a queue
    return [
        python,
        "-m",
        "config.server",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "10",
        "--log-level",
        "warning",
        "config.wsgi:application",
    ]


def _wait_for_answer(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    address = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared, not bound
    give_up = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up and server.poll() is None:
        try:
            direct.open(f"http://{address}:{port}/health/", timeout=5).close()
        except urllib.error.HTTPError as answer:
            line(f"Сервер отвечает с ошибкой {answer.code} / the server answers with error {answer.code}: /health/")
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise Problem(
        "Сервер не запустился; причина в строках выше.",
        "The server did not start; the lines above say why.",
        f"{PYTHON} -m zhurnal check --deploy",
    )


def _end_as_by_ctrl_c() -> None:
    """A polite end of this process, or of its terminal, is the same as Ctrl-C, whatever we wait for."""

    def ended(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ended)
    if not WINDOWS and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # ignored: by nohup
        signal.signal(signal.SIGHUP, ended)


def _stop(server: subprocess.Popen[bytes], *, heard: bool) -> None:
    """``heard``: Ctrl-C has reached the server as well, as it reaches every program of a console."""
    if server.poll() is None and not (WINDOWS and heard):  # Windows knows no polite end but that one
        _end(server)
    while True:
        try:
            server.wait(timeout=15)
        except KeyboardInterrupt:  # a second Ctrl-C: the server is already on its way out
            continue
        except subprocess.TimeoutExpired:
            _end(server) if WINDOWS else server.kill()
            continue
        return


def _end(server: subprocess.Popen[bytes]) -> None:
    """The server with its workers: Windows ends one process at a time, and what it has started would go on and hold the port."""
    if WINDOWS:
        tree = ["taskkill", "/T", "/F", "/PID", str(server.pid)]
        subprocess.run(tree, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    else:
        server.terminate()
