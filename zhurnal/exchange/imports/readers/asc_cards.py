"""Placed lessons of an aSc file: what one card covers, what is not placed, who is in two places at once.

In 2008 files a double lesson is one card that covers two periods; in 2012 files it is two cards. Which of the two a file
means is seen from the numbers: cards of a lesson against its periods a week.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from zhurnal.exchange.imports.readers.asc_masks import Masks
from zhurnal.exchange.imports.readers.asc_rows import Book
from zhurnal.exchange.imports.readers.cells import read_count
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten
from zhurnal.exchange.imports.readers.timetable import Card, Lesson, Period, Teacher, Unplaced

CROWD = 40  # of so many lessons at once, the first are enough to ask


def read_cards(book: Book, masks: Masks, lessons: Mapping[str, Lesson], periods: Iterable[Period]) -> tuple[Card, ...]:
    """The cards, one for each day, with their true length."""
    numbers = {period.number for period in periods}
    cards: list[Card] = []
    for row in book.rows("cards"):
        lesson, period = row.get("lessonid"), read_count(row.get("period"))
        if lesson not in lessons:
            reason = "Карточка ссылается на занятие, которого нет: она не взята."
            book.complain(row, "lessonid", reason, Severity.ERROR, "no_such_id")
            continue
        if not row.get("period") and not row.get("day") and not row.get("days").strip("0"):
            continue  # aSc writes cards of unplaced lessons with empty places
        if period is None or (numbers and period not in numbers):
            book.complain(row, "period", "Такого урока нет в звонках: карточка не взята.", Severity.ERROR, "period")
            continue
        weeks, terms = masks.choice(row, "weeks", masks.weeks), masks.choice(row, "terms", masks.terms)
        if weeks is None or terms is None:
            continue
        rooms = book.references(row, "classroomids", "classrooms")
        weeks, terms = weeks or lessons[lesson].weeks, terms or lessons[lesson].terms
        cards.extend(Card(lesson, day, period, 1, weeks, terms, rooms, row.line) for day in masks.days_of(row))
    if _cards_are_blocks(cards, lessons, masks):
        cards = [replace(card, length=lessons[card.lesson].length) for card in cards]
    return tuple(_without_doubles(book, cards))


def join(cards: Iterable[Card], lessons: Mapping[str, Lesson], periods: Iterable[Period]) -> tuple[Card, ...]:
    """Cards with neighbouring periods of one lesson joined to blocks, never longer than the lesson's own length."""
    order = {number: place for place, number in enumerate(sorted(period.number for period in periods))}
    blocks: list[Card] = []
    for card in sorted(cards, key=lambda c: (c.lesson, c.day, c.weeks, c.terms, c.rooms, c.period)):
        last = blocks[-1] if blocks else None
        if (
            last is not None
            and (last.lesson, last.day, last.weeks, last.terms, last.rooms)
            == (card.lesson, card.day, card.weeks, card.terms, card.rooms)
            and order.get(last.period, last.period) + last.length == order.get(card.period, card.period)
            and last.length + card.length <= lessons[card.lesson].length
        ):
            blocks[-1] = replace(last, length=last.length + card.length)
        else:
            blocks.append(card)
    return tuple(sorted(blocks, key=lambda c: c.line))


def unplaced(cards: Iterable[Card], lessons: Mapping[str, Lesson], masks: Masks) -> tuple[Unplaced, ...]:
    """Lessons that lie in the timetable less than they must be taught."""
    placed = _placed(cards, masks)
    return tuple(
        Unplaced(key, lesson.per_week, placed[key])
        for key, lesson in lessons.items()
        if placed[key] < lesson.per_week - Decimal("0.01")
    )


def ask_about_clashes(
    book: Book, cards: Iterable[Card], lessons: Mapping[str, Lesson], teachers: Iterable[Teacher]
) -> None:
    """A question for each teacher whom the file puts into two lessons at once."""
    names = {teacher.outer_id: teacher.name for teacher in teachers}
    busy: dict[tuple[str, int, int], list[Card]] = defaultdict(list)
    for card in cards:
        for teacher in lessons[card.lesson].teachers:
            for period in range(card.period, card.period + card.length):
                busy[teacher, card.day, period].append(card)
    for (teacher, day, period), there in sorted(busy.items()):
        near = there[:CROWD]
        if any(_meet(one, two) for place, one in enumerate(near) for two in near[place + 1 :]):
            lines = ", ".join(str(card.line) for card in there[:4])
            reason = (
                f"Преподаватель стоит в двух занятиях сразу: день {day}, урок {period} (строки {lines}). Занятие общее?"
            )
            problem = Problem(
                book.file,
                reason,
                Severity.QUESTION,
                "clash",
                there[0].line,
                "teacherids",
                shorten(names.get(teacher, teacher)),
            )
            book.report.add(problem)


def _meet(one: Card, two: Card) -> bool:
    weeks = not one.weeks or not two.weeks or bool(set(one.weeks) & set(two.weeks))
    terms = not one.terms or not two.terms or bool(set(one.terms) & set(two.terms))
    return one.lesson != two.lesson and weeks and terms


def _placed(cards: Iterable[Card], masks: Masks) -> Mapping[str, Decimal]:
    placed: dict[str, Decimal] = defaultdict(Decimal)
    for card in cards:
        share = Decimal(len(card.weeks) or masks.weeks) / masks.weeks
        placed[card.lesson] += share * card.length
    return placed


def _cards_are_blocks(cards: list[Card], lessons: Mapping[str, Lesson], masks: Masks) -> bool:
    placed = _placed(cards, masks)
    votes: Counter[str] = Counter()
    for key, sum_of_cards in placed.items():
        lesson = lessons[key]
        if lesson.length > 1 and lesson.per_week:
            votes["blocks"] += sum_of_cards * lesson.length == lesson.per_week
            votes["periods"] += sum_of_cards == lesson.per_week
    return votes["blocks"] > votes["periods"]


def _without_doubles(book: Book, cards: list[Card]) -> Iterable[Card]:
    seen: dict[tuple[object, ...], int] = {}
    for card in cards:
        key = (card.lesson, card.day, card.period, card.weeks, card.terms, card.rooms)
        if key in seen:
            reason = f"Такая же карточка уже была в строке {seen[key]}: вторая не взята."
            book.report.add(Problem(book.file, reason, Severity.WARNING, "double_card", card.line, "card", card.lesson))
            continue
        seen[key] = card.line
        yield card
