"""``run.py install``: the journal as a service of a Debian or an Ubuntu, and the same command again after each update.

What the guide (``docs/admin/deployment.md``) says in words is done here: the user, the folders, the variables, the database, the units
of systemd (``bootstrap/units``). What the administrator may have changed, the variables, is never written over.
"""

import os
import re
import secrets
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from bootstrap import environment
from bootstrap.environment import PYTHON, ROOT, RUNTIME
from bootstrap.product import STARTS_WITHIN
from bootstrap.say import Problem, line
from zhurnal.operations import integrity

USER = "zhurnal"
PROGRAM = Path("/opt/zhurnal")  # as the units call it; any other folder is put in its place
STATE = Path("/var/lib/zhurnal")
COPIES = Path("/var/backups/zhurnal")
VARIABLES = Path("/etc/zhurnal/env")
OWNER_VARIABLES = Path("/etc/zhurnal/owner.env")  # PostgreSQL: the role that may change tables
COMMAND = Path("/usr/local/bin/zhurnal")
UNITS_HERE, UNITS_THERE = ROOT / "bootstrap" / "units", Path("/etc/systemd/system")
STARTED = ("zhurnal.service", "zhurnal-nightly.timer", "zhurnal-remind.timer")
SITE = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
BACK = "Назад / the way back: «Обновление и откат», docs/admin/deployment.md"
COMPILED = ("zhurnal", "config")
HEALTH = "http://127.0.0.1:8000/health/"


def install(arguments: list[str]) -> int:
    """Make the service, or bring it up to date; what was there of data and settings stays."""
    options = _options(arguments)
    _may_be_done(options)
    environment.ensure(RUNTIME)
    _user()
    _can_run()
    _compile()
    _variables(options)
    said = read_variables(_of_owner())
    second = [options.second / "copies", options.second / "heads"] if options.second else []
    for folder in (_state(said), COPIES, *second):
        _own_folder(folder)
    if "ZHURNAL_DATABASE" in said or any(_state(said).glob("*.sqlite3")):
        _as_user("Копия / a copy", said, "backup", left="База не тронута / the database was not touched")
    if options.start and (UNITS_THERE / STARTED[0]).is_file():
        _done("systemctl", "stop", *STARTED)
    _as_user("База / the database", said, "migrate", "--verbosity", "0")
    _as_user("Файлы страниц / static files", said, "collectstatic", "--noinput", "--verbosity", "0")
    line(f"Список файлов / manifest: {integrity.write(ROOT)}")
    _command()
    changed = [name for name, text in units(ROOT, said) if _written(UNITS_THERE / name, text, 0o644)]
    if changed:
        line(f"Службы / units: {', '.join(changed)}")
    if options.start:
        _start(said)
    _what_remains(said, started=options.start)
    return 0


def units(program: Path, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """(name, text) of each unit, for a program in this folder and these variables.

    PostgreSQL bears several processes; and the night, which proves copies in a database of its own, acts there as the owner.
    """
    on_postgresql = said.get("ZHURNAL_DATABASE", "").startswith("postgres")
    found = []
    for path in sorted(UNITS_HERE.glob("zhurnal*")):
        text = path.read_text("utf-8").replace(str(PROGRAM), str(program)).replace(str(STATE), str(_state(said)))
        if on_postgresql:
            text = text.replace("--workers 1", f"--workers {min(4, os.cpu_count() or 1)}")
        if path.name == "zhurnal-nightly.service":
            text = text.replace(str(VARIABLES), str(_of_owner()))
        found.append((path.name, text))
    return found


def _state(said: Mapping[str, str]) -> Path:
    return Path(said.get("ZHURNAL_STATE") or STATE)


def _of_owner() -> Path:
    return OWNER_VARIABLES if OWNER_VARIABLES.is_file() else VARIABLES


def first_variables(site: str, second: Path | None, key: str) -> str:
    """The text of the first file of variables: ``KEY=value`` by line, as systemd reads it."""
    places = [str(COPIES), *([str(second / "copies")] if second else [])]
    rows = {
        "ZHURNAL_STATE": str(STATE),
        "ZHURNAL_SECRET_KEY": key,
        "ZHURNAL_HOSTS": site,
        "ZHURNAL_TRUSTED_ORIGINS": f"https://{site}",
        "ZHURNAL_SITE": f"https://{site}",
        "ZHURNAL_HTTPS": "1",
        "ZHURNAL_PROXIES": "1",
        "ZHURNAL_BACKUP_TO": ",".join(places),
        **({"ZHURNAL_HEADS_TO": str(second / "heads")} if second else {}),
        "ZHURNAL_LOG_FORM": "json",
    }
    return "".join(f"{name}={value}\n" for name, value in rows.items())


def read_variables(file: Path) -> dict[str, str]:
    """The variables of such a file; lines that are none, and remarks, are passed over as systemd passes them."""
    rows = (
        text.partition("=") for text in file.read_text("utf-8").splitlines() if not text.lstrip().startswith(("#", ";"))
    )
    return {name.strip(): value.strip().strip("\"'") for name, sign, value in rows if sign}


def _options(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(
        prog="run.py install", description="Журнал как служба / the journal as a service (Debian, Ubuntu)."
    )
    parser.add_argument(
        "--site", metavar="journal.college.ru", help="имя сайта, нужно в первый раз / the site's name, the first time"
    )
    parser.add_argument(
        "--second",
        type=Path,
        metavar="DIR",
        help="папка второго диска или машины для копий / a folder of a second disk or machine",
    )
    parser.add_argument("--no-start", dest="start", action="store_false", help="не запускать службы / start no service")
    return parser.parse_args(arguments)


def _may_be_done(options: Namespace) -> None:
    """Every reason not to begin is told before anything is touched."""
    again = f"sudo python3 {ROOT / 'run.py'} install --site journal.college.ru"
    if os.name == "nt":
        raise Problem(
            "Служба ставится на Debian или Ubuntu.", "The service is for a Debian or an Ubuntu.", "python run.py"
        )
    if os.geteuid() != 0:
        raise Problem("Службу ставит администратор машины.", "The machine's administrator installs the service.", again)
    if options.start and not Path("/run/systemd/system").is_dir():
        raise Problem(
            "На этой машине не работает systemd.", "systemd does not run on this machine.", f"{again} --no-start"
        )
    if not VARIABLES.is_file() and not options.site:
        raise Problem("Как называется сайт журнала?", "What is the name of the journal's site?", again)
    if options.site and not SITE.fullmatch(options.site):
        raise Problem(f"«{options.site}» — не имя сайта.", f"“{options.site}” is no name of a site.", again)
    if options.second and not options.second.is_absolute():
        raise Problem(
            "Путь второй папки назовите полностью.",
            "Name the second folder by its whole path.",
            f"{again} --second /mnt/second",
        )
    if not VARIABLES.is_file():
        return
    said = read_variables(VARIABLES)
    if options.site and options.site not in named(said, "ZHURNAL_HOSTS"):
        raise Problem(
            f"Журнал здесь уже стоит под другим именем, настройки не тронуты: {VARIABLES}.",
            f"The journal stands here under another name already, its settings were left alone: {VARIABLES}.",
            f"sudo editor {VARIABLES}",
        )
    places = [[Path(one) for one in named(said, key)] for key in ("ZHURNAL_BACKUP_TO", "ZHURNAL_HEADS_TO")]
    if options.second and not all(any(options.second in (one, *one.parents) for one in own) for own in places):
        raise Problem(
            f"Настройки не переписываются. Вторую папку впишите сами: ZHURNAL_BACKUP_TO и ZHURNAL_HEADS_TO в {VARIABLES}.",
            f"Settings are not written over. Name the second folder yourself: ZHURNAL_BACKUP_TO and ZHURNAL_HEADS_TO in {VARIABLES}.",
            f"sudo editor {VARIABLES}",
        )


def named(said: Mapping[str, str], key: str) -> list[str]:
    """What a setting lists."""
    return [one.strip() for one in said.get(key, "").split(",") if one.strip()]


def _user() -> None:
    import pwd  # Windows has none

    try:
        pwd.getpwnam(USER)
    except KeyError:
        line(f"Пользователь / user: {USER}")
        _done("useradd", "--system", "--user-group", "--home-dir", str(STATE), "--shell", "/usr/sbin/nologin", USER)


def _can_run() -> None:
    """The service reads the program, and its Python, and can change neither."""
    if not _user_may(str(PYTHON), "-c", "import granian, config"):
        raise Problem(
            f"Пользователь {USER} не может запустить программу из {ROOT}. Ей место в {PROGRAM}, читать её должны все, Python — системный.",
            f"The user {USER} cannot run the program in {ROOT}. Its place is {PROGRAM}, readable for all, with the system's own Python.",
            f"sudo mv {ROOT} {PROGRAM}" if ROOT != PROGRAM else f"sudo chmod -R a+rX {PROGRAM}",
            f"sudo rm -rf {PROGRAM}/.venv && cd {PROGRAM} && sudo /usr/bin/python3 run.py install …",
        )


def _compile() -> None:
    """The service may not write beside the program: what is not compiled here, each of its processes compiles anew, for seconds."""
    _done(str(PYTHON), "-m", "compileall", "-q", *(str(ROOT / part) for part in COMPILED), umask=0o022)


def _user_may(*command: str) -> bool:
    try:
        done = subprocess.run(
            command, cwd=ROOT if command[0] == str(PYTHON) else "/", user=USER, group=USER, extra_groups=[], env={"HOME": "/"},
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except PermissionError:  # the folder or the program itself is out of his reach
        return False
    return done.returncode == 0


def _own_folder(folder: Path) -> None:
    """For the service alone. A folder that is there already, of another disk or machine, keeps its owner if he can write."""
    if folder.is_dir() and _user_may("test", "-w", str(folder)):
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        shutil.chown(folder, USER, USER)
    except OSError as error:
        raise Problem(
            f"Папку {folder} не удалось отдать пользователю {USER}: {error.strerror}.",
            f"The folder {folder} could not be given to the user {USER}: {error.strerror}.",
            f"sudo install -d -o {USER} -g {USER} -m 700 {folder}",
        ) from error


def _variables(options: Namespace) -> None:
    if VARIABLES.is_file():
        return
    VARIABLES.parent.mkdir(mode=0o755, exist_ok=True)
    _write(VARIABLES, first_variables(options.site, options.second, secrets.token_hex(32)), 0o640)
    shutil.chown(VARIABLES, "root", USER)
    line(f"Настройки / settings: {VARIABLES}")


def _as_user(what: str, said: Mapping[str, str], *arguments: str, left: str = BACK) -> None:
    line(f"{what} …")
    kept = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(STATE), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(PYTHON), "-m", "zhurnal", *arguments], cwd=ROOT, user=USER, group=USER, extra_groups=[], umask=0o077,
        env={**kept, **said, "DJANGO_SETTINGS_MODULE": "config.settings"}, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Problem(
            "Не вышло, причина в строках выше.",
            f"It failed, the lines above say why. {left}.",
            f"sudo python3 {ROOT / 'run.py'} install",
        )


def _command() -> None:
    """``zhurnal …`` by root is a command of the service's user with its variables: keys and locks made by root would shut the night out."""
    run = "exec systemd-run --quiet --pipe --wait --collect -p User=zhurnal -p UMask=0077"
    _written(
        COMMAND,
        f'#!/bin/sh\n{run} -p EnvironmentFile={_of_owner()} -p WorkingDirectory={ROOT} {PYTHON} -m zhurnal "$@"\n',
        0o755,
    )


def _start(said: Mapping[str, str]) -> None:
    _done("systemctl", "daemon-reload")
    _done("systemctl", "enable", "--quiet", *STARTED)
    _done("systemctl", "restart", *STARTED)
    asked = urllib.request.Request(
        HEALTH, headers={"Host": said["ZHURNAL_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"}
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up:
        try:
            direct.open(asked, timeout=5).close()
        except urllib.error.HTTPError as answer:
            raise Problem(
                f"Журнал отвечает с ошибкой {answer.code}.",
                f"The journal answers with error {answer.code}.",
                "journalctl -u zhurnal -n 50",
            ) from answer
        except OSError:
            time.sleep(0.2)
            continue
        return
    raise Problem(
        "Служба не ответила за минуту.", "The service did not answer within a minute.", "journalctl -u zhurnal -n 50"
    )


def _what_remains(said: Mapping[str, str], *, started: bool) -> None:
    site = said["ZHURNAL_HOSTS"].split(",")[0]
    line(
        f"\nГотово{'' if started else ', службы не запущены'} / done{'' if started else ', no service was started'}. Осталось / what remains:"
    )
    if OWNER_VARIABLES.is_file():
        line(
            "  zhurnal roles > roles.sql && sudo -u postgres psql -d … -f roles.sql    права роли на новые таблицы / the role's rights to new tables"
        )
    if not started:
        line(f"  systemctl enable --now {' '.join(STARTED)}")
    line("  zhurnal check                              что плохо и что сделать / what is wrong and what to do")
    line(
        '  zhurnal college --code … --name "…" --admin "…"    колледж и его администратор / the college and its administrator'
    )
    line(f"  nginx или Caddy перед 127.0.0.1:8000 / before it, TLS: {site}, docs/admin/deployment.md")
    line(
        "  zhurnal backup --sheet лист.pdf            ключ копий: напечатать, в сейф / the key of the copies: print it, into the safe"
    )


def _written(path: Path, text: str, mode: int) -> bool:
    """Whether the file was another one; a text that stands already is not touched."""
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    _write(path, text, mode)
    return True


def _write(path: Path, text: str, mode: int) -> None:
    """Whole or not at all, and never readable for others in between."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    beside.chmod(mode)
    beside.replace(path)


def _done(*command: str, umask: int = -1) -> None:
    said = subprocess.run(command, capture_output=True, text=True, umask=umask, check=False)
    if said.returncode:
        reason: Iterable[str] = (said.stdout + said.stderr).strip().splitlines()[-5:]
        line("\n".join(reason))
        raise Problem(f"Не вышло: {' '.join(command)}.", "It failed; the line above says why.")
