"""A person at a browser, as far as the server sees him: pages, their forms, and the commands that the grid sends."""

import gzip
import json
import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tests import worlds


def text_of(response: Any) -> str:
    """The page's text, unpacked."""
    body = response.content
    return (gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body).decode()


class Person:
    """Somebody of the college who has signed in by the sign-in page."""

    def __init__(self, world: worlds.World, name: str) -> None:
        self.world, self.name, self.client = world, name, Client()
        entered = self.client.post(
            f"/sign-in/{world.college.code}/", {"login": name, "password": worlds.PASSWORD}, follow=False
        )
        assert entered.status_code == 302, f"{name} did not get in: {entered.status_code}"

    def sees(self, address: str) -> str:
        """The text of a page that opens."""
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return text_of(response)

    def data(self, address: str) -> dict[str, Any]:
        """What a page gives to its scripts."""
        page = self.sees(address)
        found = re.search(r'<script [^>]*id="(?:journal|lesson)-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        assert found, f"{address} gives no data"
        return json.loads(found.group(1))

    def journal(self, course: str) -> dict[str, Any]:
        """The journal's page of a course."""
        return self.data(f"/journals/{self.world.courses[course].pk}/")

    def send(self, course: str, *commands: dict[str, Any]) -> list[dict[str, Any]]:
        """Commands to a journal; the outcome of each."""
        address = f"/journals/{self.world.courses[course].pk}/commands/"
        batch = [{"key": str(uuid4()), "version": 0, **command} for command in commands]
        response = self.client.post(address, json.dumps({"commands": batch}), content_type="application/json")
        assert response.status_code == 200, f"{address}: {response.status_code} {response.content.decode()[:200]}"
        return response.json()["results"]

    def history(self, course: str, lesson: str, student: str, slot: int) -> list[dict[str, Any]]:
        """The history of a cell as its bubble shows it."""
        world = self.world
        place = f"lesson={world.lessons[lesson].pk}&student={world.people[student].pk}&slot={slot}"
        return self.client.get(f"/journals/{world.courses[course].pk}/cell/?{place}").json()["changes"]

    # What can be said to a journal

    def lesson(self, name: str) -> str:
        return self.world.lessons[name].pk.hex

    def mark(
        self, lesson: str, student: str, value: str, *, slot: int = 1, version: int = 0, **more: Any
    ) -> dict[str, Any]:
        """A mark of a student for a work of a lesson."""
        who = self.world.people[student].pk.hex
        return {"do": "entry", "lesson": self.lesson(lesson), "student": who, "slot": slot, "value": value,
                "version": version, **more}  # fmt: skip

    def absence(self, lesson: str, student: str, value: str = "н", *, version: int = 0) -> dict[str, Any]:
        """Attendance of a student."""
        return self.mark(lesson, student, value, slot=0, version=version)

    def work(self, lesson: str, kind: str, title: str = "") -> dict[str, Any]:
        """One more kind of work in a lesson."""
        return {"do": "work", "lesson": self.lesson(lesson), "slot": 0, "value": {"kind": kind, "title": title}}

    def topic(self, lesson: str, text: str) -> dict[str, Any]:
        return {"do": "topic", "lesson": self.lesson(lesson), "value": {"text": text, "programme_topic": None}}

    def homework(self, lesson: str, text: str, due: str | None = None) -> dict[str, Any]:
        return {"do": "homework", "lesson": self.lesson(lesson), "value": {"text": text, "due": due}}

    def task(self, lesson: str, students: list[str], text: str) -> dict[str, Any]:
        """Homework for single students."""
        ids = [self.world.people[name].pk.hex for name in students]
        return {
            "do": "personal_homework",
            "lesson": self.lesson(lesson),
            "value": {"students": ids, "text": text, "due": None},
        }

    def everybody_present(self, lesson: str) -> dict[str, Any]:
        return {"do": "roll_call", "lesson": self.lesson(lesson), "value": True}

    def presses(self, page: str, action: str, button: str, **fields: str) -> int:
        """Submit the form of a page with the button that says so; the answer's status."""
        form = next((f for f in forms(self.sees(page)) if f.action == action), None)
        assert form is not None, f"{page} has no form for {action}"
        pressed = next((b for words, b in form.buttons if re.search(button, words, re.IGNORECASE)), None)
        assert pressed is not None, f"no button «{button}» among {[words for words, _b in form.buttons]}"
        return self.client.post(action, {**form.fields, **pressed, **fields}).status_code


def states(outcomes: list[dict[str, Any]]) -> list[str]:
    """«saved», or the code of a refusal."""
    return [outcome["state"] if outcome["state"] == "saved" else outcome["code"] for outcome in outcomes]


def cells(journal: dict[str, Any]) -> dict[tuple[str, str, int], str]:
    """(student, lesson, slot) → sign, from a journal's data; ids are hexadecimal."""
    students, lessons = journal["students"], journal["lessons"]
    return {(students[s]["id"], lessons[n]["id"], slot): value for s, n, slot, value, *_rest in journal["cells"]}


def ids(world: worlds.World, student: str, lesson: str, slot: int) -> tuple[str, str, int]:
    """The key of ``cells``."""
    found: tuple[UUID, UUID] = (world.people[student].pk, world.lessons[lesson].pk)
    return found[0].hex, found[1].hex, slot


class Form:
    """A form of a page."""

    def __init__(self, action: str) -> None:
        self.action, self.fields, self.buttons = action, {}, []  # type: ignore[var-annotated]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.button: tuple[list[str], dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        own = dict(attrs)
        if tag == "form":
            self.form = Form(own.get("action") or "")
            self.forms.append(self.form)
        elif self.form is not None and tag == "button":
            self.button = (
                [own.get("aria-label") or ""],
                {own["name"]: own.get("value") or ""} if own.get("name") else {},
            )
        elif self.form is not None and tag == "input" and own.get("name"):
            chosen = own.get("type") not in ("radio", "checkbox") or "checked" in own
            if chosen:
                self.form.fields[own["name"]] = own.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.button is not None:
            self.button[0].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self.form is not None and self.button is not None:
            self.form.buttons.append((" ".join(" ".join(self.button[0]).split()), self.button[1]))
            self.button = None
        elif tag == "form":
            self.form = None


def forms(page: str) -> list[Form]:
    """The forms of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
