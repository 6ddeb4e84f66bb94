"""iCalendar (RFC 5545): a timetable that a telephone reads. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

WIDTH = 75  # octets of a line without its end (RFC 5545, 3.1)


class FeedKind(StrEnum):
    """Whose timetable a feed tells."""

    TEACHER = "teacher"
    STUDENT = "student"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Event:
    """A lesson of the feed; ``starts`` and ``ends`` know their zone."""

    uid: str
    starts: datetime
    ends: datetime
    title: str
    place: str = ""
    note: str = ""
    cancelled: bool = False
    link: str = ""


def digest(secret: str) -> str:
    """What is kept of a secret address."""
    return sha256(secret.encode()).hexdigest()


def escaped(text: str) -> str:
    """A value of type TEXT (3.3.11)."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, safe)
    return "".join(sign for sign in text if sign >= " ")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never inside a letter."""
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > WIDTH:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += octets
    return "\r\n".join([*pieces, piece])


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def calendar_text(name: str, zone: str, events: Iterable[Event], stamp: datetime) -> str:
    """The whole calendar. Moments are written in UTC, which needs no VTIMEZONE; ``zone`` is told to those who show it."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zhurnal//Timetable//RU", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}", f"X-WR-TIMEZONE:{escaped(zone)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]  # fmt: skip
    for event in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_stamp(stamp)}", f"DTSTART:{_stamp(event.starts)}",
            f"DTEND:{_stamp(event.ends)}", f"SUMMARY:{escaped(event.title)}",
            *([f"LOCATION:{escaped(event.place)}"] if event.place else []),
            *([f"DESCRIPTION:{escaped(event.note)}"] if event.note else []),
            *([f"URL:{event.link}"] if event.link else []),
            f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)
