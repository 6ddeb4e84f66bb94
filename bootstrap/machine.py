"""What the checks need from the machine: PostgreSQL, Node, a browser; installed where we may, named where we may not."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from bootstrap import environment
from bootstrap.environment import PYTHON, ROOT
from bootstrap.say import Problem, line
from tests.postgres import find_binaries

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OLDEST_NODE = 18
TYPES = ROOT / "tests" / "js" / "types"


def postgresql() -> Path:
    """The folder with initdb and postgres."""
    found = find_binaries() or (_apt("postgresql") and find_binaries())
    if not found:
        raise Problem(
            "Нет PostgreSQL (нужны initdb и postgres), а проверки идут и на нём.",
            "PostgreSQL is missing (initdb and postgres), and the checks run on it as well.",
            "sudo apt install postgresql",
        )
    return found


def proxy(name: str) -> str:
    """The path of nginx or Caddy, which stand before the journal in the guide."""
    missing = [one for one in (name, "openssl") if not shutil.which(one) and not (_apt(one) and shutil.which(one))]
    if missing:
        raise Problem(
            f"Нет {' и '.join(missing)}: проверка записей для {name} из «Развёртывания» не идёт.",
            f"{' and '.join(missing)} missing: the guide's words for {name} are not tried.",
            f"sudo apt install {' '.join(missing)}",
        )
    return str(shutil.which(name))


def node() -> str:
    """The path of Node."""
    found = _node() or (_apt("nodejs") and _node())
    if not found:
        raise Problem(
            f"Нет Node.js {OLDEST_NODE} или новее: им проверяется код страниц (самому журналу он не нужен).",
            f"Node.js {OLDEST_NODE} or newer is missing: it tests the code of the pages (the journal does not need it).",
            "sudo apt install nodejs",
        )
    return found


def typescript() -> Path:
    """The compiler of TypeScript, which reads the JSDoc types of the pages' code; fetched by its lock when it is not there."""
    compiler = TYPES / "node_modules" / "typescript" / "bin" / "tsc"
    if _fetched_typescript() != _wanted_typescript():
        npm = shutil.which("npm") or (_apt("npm") and shutil.which("npm"))
        if not npm:
            raise Problem(
                "Нет npm: им берётся TypeScript, который проверяет типы в коде страниц (самому журналу он не нужен).",
                "npm is missing: it brings TypeScript, which checks the types of the pages' code (the journal does not need it).",
                "sudo apt install npm",
            )
        line("Беру TypeScript / fetching TypeScript …")
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(command, cwd=TYPES, env=environment.variables(), check=False).returncode:
            raise Problem(
                "TypeScript не загрузился: проверьте сеть или настройки npm.",
                "TypeScript could not be fetched: look at the network or the settings of npm.",
                f"cd {TYPES.relative_to(ROOT)} && npm ci --ignore-scripts",
            )
    return compiler


def _wanted_typescript() -> str:
    lock = json.loads((TYPES / "package-lock.json").read_text("utf-8"))
    return str(lock["packages"]["node_modules/typescript"]["version"])


def _fetched_typescript() -> str:
    held = TYPES / "node_modules" / "typescript" / "package.json"
    return str(json.loads(held.read_text("utf-8"))["version"]) if held.is_file() else ""


@cache
def chromium() -> str:
    """The path of a Chromium that Playwright can drive."""
    if not _driver_starts() and not (_apt("libatomic1") and _driver_starts()):
        raise Problem(
            "Playwright, который водит браузер в проверках, не запускается: не хватает системной библиотеки.",
            "Playwright, which drives the browser in the tests, does not start: a system library is missing.",
            f'sudo apt install libatomic1    # then: "{PYTHON}" -m playwright --version',
        )
    found = _system_browser() or _playwright_browser()
    if not found and _apt("chromium", "fonts-dejavu-core"):
        found = _system_browser()
    if not found and _download_browser():
        found = _playwright_browser()
    if not found:
        raise Problem(
            "Нет браузера Chromium: в нём проверяются страницы.",
            "The browser Chromium is missing: the pages are tested in it.",
            f'sudo apt install chromium    # or: "{PYTHON}" -m playwright install chromium',
        )
    return found


def _node() -> str:
    path = shutil.which("node") or shutil.which("nodejs") or ""
    if not path:
        return ""
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return path if version[1:].split(".")[0].isdigit() and int(version[1:].split(".")[0]) >= OLDEST_NODE else ""


def _system_browser() -> str:
    named = os.environ.get("ZHURNAL_CHROMIUM", "")
    if named and Path(named).is_file():
        return named
    return next((path for path in map(shutil.which, BROWSERS) if path), "")


def _driver_starts() -> bool:
    command = [str(PYTHON), "-m", "playwright", "--version"]
    return subprocess.run(command, env=environment.variables(), capture_output=True, check=False).returncode == 0


def _playwright_browser() -> str:
    """The browser that Playwright has fetched before, when there is one."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run(
        [str(PYTHON), "-c", ask], env=environment.variables(), capture_output=True, text=True, check=False
    )
    path = answer.stdout.strip()
    return path if path and Path(path).is_file() else ""


def _download_browser() -> bool:
    line("Загружаю браузер Playwright / downloading Playwright's browser …")
    command = [str(PYTHON), "-m", "playwright", "install", "chromium", "--no-shell"]
    return subprocess.run(command, cwd=ROOT, env=environment.variables(), check=False).returncode == 0


def _apt(*packages: str) -> bool:
    """True when Debian's packages are there now; only root on a Debian or an Ubuntu may try."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    line(f"Устанавливаю / installing: {' '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", *arguments], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode and arguments[0] == "install":
            line("\n".join((done.stdout + done.stderr).strip().splitlines()[-5:]))
            return False
    return True
