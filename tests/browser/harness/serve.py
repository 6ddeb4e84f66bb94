"""A journal in memory behind the real scripts and styles: to develop and drive the grid without the product.

``python3 tests/browser/harness/serve.py 8777`` and open http://127.0.0.1:8777/ . The address steers the journal:
``?view=spread``, ``?theme=dark``, ``?contrast=bw``, ``?size=1.5``, ``?extra=40`` (a longer term), ``?read=1`` (only to look).
POST /steer/ {"mode": "ok" | "down" | "refuse" | "signed-out" | "lose"} sets how the next answers go;
POST /other/ {"lesson", "student", "slot", "value"} writes as somebody else.
"""

import json
import sys
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

HOUSE = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(Path(__file__).resolve().parent))
from made import made_payload  # noqa: E402

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
STYLES = [
    "tokens",
    "theme",
    "fonts",
    "base",
    "layout",
    "shell",
    "vision",
    "icon",
    "button",
    "field",
    "choice",
    "tag",
    "squares",
    "mark",
    "sheet",
    "table",
    "note",
    "waiting",
    "popover",
]
OWN = ["grid", "cell", "journal", "topics", "cards"]
VIEWS = {"marks": "Отметки", "spread": "Разворот", "topics": "Темы"}


class Journal:
    """Cells, works and texts of one course, with versions; enough rules to be answered back."""

    def __init__(self, extra: int = 0) -> None:
        self.payload = made_payload(extra)
        self.mode = "ok"
        self.seq = 1
        self.done: dict[str, dict] = {}
        self.slots: dict[str, int] = {}
        self.log: list[dict] = []
        self.touched: list[tuple[int, str]] = []
        self.lessons = {lesson["id"]: lesson for lesson in self.payload["lessons"]}
        students, lessons = self.payload["students"], self.payload["lessons"]
        self.cells = {
            (lessons[at]["id"], students[row]["id"], slot): [value, version, flags, "О. С. Кравцова"]
            for row, at, slot, value, version, flags in self.payload["cells"]
        }

    def page(self) -> dict:
        rows = {student["id"]: index for index, student in enumerate(self.payload["students"])}
        places = {lesson["id"]: index for index, lesson in enumerate(self.payload["lessons"])}
        cells = [[rows[s], places[at], slot, *cell[:3]] for (at, s, slot), cell in self.cells.items()]
        return {**self.payload, "cells": cells, "seq": self.seq}

    def change(self, lesson: str) -> None:
        self.seq += 1
        self.touched.append((self.seq, lesson))

    def carry_out(self, command: dict) -> dict:
        key = command["key"]
        if key in self.done:
            return {**self.done[key], "state": "repeat"}
        answer = {"key": key, **getattr(self, f"do_{command['do']}")(self.lessons[command["lesson"]], command)}
        self.log.append({**command, "answered": answer["state"]})
        if answer["state"] == "saved":
            self.done[key] = answer
            self.change(command["lesson"])
        return answer

    def do_entry(self, lesson: dict, command: dict) -> dict:
        place = (lesson["id"], command["student"], command["slot"])
        value, version, flags, author = self.cells.get(place, ["", 0, 0, ""])
        standing = {"version": version, "value": value}
        if lesson["lock"]:
            return {"state": "refused", **standing, **lesson["lock"]}
        if command["slot"] and not any(work["slot"] == abs(command["slot"]) for work in lesson["works"]):
            return {"state": "refused", **standing, "code": "no_work", "message": "Такого вида работы в занятии нет."}
        if self.mode == "refuse":
            return {
                "state": "refused",
                **standing,
                "code": "closed",
                "message": "Занятие закрыли, пока вы писали.",
                "ask": True,
            }
        if command["value"] == value:
            return {"state": "saved", **standing}
        if command["version"] != version:
            return {"state": "conflict", **standing, "author": author, "at": _now(), "code": "stale"}
        older = lesson["date"] < self.payload["today"]
        if value and older and not command.get("reason"):
            return {
                "state": "refused",
                **standing,
                "code": "reason_needed",
                "message": "Напишите причину.",
                "needs": "reason",
            }
        self.cells[place] = [command["value"], version + 1, flags | (1 if value else 0), "О. С. Кравцова"]
        return {"state": "saved", "version": version + 1, "value": command["value"], "at": _now()}

    def do_work(self, lesson: dict, command: dict) -> dict:
        standing = next((work for work in lesson["works"] if work["slot"] == command["slot"]), None)
        version = standing["version"] if standing else 0
        if command["slot"] and command["version"] != version:
            value = {name: standing[name] for name in ("kind", "title", "weight")} if standing else None
            return {"state": "conflict", "version": version, "value": value, "author": "И. Л. Вяткин", "at": _now()}
        if command["value"] is None:
            lesson["works"] = [work for work in lesson["works"] if work["slot"] != command["slot"]]
            return {"state": "saved", "version": version + 1, "value": None, "id": command["slot"]}
        weight = next(kind["weight"] for kind in self.payload["kinds"] if kind["code"] == command["value"]["kind"])
        slot = command["slot"] or self.last_slot(lesson) + 1
        self.slots[lesson["id"]] = max(slot, self.last_slot(lesson))
        work = {"slot": slot, **command["value"], "weight": weight, "version": version + 1}
        lesson["works"] = [*[each for each in lesson["works"] if each["slot"] != slot], work]
        return {"state": "saved", "version": version + 1, "value": command["value"], "id": slot}

    def last_slot(self, lesson: dict) -> int:
        """Slots are never used twice, as in the journal."""
        return max([self.slots.get(lesson["id"], 0), *(work["slot"] for work in lesson["works"])])

    def _text(self, lesson: dict, command: dict, name: str, fields: dict) -> dict:
        if command["version"] != lesson[f"{name}_version"]:
            return {
                "state": "conflict",
                "version": lesson[f"{name}_version"],
                "value": {"text": lesson[name]},
                "author": "И. Л. Вяткин",
                "at": _now(),
            }
        lesson.update(fields)
        lesson[f"{name}_version"] += 1
        return {"state": "saved", "version": lesson[f"{name}_version"], "value": command["value"], "at": _now()}

    def do_topic(self, lesson: dict, command: dict) -> dict:
        lesson["squares"][0] = 2 if command["value"]["text"] else 0
        return self._text(lesson, command, "topic", {"topic": command["value"]["text"]})

    def do_homework(self, lesson: dict, command: dict) -> dict:
        lesson["squares"][3] = 2 if command["value"]["text"] else 0
        return self._text(
            lesson, command, "homework", {"homework": command["value"]["text"], "homework_due": command["value"]["due"]}
        )

    def do_roll_call(self, lesson: dict, command: dict) -> dict:
        lesson["squares"][1] = 2 if command["value"] else 0
        lesson["roll"] = command["value"]
        lesson["roll_version"] += 1
        return {"state": "saved", "version": lesson["roll_version"], "value": command["value"], "at": _now()}

    def since(self, after: int) -> dict:
        lessons = {lesson for seq, lesson in self.touched if seq > after}
        cells = [
            [student, lesson, slot, *cell[:3]]
            for (lesson, student, slot), cell in self.cells.items()
            if lesson in lessons
        ]
        return {"seq": self.seq, "lessons": [self.lessons[pk] for pk in lessons], "cells": cells}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


JOURNAL = Journal()


def _modules() -> dict[str, str]:
    found = {}
    for folder in sorted(HOUSE.glob("zhurnal/*/static/*/js")):
        place = folder.parent.name
        for file in folder.rglob("*.js"):
            name = file.relative_to(folder).as_posix()
            found[f"@{place}/{name}"] = f"/static/{place}/js/{name}"
    return found


def _html(asked: dict) -> str:
    view, theme, contrast, size = (
        asked.get(name, default)
        for name, default in (("view", "marks"), ("theme", "light"), ("contrast", ""), ("size", "1"))
    )
    data = {**JOURNAL.page(), "view": view}
    if asked.get("read"):
        data["rights"] = {
            "write": False,
            "why_not": "Журнал открыт для просмотра. Записи в нём делает преподаватель.",
            "reasons": [],
        }
        for lesson in data["lessons"]:
            lesson["mine"] = False
    links = "".join(f'<link rel="stylesheet" href="/static/ui/{name}.css">' for name in STYLES)
    links += "".join(f'<link rel="stylesheet" href="/static/journal/css/{name}.css">' for name in OWN)
    tabs = "".join(
        f'<a class="switch__option" data-view="{code}" href="?view={code}"{" aria-current=page" if code == view else ""}>{name}</a>'
        for code, name in VIEWS.items()
    )
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    icon = '<svg class="icon" aria-hidden="true"><use href="/static/ui/icons.svg#{}"/></svg>'
    return f"""<!doctype html><html lang="ru" data-theme="{theme}" data-contrast="{contrast}" data-size="{size}" data-icons="/static/ui/icons.svg"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf" content="token"><title>Э-21 · Журнал</title>{links}
<script type="importmap" nonce="n">{json.dumps({"imports": _modules()})}</script></head><body>
<header class="top-bar"><a class="brand" href="/">{icon.format("brand")}<span>Журнал</span></a><nav class="top-bar__places"><a class="top-bar__place" href="/">Сегодня</a><a class="top-bar__place" href="/" aria-current="page">Журналы</a><a class="top-bar__place" href="/">Расписание</a></nav>
<div class="top-bar__end"><span data-record-state></span><span class="avatar">ОК</span></div></header>
<main id="content" tabindex="-1"><div class="journal-head"><a class="journal-head__back" href="/" aria-label="Все журналы">{icon.format("back")}</a><h1 class="journal-head__title">Э-21 · ОП.02 Электротехника и электроника</h1><span class="tag tag--outlined">1 семестр 2026/27</span>
<div class="journal-head__tools"><nav class="switch" aria-label="Вид журнала">{tabs}</nav></div></div>
<div id="journal-grid" class="journal" data-view="{view}" data-person="harness"></div><script type="application/json" id="journal-data">{text}</script></main>
<div class="toasts" data-toasts></div><p class="visually-hidden" role="status" data-voice="polite"></p><p class="visually-hidden" role="alert" data-voice="assertive"></p>
<script type="module" src="/static/journal/js/index.js"></script></body></html>"""


CSP = "default-src 'self'; script-src 'self' 'nonce-n'; style-src 'self'; object-src 'none'; base-uri 'none'"


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Silence."""

    def do_GET(self) -> None:
        at = urlparse(self.path)
        asked = {name: values[0] for name, values in parse_qs(at.query).items()}
        if at.path == "/":
            if "extra" in asked or "fresh" in asked:
                globals()["JOURNAL"] = Journal(int(asked.get("extra", 0)))
            return self.answer(200, _html(asked).encode(), "text/html; charset=utf-8", {"Content-Security-Policy": CSP})
        if at.path == "/live/":
            return self.live(int(asked["after"]))
        if at.path == "/log/":
            return self.json(200, {"log": JOURNAL.log})
        if at.path == "/cell/":
            place = (asked["lesson"], asked["student"], int(asked["slot"]))
            value, _version, flags, author = JOURNAL.cells.get(place, ["", 0, 0, ""])
            changes = (
                [
                    {
                        "before": "",
                        "after": value,
                        "author": author,
                        "at": "2026-11-19T11:48",
                        "device": "с телефона",
                        "reason": "",
                    }
                ]
                if value
                else []
            )
            if flags & 1:
                changes.insert(
                    0,
                    {
                        "before": "3",
                        "after": value,
                        "author": author,
                        "at": "2026-11-24T09:12",
                        "device": "",
                        "reason": "отчёт защищён повторно",
                    },
                )
            if changes:
                changes[0]["seen"] = (
                    "Видно родителям с\u00a009:12" if flags & 1 else "Видно родителям с\u00a019 ноября, 11:48"
                )
            return self.json(200, {"changes": changes})
        file = (
            next((path for path in HOUSE.glob(f"zhurnal/*{at.path}") if path.is_file()), None)
            if at.path.startswith("/static/") and ".." not in at.path
            else None
        )
        if file is None:
            return self.answer(404, b"", "text/plain")
        return self.answer(
            200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"), {"Cache-Control": "no-cache"}
        )

    def live(self, after: int) -> None:
        tag = f'"{JOURNAL.seq}"'
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304, b"", "application/json", {"ETag": tag})
        return self.json(200, JOURNAL.since(after), {"ETag": tag})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if self.path == "/steer/":
            JOURNAL.mode = body["mode"]
            return self.json(200, {})
        if self.path == "/other/":
            place = (body["lesson"], body["student"], body["slot"])
            standing = JOURNAL.cells.get(place, ["", 0, 0, ""])
            JOURNAL.cells[place] = [body["value"], standing[1] + 1, standing[2], "И. Л. Вяткин"]
            JOURNAL.change(body["lesson"])
            return self.json(200, {"seq": JOURNAL.seq})
        if self.path.endswith("/ask-to-open/"):
            good = len(body.get("reason", "")) >= 10
            return self.json(
                201 if good else 400,
                {
                    "message": "Просьба отправлена заместителю директора."
                    if good
                    else "Напишите чуть подробнее, от 10 знаков."
                },
            )
        if JOURNAL.mode == "down":
            return self.answer(503, b"", "text/plain")
        if JOURNAL.mode == "signed-out":
            return self.json(401, {"message": "Вы вышли из журнала. Записи целы: войдите, и они уйдут."})
        results = [JOURNAL.carry_out(command) for command in body["commands"]]
        if JOURNAL.mode == "lose":
            JOURNAL.mode = "ok"
            return self.answer(503, b"", "text/plain")
        touched = {command["lesson"] for command in body["commands"]}
        return self.json(
            200,
            {"results": results, "seq": JOURNAL.seq, "lessons": {pk: JOURNAL.lessons[pk]["squares"] for pk in touched}},
        )

    def json(self, status: int, data: dict, headers: dict | None = None) -> None:
        self.answer(status, json.dumps(data, ensure_ascii=False).encode(), "application/json", headers)

    def answer(self, status: int, body: bytes, kind: str, headers: dict | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)


def serve(port: int) -> ThreadingHTTPServer:
    """A harness on this port of 127.0.0.1, not yet serving."""
    return ThreadingHTTPServer(("127.0.0.1", port), Door)


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8777).serve_forever()
