"""The virtual environment: built from a hash-locked list with the bundled pip, untouched while the list is the same."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap.say import RUN, WINDOWS, Problem, line

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
REQUIREMENTS = ROOT / "requirements"
RUNTIME, DEV = "runtime", "dev"  # dev holds everything that runtime holds, in the same versions

OFFLINE_SIGNS = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "Name or service not known",
    "NameResolutionError",
    "NewConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "ProxyError",
    "SSLError",
    "Connection refused",
    "Network is unreachable",
)

HELD_SIGNS = ("WinError 5]", "WinError 32]")  # a file of the environment that a running program holds


def ensure(lock: str) -> None:
    """The environment holds exactly what the lock names; instant when it already does."""
    wanted = _stamp_text(lock)
    if PYTHON.exists() and _stamp(lock).is_file() and _stamp(lock).read_text("utf-8") == wanted:
        return
    try:
        _build_if_needed()
        line(f"Устанавливаю пакеты / installing packages: requirements/{lock}.txt …")
        _install(lock)
        for done in (RUNTIME, DEV) if lock == DEV else (RUNTIME,):
            _stamp(done).write_text(_stamp_text(done), "utf-8")
    except OSError as error:
        raise cannot_write(error, VENV) from error


ASTRAY = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
# The last is set by many images: with it each process compiles 1,300 files anew, which takes longer than all the rest of its start.


def variables(**extra: str) -> dict[str, str]:
    """The environment of our child processes: UTF-8, and nothing that leads their imports astray or makes them slow."""
    kept = {name: value for name, value in os.environ.items() if name not in ASTRAY}
    return {**kept, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "config.settings", **extra}


def no_space(place: Path) -> Problem:
    """The sentence for a disk that is full."""
    return Problem(
        f"На диске нет места: {place}.",
        f"No space left on the disk: {place}.",
        f'dir "{place}"' if WINDOWS else f'df -h "{place}"',
    )


def cannot_write(error: OSError, place: Path) -> Problem:
    """The sentence for a file that could not be written, by what the system says of it."""
    if error.errno == errno.ENOSPC:
        return no_space(place)
    if isinstance(error, PermissionError):
        return no_right_to_write(error.filename or place)
    return Problem(f"Не удалось записать в {place}: {error}.", f"Could not write to {place}: {error}.")


def no_right_to_write(place: object, *, windows: bool = WINDOWS) -> Problem:
    """The sentence for a folder that belongs to somebody else; Windows says the same of a file that a running program holds."""
    if windows:
        return Problem(
            f"Нет права записи или файл занят: {place}. Если журнал уже работает, остановите его (Ctrl-C в его окне).",
            f"No right to write, or the file is in use: {place}. If the journal runs already, stop it (Ctrl-C in its window).",
            RUN,
            f'icacls "{ROOT}" /grant "%USERNAME%":F /T',
        )
    return Problem(
        f"Нет права записи: {place}.",
        f"No right to write: {place}.",
        f'sudo chown -R "$(id -un)" "{ROOT}"',
    )


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.stamp"


def _stamp_text(lock: str) -> str:
    digest = hashlib.sha256((REQUIREMENTS / f"{lock}.txt").read_bytes()).hexdigest()
    return f"{digest} {_python_and_place()}"


def _python_and_place() -> str:
    """Which Python and which folder: an environment cannot be moved, and does not survive a change of its Python."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {ROOT}"


def _build_if_needed() -> None:
    made_for = VENV / "made-for.stamp"
    if PYTHON.exists() and made_for.is_file() and made_for.read_text("utf-8") == _python_and_place():
        return
    try:
        from venv import EnvBuilder  # some systems ship Python without it, and this is where we can say so
    except ImportError as error:
        raise Problem(
            "В этом Python нет модуля venv.",
            "This Python lacks the module venv.",
            "sudo apt install python3 python3-venv",
        ) from error
    line(f"Создаю окружение / building the environment: {VENV.name} …")
    if VENV.is_dir() and Path(sys.prefix) != VENV:
        shutil.rmtree(VENV)
    EnvBuilder(with_pip=False, symlinks=not WINDOWS, prompt="zhurnal").create(VENV)
    made_for.write_text(_python_and_place(), "utf-8")


def _install(lock: str) -> None:
    wheel = next((ROOT / "bootstrap").glob("pip-*.whl"))
    command = [str(PYTHON), str(wheel / "pip"), "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--retries", "2"]
    local = ROOT / "wheels"
    if local.is_dir():
        command += ["--no-index", "--find-links", str(local)]
    command += ["--requirement", str(REQUIREMENTS / f"{lock}.txt")]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=variables(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        output = done.stdout + done.stderr
        line("\n".join(text for text in output.strip().splitlines()[-8:]))
        raise _diagnosis(output, lock)


def _diagnosis(output: str, lock: str) -> Problem:
    if "DO NOT MATCH THE HASHES" in output:
        return Problem(
            "Скачанный пакет не тот, что в списке: контрольная сумма не совпала, установка остановлена.",
            "A downloaded package is not the listed one: its checksum differs, nothing was installed.",
            f"git checkout -- requirements && {RUN}",
        )
    if "No space left" in output or "not enough space" in output:
        return no_space(ROOT)
    if any(sign in output for sign in HELD_SIGNS):
        return no_right_to_write(VENV, windows=True)
    if any(sign in output for sign in OFFLINE_SIGNS):
        return Problem(
            "Нет связи с каталогом пакетов Python: проверьте интернет или укажите прокси. Можно и без сети: "
            "скачайте пакеты на другой машине в папку wheels/ рядом с run.py.",
            "The Python package index is out of reach: check the internet or name a proxy. Or, without a network: "
            "download the packages elsewhere into wheels/ beside run.py.",
            f"set HTTPS_PROXY=http://proxy:3128 && {RUN}" if WINDOWS else f"HTTPS_PROXY=http://proxy:3128 {RUN}",
            f"{'py' if WINDOWS else 'python3'} -m pip download --only-binary :all: --require-hashes -r requirements/{lock}.txt -d wheels",
        )
    if "No matching distribution" in output or "Could not find a version" in output:
        return Problem(
            f"Для этой системы и Python {sys.version_info.major}.{sys.version_info.minor} нет готового пакета "
            "(назван выше). Возьмите 64-битный Python 3.11–3.14.",
            "There is no ready package for this system and Python (named above). Use a 64-bit Python 3.11 to 3.14.",
            "winget install Python.Python.3.13 && py -3.13 run.py"
            if WINDOWS
            else "sudo apt install python3.11 && python3.11 run.py",
        )
    return Problem(
        "Пакеты не установились; причина в строках выше.",
        "The packages could not be installed; the lines above say why.",
        f"{RUN}    # {sys.executable}, requirements/{lock}.txt",
    )
