"""The calendar of a ``.plx`` plan: what each week of a course is for.

The file names kinds of weeks by numbers and brings no dictionary of them. Lessons, session and holidays have the same numbers in
every plan; which number is which practice is seen from the plan itself: weeks of that number are as many in each semester as the
practices of one kind have together. Practices spread over the days of other weeks (рассредоточенные) have no weeks of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from zhurnal.curriculum.rules.graphic import Span, WeekKind, joined
from zhurnal.exchange.imports.readers.cells import read_count, read_number, read_yes_no
from zhurnal.exchange.imports.readers.plan import Load, Week
from zhurnal.exchange.imports.readers.plx_rows import Book, Tree
from zhurnal.exchange.imports.readers.plx_words import MEANINGS

WORKDAYS, HOURS_A_WEEK = 6, 36
WEEKS_OF_WORK = "51"  # КодВидаРаботы: how many weeks an item takes, in «Недель»
PRACTICES = ("practice_edu", "practice_prod")
UNTOLD = frozenset({"", WeekKind.PRACTICE.value})
Semesters = Mapping[int, Fraction]


def read_weeks(book: Book, tree: Tree, loads: Iterable[Load], courses: int, per_course: int) -> tuple[Week, ...]:
    """The calendar; weeks of years that nobody studies are left out."""
    weeks = []
    for row in book.rows("ПланыГрафикиЯчейки"):
        course, number = read_count(row.get("Курс")), read_count(row.get("НомерНедели"))
        first, part = read_count(row.get("НомерПервойНедели")), read_count(row.get("НомерЧастиНедели"))
        term, parts = read_count(row.get("Семестр")), read_count(row.get("КоличествоЧастейВНеделе"))
        if course and number and course <= courses:
            activity = row.get("КодВидаДеятельности")
            semester = (course - 1) * per_course + (term or 1)
            weeks.append(
                Week(
                    course,
                    (first or 1) + number - 1,
                    part or 1,
                    activity,
                    MEANINGS.get(activity, ""),
                    semester,
                    parts or 1,
                )
            )
    known = _told(weeks, _practices(book, tree, loads, per_course))
    weeks = [replace(week, meaning=known.get(week.activity, week.meaning)) for week in weeks]
    return tuple(sorted(weeks, key=lambda week: (week.course, week.number, week.part)))


def spans_of(weeks: Iterable[Week]) -> tuple[Span, ...]:
    """What the plan keeps: practice, session and holidays; parts of weeks that are no whole days are left aside."""
    found = []
    for week in weeks:
        days = _days(week)
        if days and week.meaning in set(WeekKind):
            found.append(Span(week.course, week.number, week.number, WeekKind(week.meaning), days))
    return joined(found)


def unread(weeks: Iterable[Week]) -> int:
    """How many weeks say nothing that the journal knows (state attestation), or are cut into parts that are no days."""
    return len({(week.course, week.number) for week in weeks if not week.meaning or not _days(week)})


def kind_of_practice(kind: str, index: str, name: str) -> WeekKind:
    """УП, ПП, ПДП."""
    if index.startswith("ПДП") or "преддиплом" in name.casefold():
        return WeekKind.PRE_DIPLOMA
    return WeekKind.EDUCATIONAL if kind == "practice_edu" else WeekKind.PRODUCTION


def _practices(book: Book, tree: Tree, loads: Iterable[Load], per_course: int) -> dict[WeekKind, Semesters]:
    """kind → semester → weeks of those practices that have weeks of their own."""
    rows = {tree.keys[row.get("Код")]: row for row in book.rows("ПланыСтроки") if row.get("Код") in tree.keys}
    own = {
        item.key: kind_of_practice(item.kind, item.index, item.name)
        for item in tree.items
        if item.kind in PRACTICES
        and item.key in rows
        and read_yes_no(rows[item.key].get("РассредПрактика")) is not True
    }
    said: dict[tuple[str, int], Fraction] = {
        (load.item, load.semester): Fraction(load.total, HOURS_A_WEEK) for load in loads if load.item in own
    }
    for row in book.rows("ПланыНовыеЧасы"):
        item, course, term = (
            tree.keys.get(row.get("КодОбъекта")),
            read_count(row.get("Курс")),
            read_count(row.get("Семестр")),
        )
        amount = read_number(row.get("Недель") or "0")
        if row.get("КодВидаРаботы") == WEEKS_OF_WORK and item in own and course and term and amount and amount > 0:
            said[item, (course - 1) * per_course + term] = Fraction(amount)
    found: dict[WeekKind, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for (item, semester), weeks in said.items():
        if weeks:
            found[own[item]][semester] += weeks
    return {kind: dict(semesters) for kind, semesters in found.items()}


def _told(weeks: Iterable[Week], practices: Mapping[WeekKind, Semesters]) -> dict[str, str]:
    """number of a kind of weeks → the only practice of which there are as many weeks in the same semesters."""
    lasting: dict[str, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for week in weeks:
        if week.meaning in UNTOLD:
            lasting[week.activity][week.semester] += Fraction(1, week.parts)
    alike = {
        activity: [kind for kind, wanted in practices.items() if semesters == wanted]
        for activity, semesters in lasting.items()
    }
    return {
        activity: kinds[0].value
        for activity, kinds in alike.items()
        if len(kinds) == 1 and sum(kinds == other for other in alike.values()) == 1
    }


def _days(week: Week) -> str:
    """Digits of the days that a part of a week takes; "" where it is no whole number of days."""
    if week.parts == 1:
        return "1234567"
    if WORKDAYS % week.parts or not 1 <= week.part <= week.parts:
        return ""
    size = WORKDAYS // week.parts
    return "1234567"[(week.part - 1) * size : week.part * size]
