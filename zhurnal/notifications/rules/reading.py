"""Somebody opened unusually much of people's data, in words. Pure. The title names nobody: it goes by mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from zhurnal.kernel.dates import clock
from zhurnal.notifications.rules.items import Item, Kind, Told, moment

HEAD = "Кто-то открывал необычно много личных данных"


def told(people: Mapping[UUID, datetime], names: Mapping[UUID, str], officers: Iterable[UUID], url: str) -> list[Told]:
    """To the officers, of each person apart, with the way to what he opened; moments by the college's clock. Nobody hears of himself."""
    listeners = list(officers)
    return [
        Told(
            officer, Kind.LOGIN, f"reading:{person.hex}:{at.date().isoformat()}",
            (Item(moment(at), moment(at), HEAD, f"{clock(at.time())}: {names.get(person, '')}. Журнал попросил подтвердить, что это он."),),
            f"{url}?person={person}&side=who",
        )
        for person, at in people.items()
        for officer in listeners
        if officer != person
    ]  # fmt: skip
