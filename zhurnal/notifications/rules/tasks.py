"""Tasks, in words. Pure. What is to be done stands behind the task's own door and not in the notice."""

from collections.abc import Iterable
from datetime import datetime

from zhurnal.kernel.dates import day_month
from zhurnal.notifications.rules.items import Item, Kind, Told, moment
from zhurnal.tasks.rules.news import Event, TaskNews

_HEADS = {
    Event.GIVEN: "Вам дано поручение до {due}",
    Event.REPORTED: "Отчёт о поручении до {due} ждёт вашей приёмки",
    Event.ACCEPTED: "Ваш отчёт о поручении до {due} принят",
    Event.RETURNED: "Ваш отчёт о поручении до {due} вернули: его надо доделать",
    Event.WITHDRAWN: "Поручение до {due} отозвано: делать его не нужно",
    Event.POSTPONED: "Срок поручения перенесён: теперь до {due}",
    Event.SAID: "Новая запись в поручении до {due}",
    Event.DUE: "Завтра срок поручения: {due}",
}


def told(news: Iterable[TaskNews], now: datetime, urls: dict[object, str]) -> list[Told]:
    """Everybody of the news hears of it; what is not read yet of the same task is folded in."""
    return [
        Told(person, Kind.TASK, f"task:{one.task.hex}", (_item(one, now),), urls[one.task])
        for one in news
        for person in sorted(one.people)
    ]


def _item(one: TaskNews, now: datetime) -> Item:
    today = now.date()
    head = _HEADS[one.event].format(due=day_month(one.due))
    if one.event is Event.DUE and (one.due - today).days != 1:
        head = (
            f"Срок поручения: {day_month(one.due)}"
            if one.due > today
            else f"Сегодня срок поручения: {day_month(one.due)}"
        )
    key = f"{one.event}:{one.by}" if one.event in {Event.REPORTED, Event.SAID} else str(one.event)
    return Item(key, moment(now), head, f"{head}. {one.by}" if one.by else "Отчёта ещё нет.")
