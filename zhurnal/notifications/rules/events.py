"""Other things that happen, in words. Pure. No text names a student or a mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhurnal.assessment.rules.news import ReopeningAnswered
from zhurnal.kernel.dates import clock, day_month, full
from zhurnal.kernel.wording import plural
from zhurnal.movement.rules.kinds import KIND_WORDS
from zhurnal.movement.rules.kinds import Kind as OrderKind
from zhurnal.notifications.rules.items import Item, Kind, Told, span
from zhurnal.oversight.rules.opening import Decided
from zhurnal.timetable.rules.news import AbsenceAnswer, Rewritten

LESSONS = ("занятие", "занятия", "занятий")


def absence_answered(answer: AbsenceAnswer, url: str) -> Told:
    """The office's answer to a teacher's request to be substituted."""
    days = span(answer.since, answer.until)
    head = f"Ваша просьба о замене {days} {'принята' if answer.accepted else 'отклонена'}"
    item = Item(answer.absence.hex, answer.since.isoformat(), head, answer.words)
    return Told(answer.teacher, Kind.REQUEST, f"asked:{answer.absence.hex}", (item,), url)


def opening_decided(decided: Decided, url: str) -> Told:
    """The deputy's answer to a teacher's request to open a closed lesson."""
    day = day_month(decided.day)
    if decided.until is not None:
        until = f"{day_month(decided.until.date())}, {clock(decided.until.time())}"
        head = f"Занятие {day} открыто до {until}"
    else:
        head = f"Занятие {day} не открыли"
    item = Item(decided.request.hex, decided.day.isoformat(), head, decided.answer)
    return Told(decided.teacher, Kind.REQUEST, f"open:{decided.request.hex}", (item,), url)


def reopening_answered(answered: ReopeningAnswered, today: date, url: str) -> Told:
    """The second person's answer to a request to open a group's closed term."""
    head = f"{answered.number}\u00a0семестр группы {answered.group_name} {'открыт снова' if answered.agreed else 'не открыли'}"
    item = Item(answered.request.hex, today.isoformat(), head, answered.why)
    return Told(answered.asked_by, Kind.REQUEST, f"term:{answered.request.hex}", (item,), url)


def rewritten(news: Rewritten, people: Iterable[UUID], url: str) -> list[Told]:
    """The timetable was laid anew: one notice for each person, whatever the number of lessons."""
    day = max(news.since, news.today)
    head = f"Расписание изменилось с {day_month(day)}"
    item = Item(
        "timetable", day.isoformat(), head, "Посмотрите свои занятия: состав, время или кабинеты могли измениться."
    )
    link = f"{url}?day={day.isoformat()}"
    return [Told(person, Kind.TIMETABLE, "timetable", (item,), link) for person in people]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A lesson in which somebody changed what another had written."""

    lesson: UUID
    day: date
    pair: int
    words: str


def corrected(course: UUID, authors: Mapping[UUID, Iterable[Corrected]], url: str) -> list[Told]:
    """The author of an entry hears that another person changed it; what it said stands in the journal's history."""
    return [
        Told(author, Kind.ENTRY, f"entries:{course.hex}", tuple(_corrected(one) for one in lessons), url)
        for author, lessons in authors.items()
    ]


def _corrected(one: Corrected) -> Item:
    place = f"{day_month(one.day)}, {one.pair}\u00a0пара"
    head = f"Ваши записи исправил другой человек: {place}"
    line = f"{place}, {one.words}. Что было и что стало, видно в журнале."
    return Item(one.lesson.hex, f"{one.day.isoformat()} {one.pair}", head, line)


@dataclass(frozen=True, slots=True)
class Ordered:
    """What an order does with the list of one group. ``students``: how many; all ``undone``: it no longer holds."""

    order: UUID
    about: UUID
    number: str
    dated: date
    kind: OrderKind
    group: UUID
    group_name: str
    effective: date
    students: int
    undone: bool
    at: datetime


def ordered(orders: Iterable[Ordered], staff: Mapping[UUID, Iterable[UUID]], url: str) -> list[Told]:
    """Leaders and teachers of the groups hear of an order; names stand only on the lists that they may open."""
    return [
        Told(person, Kind.ORDER, f"order:{one.about.hex}", (_ordered(one),), url, one.at)
        for one in orders
        for person in staff.get(one.group, ())
    ]


def _ordered(one: Ordered) -> Item:
    number = one.number.removeprefix("№").strip()
    undone = " отменён" if one.undone else ""
    head = f"Приказ №\u00a0{number} от {full(one.dated)}{undone}: группа {one.group_name}"
    students = plural(one.students, ("студент", "студента", "студентов"))
    line = f"{one.group_name}: {KIND_WORDS[one.kind]}, {students}, с {day_month(one.effective)}{undone}"
    return Item(f"{one.order.hex}:{one.group.hex}", one.effective.isoformat(), head, line)
