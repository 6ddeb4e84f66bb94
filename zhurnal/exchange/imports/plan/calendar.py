"""The year and the term that an import speaks about; made by the import where the college has none."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhurnal.curriculum.rules.practice import Practice, PracticeKind, practice_on
from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.rules.weeks import days_between, monday

LONGEST = dt.timedelta(days=366)
AUTUMN = 7  # from July on, dates belong to the year that begins then


@dataclass(frozen=True, slots=True)
class Calendar:
    """References to year and term, the term's own dates, and the window in which dated rows are made.

    ``free``: days off; ``moved``: date → weekday by whose timetable it works; ``practices``: group (32 digits) → its practices.
    """

    year: str
    term: str
    number: int
    term_starts: dt.date
    since: dt.date
    until: dt.date
    free: frozenset[dt.date]
    moved: Mapping[dt.date, int] = field(default_factory=dict)
    practices: Mapping[str, tuple[Practice, ...]] = field(default_factory=dict)

    def by_weekday(self) -> dict[int, list[dt.date]]:
        """Weekday of a week's timetable → the dates of the window that work by it."""
        found: dict[int, list[dt.date]] = defaultdict(list)
        for day in days_between(self.since, self.until, self.free - frozenset(self.moved)):
            found[self.moved.get(day, day.isoweekday())].append(day)
        return found

    def away(self, group: str, day: dt.date) -> bool:
        """Whether the group is in practice and out of the timetable (A5.16)."""
        return practice_on(self.practices.get(group, ()), day) is not None


def find_calendar(book: Book, dates: Sequence[dt.date] = ()) -> Calendar | None:
    """The calendar for the dates that were asked for, or for today; None after a complaint. ``dates``: of day sheets, in order."""
    if not dates:
        return _calendar(book, book.frame.since, book.frame.until)
    found = _calendar(book, book.frame.since or dates[0], book.frame.until)
    return replace(found, since=dates[0], until=dates[-1]) if found else None


def _calendar(book: Book, since: dt.date | None, until: dt.date | None) -> Calendar | None:
    if since and until and (until <= since or until - since > LONGEST):
        book.complain("Даты не годятся: «по» должно быть позже «с», и не больше чем на год.", "window")
        return None
    terms = book.rows("term")
    term = _term(terms, since or book.frame.today, asked=since is not None)
    if term is None and since and until:
        term = next(
            (row for row in terms if row["starts"] <= until.isoformat() and since.isoformat() <= row["ends"]), None
        )
        if term is None:
            return _made(book, terms, since, until)
    if term is None:
        book.complain(
            "Учебный семестр на эти дни не заведён. Укажите, с какого и по какое число он идёт: журнал заведёт его сам.",
            "needs_dates",
        )
        return None
    starts, ends = dt.date.fromisoformat(term["starts"]), dt.date.fromisoformat(term["ends"])
    first, last = max(starts, since or monday(book.frame.today)), min(ends, until or ends)
    if (since and since < starts) or (until and until > ends):
        book.complain(
            f"Семестр идёт с {starts:%d.%m.%Y} по {ends:%d.%m.%Y}. Дни вне его не загружаются.",
            "clipped",
            Severity.WARNING,
        )
    moved, practices = _moved(book), _practices(book)
    return Calendar(term["year_id"], term["id"], term["number"], starts, first, last, _free(book), moved, practices)


def _term(terms: list[Row], day: dt.date, *, asked: bool) -> Row | None:
    """The term of the day; when no day was asked for, also the next one."""
    here = [row for row in terms if row["starts"] <= day.isoformat() <= row["ends"]]
    if here or asked:
        return here[0] if here else None
    later = sorted((row for row in terms if row["starts"] > day.isoformat()), key=lambda row: str(row["starts"]))
    return later[0] if later else None


def _free(book: Book) -> frozenset[dt.date]:
    from zhurnal.academic_year.models import Holiday

    return frozenset(Holiday.objects.of(book.frame.college_id).values_list("date", flat=True))


def _moved(book: Book) -> dict[dt.date, int]:
    from zhurnal.timetable.models import MovedDay

    return dict(MovedDay.objects.of(book.frame.college_id).values_list("date", "weekday"))


def _practices(book: Book) -> dict[str, tuple[Practice, ...]]:
    from zhurnal.curriculum.models import PracticePeriod

    found: dict[str, tuple[Practice, ...]] = {}
    for group, *told in PracticePeriod.objects.of(book.frame.college_id).values_list(
        "group_id", "starts", "ends", "kind", "weekdays"
    ):
        starts, ends, kind, weekdays = told
        found[group.hex] = (*found.get(group.hex, ()), Practice(starts, ends, PracticeKind(kind), weekdays))
    return found


def _made(book: Book, terms: list[Row], since: dt.date, until: dt.date) -> Calendar | None:
    first = since.year if since.month >= AUTUMN else since.year - 1
    name = f"{first}/{(first + 1) % 100:02d}"
    years = book.rows("year")
    row = next((row for row in years if row["name"] == name), None)
    number = 1 if since.month >= AUTUMN else 2
    if row is not None and any(term["year_id"] == row["id"] and term["number"] == number for term in terms):
        book.complain(f"В {name} году {number} семестр уже есть, но на другие дни. Проверьте даты.", "window")
        return None
    values = {
        "name": name,
        "starts": min(since, dt.date(first, 9, 1)),
        "ends": max(until, dt.date(first + 1, 6, 30)),
    }
    year = (
        book.keep("year", name, f"{name} учебный год", row, {})
        if row
        else book.create("year", name, f"{name} учебный год", values)
    )
    title = f"{number} семестр, {since:%d.%m.%Y} – {until:%d.%m.%Y}"
    term = book.create(
        "term", f"{name}/{number}", title, {"year_id": year, "number": number, "starts": since, "ends": until}
    )
    return Calendar(year, term, number, since, since, until, _free(book))
