"""What is told of stolen names, in words (2.9). Pure. No text names a student or a mark."""

from collections.abc import Iterable, Mapping
from datetime import UTC
from uuid import UUID

from zhurnal.incidents.rules.news import Event, SafetyNews
from zhurnal.kernel.dates import clock, day_month
from zhurnal.kernel.wording import plural
from zhurnal.notifications.rules.items import Item, Kind, Told

MARKS = ("отметка", "отметки", "отметок")
CHANGES = ("изменение", "изменения", "изменений")
ABOUTS = ("digest:", "anomalies:", "incident:", "login:", "devices:", "reading:")
"""How the events of these notices begin: they go by mail, read or not, whether or not the college sends reminders by mail."""
SIGNALS = ("сигнал", "сигнала", "сигналов")


def told(news: Iterable[SafetyNews], own: str, board: str, urls: Mapping[UUID | None, str]) -> list[Told]:
    """The person of a digest is led to his own page, whoever answers for incidents to the incident; its person to his own page."""
    found = []
    for one in news:
        url = (
            f"{own}?day={one.day.isoformat()}"
            if one.event is Event.DIGEST
            else urls.get(one.breach or one.incident, board)
        )
        found += [
            Told(person, Kind.ENTRY, _about(one), (_item(one),), url, one.at.astimezone(UTC))
            for person in sorted(one.people)
        ]
    return found


def _about(one: SafetyNews) -> str:
    if one.event is Event.DIGEST:
        return f"digest:{one.day.isoformat()}"
    if one.event is Event.ANOMALIES:
        return f"anomalies:{one.at.isoformat(timespec='minutes')}"
    about = one.breach or one.incident
    return f"incident:{one.event}:{about.hex if about else ''}"


def _item(one: SafetyNews) -> Item:
    day, number = day_month(one.day), f"№\u00a0{one.number}"
    head, line = {
        Event.DIGEST: (
            f"От вашего имени изменено: {plural(one.count, CHANGES)}",
            f"Сутки до вечера {day}, последнее в {clock(one.at.time())}. Если это не вы, нажмите там «Это не я».",
        ),
        Event.ANOMALIES: (f"Посмотрите: {plural(one.count, SIGNALS)} об изменениях отметок", "Отметки меняли не так, как обычно."),
        Event.OPENED: (f"Инцидент {number}: под именем преподавателя работал другой", "Старые отметки в его журналах заморожены."),
        Event.UNDONE: (f"Инцидент {number}: возвращено {plural(one.count, MARKS)}", "Что вернулось и что осталось, видно в инциденте."),
        Event.WAITS: (f"Инцидент {number}: нужна вторая подпись", "Один ответственный согласен снять заморозку старых отметок."),
        Event.BREACH: (
            f"Дело об утечке {number}: первое уведомление за 24 часа",
            "Часы идут с момента выявления, и ночью, и в выходные. Сколько осталось, видно в деле.",
        ),
        Event.RELEASED: (f"Инцидент {number} закрыт", "Старые отметки снова можно менять."),
    }[one.event]  # fmt: skip
    return Item(f"{one.event}", one.day.isoformat(), head, line)
