"""``python -m scanners bandit|semgrep|schemathesis|wapiti [--examples N] [--as PERSON] [--minutes N] [--control]``: T21.

Each tool lives in an environment of its own in ``.venv-scanners/`` (they contradict each other's versions), made when it is first asked for;
without the package registry that fails, and what could not look is red. ``--control``: the tool must find what was planted for it.

bandit and semgrep (rules of our own, ``rules.yml``) read the product; whatever ``noqa`` says of the same rule is known, the rest stands in ``WAIVED``
with its reason, file by file and not one more. schemathesis asks every address with every parameter that any view reads, wapiti walks through the pages and tries its
injections: both over the real server on this machine, with two filled colleges in a folder that is thrown away, as several people.
"""

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench.server import free_port, start, stop, wait

ROOT = Path(__file__).resolve().parent.parent
BLIND = "could not look"
HERE = ROOT / "scanners"
TOOLS = {
    "bandit": "bandit==1.9.4",
    "semgrep": "semgrep==1.185.0",
    "schemathesis": "schemathesis==4.32.5",
    "wapiti": "wapiti3==3.2.3",
}
READ = ("zhurnal", "config", "bootstrap", "run.py")
TOKEN = "a" * 32
AS_WHOM = ("administrator", "teacher", "parent")
MINUTES = 65  # of wapiti, as one person: thirteen parts, four for the walk and one for each module
CUT = re.compile(r"Max (?:scan time was reached()|attack time was reached for module (\w+)), stopping")
MODULES = "xss,sql,exec,file,redirect,crlf,ssrf,xxe,permanentxss"
PAGES = 40  # fewer than these were crawled: somebody looked at the sign-in page and nothing else
OUT = (
    "/sign-out/*", "/lock/*", "/locked/*", "/logins/*", "/sign-in/*", "/protection/*", "/confirm/*", "/static/*", "/own/changes/*",
)  # fmt: skip
# (tool, rule, file): how many, and why they stand.
WAIVED = {
    ("bandit", "B608", "zhurnal/kernel/sql.py"): (1, "names of our own columns, quoted"),
    ("bandit", "B608", "zhurnal/operations/rules/roles.py"): (1, "text for the owner of the database; every name is quoted"),
    ("bandit", "B308", "zhurnal/kernel/templatetags/ui.py"): (2, "two constants"),
    ("semgrep", "redirect-of-a-request", "zhurnal/assessment/views/groups.py"): (3, "behind an address of our own, a key of the database"),
    ("semgrep", "redirect-of-a-request", "zhurnal/assessment/views/page.py"): (1, "behind an address of our own, a key of the database"),
    ("semgrep", "redirect-of-a-request", "zhurnal/oversight/views/corrections.py"): (1, "behind an address of our own, a number of the database"),
    ("semgrep", "redirect-of-a-request", "zhurnal/assessment/views/rules.py"): (1, "behind an address of our own, a key of the database"),
    ("semgrep", "redirect-of-a-request", "zhurnal/credentials/views/family.py"): (2, "behind an address of our own, one of a closed set"),
    ("semgrep", "redirect-of-a-request", "zhurnal/statements/views/office.py"): (1, "behind an address of our own, a key of the database"),
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """0: nothing found (or, with ``--control``, what was planted)."""
    parser = argparse.ArgumentParser(prog="python -m scanners", description=__doc__)
    parser.add_argument("tool", choices=tuple(TOOLS))
    parser.add_argument("--examples", type=int, default=20, help="of schemathesis, for each address and method")
    parser.add_argument(
        "--as", dest="people", action="append", choices=AS_WHOM, help="who schemathesis and wapiti are (all of them)"
    )
    parser.add_argument("--minutes", type=int, default=MINUTES, help="of wapiti as one person")
    parser.add_argument("--control", action="store_true")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="zhurnal-scanners-") as folder:
        found = {"bandit": bandit, "semgrep": semgrep, "schemathesis": schemathesis, "wapiti": wapiti}[wanted.tool](
            installed(wanted.tool), Path(folder), wanted
        )
    for line in found[:40]:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{wanted.tool}{', control' if wanted.control else ''}: {len(found)} found\n")
    blind = any(line.startswith(BLIND) for line in found)  # a tool that does not run finds nothing that was planted
    return int(blind or bool(found) != wanted.control)


def installed(tool: str) -> Path:
    """The folder of the tool's programmes; made when it is not there."""
    folder = ROOT / ".venv-scanners" / tool
    if not (folder / "done").is_file() or (folder / "done").read_text() != TOOLS[tool]:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "-q", "install", TOOLS[tool]], check=True)
        (folder / "done").write_text(TOOLS[tool])
    return folder / "bin"


# --- what reads -------------------------------------------------------------------------------------------------------


def bandit(tool: Path, folder: Path, wanted: argparse.Namespace) -> list[str]:
    """Findings of the middle grade and above that no ``noqa`` and no waiver names."""
    places = planted(folder) if wanted.control else [str(ROOT / name) for name in READ]
    told = json.loads(_output([str(tool / "bandit"), "-q", "-r", *places, "-ll", "-f", "json"], ok=(0, 1)))
    if told["errors"]:
        return [f"{BLIND}: {told['errors'][:3]}"]
    rows = []
    for one in told["results"]:
        lines = Path(one["filename"]).read_text("utf-8").splitlines()
        first, last = one["line_range"][0], one["line_range"][-1]
        rule = "S" + one["test_id"][1:].replace("703", "308")
        if not re.search(rf"noqa:[^\n]*\b{rule}\b", "\n".join(lines[first - 1 : last + 3])):
            rows.append((one["test_id"], _place(one["filename"]), one["line_number"], one["issue_text"]))
    return rows_left("bandit", rows)


def semgrep(tool: Path, folder: Path, wanted: argparse.Namespace) -> list[str]:
    """Findings of our rules; the control fails when a planted line is not found, or a lawful one is."""
    places = planted(folder) if wanted.control else [str(ROOT / name) for name in READ]
    command = [str(tool / "semgrep"), "scan", "--metrics=off", "--disable-version-check", "--no-git-ignore", "--json",
               "--exclude", "demo", "--exclude", "migrations", "--config", str(HERE / "rules.yml"), *places]  # fmt: skip
    told = json.loads(_output(command, PATH=f"{tool}{os.pathsep}{os.environ['PATH']}"))
    if told["errors"] or not told["paths"]["scanned"]:
        return [f"{BLIND}: {told['errors'][:3]}"]
    rows = [
        (one["check_id"].rsplit(".", 1)[-1], _place(one["path"]), one["start"]["line"], one["extra"]["message"])
        for one in told["results"]
    ]
    if wanted.control:
        seen = {(rule, Path(place).name, line) for rule, place, line, _words in rows}
        silent = set(re.findall(r"(?m)^  - id: (\S+)", (HERE / "rules.yml").read_text())) - {one[0] for one in seen}
        amiss = sorted(marked(folder) ^ seen) + [(rule, "has nothing planted", 0) for rule in silent]
        sys.stdout.write("".join(f"not as planted: {one}\n" for one in amiss))
        return [] if amiss else [f"every line found, and no other: {len(seen)}"]
    return rows_left("semgrep", rows)


def rows_left(tool: str, rows: list[tuple[str, str, int, str]]) -> list[str]:
    """What no waiver covers; a waiver that covers nothing is told too."""
    counts = Counter((tool, rule, place) for rule, place, _line, _words in rows)
    found = [
        f"{place}:{line} {rule} {words}"
        for rule, place, line, words in rows
        if counts[tool, rule, place] > WAIVED.get((tool, rule, place), (0, ""))[0]
    ]
    if any((ROOT / place).is_file() for _tool, _rule, place in counts):
        found += [
            f"a waiver covers less than it says: {key}"
            for key, (many, _why) in WAIVED.items()
            if key[0] == tool and counts[key] < many
        ]
    return found


def marked(folder: Path) -> set[tuple[str, str, int]]:
    """(rule, file, line) of everything that is planted."""
    return {
        (rule, name, number)
        for name in ("planted.py", "planted.js")
        for number, line in enumerate((folder / name).read_text("utf-8").splitlines(), 1)
        for rule in re.findall(r"finds: (\S+)", line)
    }


def planted(folder: Path) -> list[str]:
    """Breaches of each rule."""
    for name in ("planted.py", "planted.js"):
        (folder / name).write_text((HERE / f"{name}.txt").read_text("utf-8"), "utf-8")
    return [str(folder)]


def _place(path: str) -> str:
    return os.path.relpath(path, ROOT) if Path(path).is_relative_to(ROOT) else path


def _output(command: list[str], *, ok: tuple[int, ...] = (0,), **variables: str) -> str:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **variables}, check=False
    )
    if done.returncode not in ok:
        raise RuntimeError(done.stderr[-2000:] or done.stdout[-2000:])
    return done.stdout


# --- what asks --------------------------------------------------------------------------------------------------------


@contextmanager
def scanned(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The real server before two filled colleges: its port, and the cookies of those who are signed in."""
    os.environ |= {
        "ZHURNAL_DATABASE": f"sqlite:///{folder / 'scanned.sqlite3'}", "ZHURNAL_STATE": str(folder), "ZHURNAL_SECRET_KEY": "scanned",
        "ZHURNAL_WORKER": "0", "ZHURNAL_LOG": "CRITICAL", "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "scanners.inside", str(folder)], cwd=ROOT, check=True)
    port = free_port()
    server = start(port, 1)
    try:
        wait(port)
        yield port, json.loads((folder / "who.json").read_text())
    finally:
        stop(server)


class Careless(BaseHTTPRequestHandler):
    """The control: it breaks at a quotation mark and says back what it was told."""

    def do_GET(self) -> None:
        said = "".join(value for values in parse_qs(urlsplit(self.path).query).values() for value in values)
        self.send_response(500 if "'" in said or "%" in self.path else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<a href='/?q=1'>next</a><p>{said}</p>".encode())

    do_POST = do_GET  # noqa: N815  (as the library calls it)

    def log_message(self, *_args: object) -> None:
        """Says nothing of the requests."""


@contextmanager
def careless(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """A server full of holes, and an address of it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked = {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}
    told = {"responses": {"200": {"description": "-"}}}
    (folder / "openapi.json").write_text(json.dumps({
        "openapi": "3.0.3", "info": {"title": "careless", "version": "0"}, "paths": {"/": {"get": {"parameters": [asked], **told}}},
    }))  # fmt: skip
    try:
        yield server.server_address[1], dict.fromkeys(AS_WHOM, "nobody")
    finally:
        server.shutdown()


def still_in(port: int, cookie: str) -> bool:
    """Whether whoever scans is signed in: a scan of the sign-in page shows nothing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/notices/", headers={"Cookie": f"journal={cookie}"})
    return connection.getresponse().status == http.HTTPStatus.OK


def schemathesis(tool: Path, folder: Path, wanted: argparse.Namespace) -> list[str]:
    """Addresses that failed (5xx) at anything."""
    found = []
    with (careless if wanted.control else scanned)(folder) as (port, cookies):
        for name in AS_WHOM[:1] if wanted.control else wanted.people or AS_WHOM:
            command = [str(tool / "st"), "run", str(folder / "openapi.json"), "--url", f"http://127.0.0.1:{port}", "-c", "not_a_server_error",
                       "--phases", "fuzzing", "--max-examples", str(wanted.examples), "--continue-on-failure", "--no-shrink", "--request-timeout", "60",
                       "-H", f"Cookie: journal={cookies[name]}; csrf={TOKEN}", "-H", f"X-CSRFToken: {TOKEN}"]  # fmt: skip
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            asked = re.findall(r"(\d[\d,]*) generated", done.stdout)
            sys.stdout.write(f"as {name}: {asked[-1] if asked else '?'} cases, code {done.returncode}\n")
            if done.returncode not in (0, 1) or not asked:
                found.append(f"{BLIND}: {(done.stderr or done.stdout)[-600:]}")
            if not wanted.control and not still_in(port, cookies[name]):
                found.append(f"{BLIND}: {name} was no more signed in at the end")
            if done.returncode == 1:
                found += sorted(set(re.findall(r"(?m)^_+ ((?:GET|POST) /\S*) _+$", done.stdout))) or [
                    done.stdout[-600:]
                ]
    return found


def kept_out(port: int) -> list[str]:
    """What would end the session that looks, or close its screen; and files, in which there is nothing to find."""
    return [word for path in OUT for word in ("-x", f"http://127.0.0.1:{port}{path}")]


def starts(port: int, folder: Path, *, control: bool) -> list[str]:
    """Every address without a place in it, so that a page to which no link of this person's leads is looked at too."""
    paths = json.loads((folder / "openapi.json").read_text())["paths"]
    plain = [] if control else [path for path in paths if "{" not in path]
    return [word for path in plain for word in ("-s", f"http://127.0.0.1:{port}{path}")]


def wapiti(tool: Path, folder: Path, wanted: argparse.Namespace) -> list[str]:
    """Weaknesses that its modules found behind the sign-in."""
    found, share = [], wanted.minutes * 60 // 13
    with (careless if wanted.control else scanned)(folder) as (port, cookies):
        for name in AS_WHOM[:1] if wanted.control else wanted.people or AS_WHOM:
            report = folder / f"{name}.json"
            command = [str(tool / "wapiti"), "-u", f"http://127.0.0.1:{port}/", "-m", MODULES, "-f", "json", "-o", str(report), "--flush-session",
                       "--store-session", str(folder / "session"), "--max-scan-time", str(4 * share), "--max-attack-time", str(share), "-d", "4", "--max-links-per-page", "30",
                       *starts(port, folder, control=wanted.control), *kept_out(port), "-H", f"Cookie: journal={cookies[name]}; csrf={TOKEN}", "-v", "1", "--no-bugreport"]  # fmt: skip
            done = subprocess.run(
                command,
                cwd=folder,
                capture_output=True,
                text=True,
                env={**os.environ, "HOME": str(folder)},
                check=False,
            )
            if not report.is_file() or done.returncode:
                found.append(f"{BLIND}: {(done.stderr or done.stdout)[-600:]}")
                continue
            told = json.loads(report.read_text())
            pages = int(told["infos"].get("crawled_pages_nbr", 0))
            cut = [module or "the walk" for _walk, module in CUT.findall(done.stdout)]
            sys.stdout.write(f"as {name}: {pages} pages; time was up for {', '.join(cut) or 'nothing'}\n")
            if not wanted.control and pages < PAGES:
                found.append(f"{BLIND}: {name} saw {pages} pages only")
            if not wanted.control and not still_in(port, cookies[name]):
                found.append(f"{BLIND}: {name} was no more signed in at the end")
            found += [
                f"{kind}: {one['method']} {one['path']} {one['parameter']} {one['info']}"
                for kind, ones in told["vulnerabilities"].items()
                for one in ones
            ]
            found += [
                f"{kind}: {one['path']}"
                for kind, ones in told["anomalies"].items()
                for one in ones
                if "500" in kind or "Internal" in kind
            ]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
