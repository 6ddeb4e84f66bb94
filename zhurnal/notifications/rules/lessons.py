"""Changed lessons in the words of each who is concerned. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.wording import NBSP
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.timetable.rules.news import Doing, News, Settled


class Side(StrEnum):
    """How a person is concerned by a changed lesson; a later one goes before."""

    GROUP = "group"  # students, parents, the group's leader
    PLANNED = "planned"  # who would have given it
    GIVES = "gives"  # who gives it now, or gave it until the change was taken back


HEADS = {
    Doing.SUBSTITUTED: "Замена преподавателя",
    Doing.CANCELLED: "Занятие отменено",
    Doing.MOVED: "Занятие перенесено",
    Doing.ROOM: "Другой кабинет",
    Doing.UNDONE: "Изменение снято",
}


def item_of(news: News, side: Side) -> Item:
    """The change as one of a side reads it; why it was made is never told."""
    head, what = HEADS[news.doing], _what(news, side)
    if news.doing is Doing.SUBSTITUTED and side is Side.GIVES:
        head = "Вы ведёте замену"
    days = " ".join(day.isoformat() for day in news.days)
    if news.doing is Doing.MOVED and news.was_date is not None:
        way = _way(news, news.was_date)
        room = f", каб. {news.room}" if news.room else ""
        return Item(news.lesson.hex, f"{days} {news.pair}", f"{head} {way}", f"{news.words}: перенесено {way}{room}")
    return Item(
        news.lesson.hex,
        f"{days} {news.pair}",
        f"{head}: {news.place}",
        f"{news.place}, {news.words}: {what}",
    )


def _way(news: News, was: date) -> str:
    """«с 2 декабря (1 пара) на 3 декабря (3 пара)», within a day «3 декабря с 1 пары на 3 пару»."""
    if was == news.date:
        return f"{day_month(was)} с {news.was_pair}{NBSP}пары на {news.pair}{NBSP}пару"
    first, last = (
        f"{day_month(day)} ({pair}{NBSP}пара)" for day, pair in ((was, news.was_pair), (news.date, news.pair))
    )
    return f"с {first} на {last}"


def _what(news: News, side: Side) -> str:
    if news.doing is Doing.SUBSTITUTED:
        return {
            Side.GIVES: "ведёте вы", Side.PLANNED: "ведёт другой преподаватель", Side.GROUP: "ведёт другой преподаватель",
        }[side]  # fmt: skip
    if news.doing is Doing.CANCELLED:
        return "занятия не будет"
    if news.doing is Doing.ROOM:
        return f"каб. {news.room}" if news.room else "кабинет не назначен"
    if news.teacher is None:
        return "занятия не будет"
    if side is Side.GIVES and news.teacher != news.planned:
        return "вы больше не ведёте, замена снята"
    if len(news.days) > 1 and news.was_date is not None:
        return f"снова по расписанию, {day_month(news.was_date)} занятия не будет"
    return "снова по расписанию"


def assemble(
    news: Sequence[News],
    audience: Mapping[UUID, Collection[UUID]],
    by: UUID | None,
    url: str,
    away: Settled | None = None,
) -> list[Told]:
    """What to tell whom. ``audience``: lesson → people of its group; ``by``, who did it, is told nothing.

    A discipline that goes ahead in the place of another is one change for the group, not two.
    """
    given = {(item.group, item.place) for item in news if item.doing is Doing.SUBSTITUTED}
    dropped = {(item.group, item.place) for item in news if item.doing is Doing.CANCELLED}
    items: dict[UUID, list[tuple[date, Item]]] = {}
    for one in news:
        place = (one.group, one.place)
        replaced = one.doing is Doing.CANCELLED and place in given
        sides: dict[UUID, Side] = {} if replaced else dict.fromkeys(audience.get(one.lesson, ()), Side.GROUP)
        if one.planned is not None and not (one.doing is Doing.SUBSTITUTED and place in dropped):
            sides[one.planned] = Side.PLANNED
        if one.teacher is not None and one.teacher != one.planned:
            sides[one.teacher] = Side.GIVES
        for person, side in sides.items():
            items.setdefault(person, []).append((one.date, item_of(one, side)))
    return [_told(person, rows, url, away) for person, rows in items.items() if person != by]


def _told(person: UUID, rows: list[tuple[date, Item]], url: str, away: Settled | None) -> Told:
    first, last = min(day for day, _item in rows), max(day for day, _item in rows)
    items = tuple(item for _day, item in rows)
    link = f"{url}?day={first.isoformat()}"
    if away is not None and away.teacher == person:
        return Told(person, Kind.ABSENCE, f"absence:{away.absence.hex}", items, link)
    days = first.isoformat() if first == last else f"{first.isoformat()}:{last.isoformat()}"
    return Told(person, Kind.LESSONS, f"lessons:{days}", items, link)
