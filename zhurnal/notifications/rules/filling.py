"""The evening digest: how many lessons and days of practice a teacher has not filled, and in which groups. Pure."""

from collections.abc import Iterable
from datetime import date

from zhurnal.kernel.wording import plural
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.oversight.rules.reminders import Owed

ABOUT = "filling"
NAMED = 4  # groups named in the line


def digest(owed: Iterable[Owed], day: date, url: str) -> list[Told]:
    """One notice for each teacher; the one of yesterday that was not read says the new numbers."""
    return [Told(one.teacher, Kind.FILLING, ABOUT, (_item(one, day),), url) for one in owed]


def _item(one: Owed, day: date) -> Item:
    parts = [plural(one.lessons, ("занятие", "занятия", "занятий"))] if one.lessons else []
    parts += [plural(one.days, ("день практики", "дня практики", "дней практики"))] if one.days else []
    groups = plural(len(one.groups), ("группе", "группах", "группах"))
    more = f" и ещё {len(one.groups) - NAMED}" if len(one.groups) > NAMED else ""
    shut = f" Уже закрыто из них {one.closed}: откройте занятие и попросите разрешение." if one.closed else ""
    line = f"{', '.join(one.groups[:NAMED])}{more}.{shut} Напоминание придёт и завтра вечером, пока не заполнено всё."
    return Item("owed", day.isoformat(), f"Не заполнено {' и '.join(parts)} в {groups}", line)
