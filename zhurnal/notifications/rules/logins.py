"""What happened with the data by which a person signs in, in words. Pure."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from zhurnal.kernel.dates import clock
from zhurnal.notifications.rules.items import Item, Kind, Told, moment
from zhurnal.people.rules.news import Login, LoginNews

HEADS = {
    Login.DEVICE: "Вход с нового устройства",
    Login.FAILURES: "Кто-то не раз ошибся паролем под вашим логином",
    Login.PASSWORD: "Ваш пароль изменён",
    Login.CODE: "Вам выдан новый листок доступа",
    Login.ENDED: "Ваши входы закончены",
}
STAFF_DEVICE = "Новое устройство сотрудника"
NOT_ME = "Если это не вы, закончите вход и смените пароль."
OWN_DOING = frozenset({Login.DEVICE, Login.PASSWORD, Login.CODE, Login.ENDED})
"""Only of these the advice makes sense; the words of the others say themselves what to do."""


def told(news: LoginNews, now: datetime, url: str, administrators: Iterable[UUID]) -> list[Told]:
    """To the owner; of a new device of the staff the administrators hear too, all of one day in one notice.

    Nothing that happened replaces what happened before. Titles go by mail and name nobody; names stand in the lines.
    """
    at, head = moment(now), HEADS.get(news.what, news.head)
    line = f"{clock(now.time())}: {news.words.removesuffix('.')}."
    own = Item(f"{news.what}:{at}:{head}", at, head, f"{line} {NOT_ME}" if news.what in OWN_DOING else line)
    found = [Told(news.person, Kind.LOGIN, f"login:{news.what}", (own,), url)]
    if news.what is Login.DEVICE and news.staff:
        item = Item(f"{news.person.hex}:{at}", at, STAFF_DEVICE, f"{news.name}, {line}")
        found += [
            Told(one, Kind.LOGIN, f"devices:{now.date().isoformat()}", (item,), "")
            for one in administrators
            if one != news.person
        ]
    return found


def coming_of_age(student: UUID, parents: Iterable[UUID], birthday: str, day: str, urls: tuple[str, str]) -> list[Told]:
    """30 days before: the student decides, the parents know. ``day``: the birthday's ISO date; ``urls``: of student and parents."""
    own = Item(student.hex, day, "Вам скоро 18 лет: решите, видят ли родители ваш журнал", f"{birthday} доступ родителей закончится, если вы его не разрешите. Решение можно изменить в любой день.")  # fmt: skip
    theirs = Item(student.hex, day, "Ваш доступ к журналу скоро закончится", f"{birthday} студенту исполнится 18 лет. Дальше журнал открыт вам, только если он разрешит.")  # fmt: skip
    about = f"adult:{student.hex}"
    return [
        Told(student, Kind.LOGIN, about, (own,), urls[0]),
        *(Told(one, Kind.LOGIN, about, (theirs,), urls[1]) for one in parents),
    ]
