"""iCalendar as RFC 5545 wants it."""

from datetime import UTC, datetime

from zhurnal.timetable.rules.feed import Event, calendar_text, escaped, folded

MOMENT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_lines_are_folded_at_75_octets_and_never_inside_a_letter():
    line = "SUMMARY:" + "Электротехника и электроника " * 12
    pieces = folded(line).split("\r\n")
    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_text_is_escaped():
    assert escaped("a,b;c\\d\ne\x07") == "a\\,b\\;c\\\\d\\ne"


def test_a_cancelled_lesson_says_so():
    text = calendar_text("Мои", "Europe/Moscow", [Event("1@vek", MOMENT, MOMENT, "Э", cancelled=True)], MOMENT)
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert {"UID:1@vek", "DTSTAMP:20261124T070000Z", "DTSTART:20261124T070000Z", "STATUS:CANCELLED"} <= set(lines)
