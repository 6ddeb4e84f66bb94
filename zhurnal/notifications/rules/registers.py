"""Registers of groups, in words. Pure. No text names a student: the page that opens does."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhurnal.kernel.wording import plural
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.registers.rules.news import Answered, Asked, Reminded


def asked(news: Asked, leaders: Iterable[UUID], today: date, url: str) -> list[Told]:
    """Leaders of the student's group hear that a correction waits."""
    line = f"{news.field}: просит студент или родитель"
    item = Item(news.proposal.hex, today.isoformat(), "Семья просит исправить данные в реестре группы", line)
    return [Told(person, Kind.REQUEST, "register-wishes", (item,), url) for person in leaders]


def answered(news: Answered, today: date, url: str) -> Told:
    """Whoever proposed it hears the answer."""
    verdict = "исправлено" if news.accepted else "не исправлено"
    item = Item(news.proposal.hex, today.isoformat(), f"Данные в колледже: «{news.field}» {verdict}", news.words)
    return Told(news.person, Kind.REQUEST, f"wish:{news.proposal.hex}", (item,), url)


def reminded(one: Reminded, today: date, url: str) -> list[Told]:
    """Leaders hear how much is missing."""
    head = f"Реестр группы {one.name} заполнен на {one.percent}\u00a0%"
    line = f"Просят дополнить: не хватает {plural(one.missing, ('поля', 'полей', 'полей'))}."
    item = Item(one.group.hex, today.isoformat(), head, line)
    return [Told(person, Kind.REQUEST, f"register:{one.group.hex}", (item,), url) for person in one.leaders]
