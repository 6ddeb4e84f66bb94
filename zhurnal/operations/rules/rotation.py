"""Which copies stay: the newest of each of the last days, weeks and months in which there is one."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_NAME = re.compile(r"zhurnal-(\d{8}T\d{6}Z)\.copy")
FRESH = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many days, weeks and months are kept."""

    days: int = 7
    weeks: int = 4
    months: int = 12


def copy_name(at: datetime) -> str:
    """The name of a copy made at a moment (UTC)."""
    return f"zhurnal-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.copy"


def moment_of(name: str) -> datetime | None:
    """When a copy with this name was made; None for a file that is no copy of ours."""
    found = _NAME.fullmatch(name)
    return datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if found else None


def outlived(names: Iterable[str], keeping: Keeping, spared: Iterable[str] = ()) -> list[str]:
    """The copies that may go; never one of the newest two days, never a spared one, never a file that is not a copy.

    A copy made before an update in the morning is still there when the night has made its own.
    """
    dated = sorted(((moment, name) for name in names if (moment := moment_of(name))), reverse=True)
    stay = {name for moment, name in dated if dated[0][0] - moment < FRESH} | set(spared)
    for most, period in _periods(keeping):
        stay |= set(_newest(dated, most, period))
    return [name for _moment, name in dated if name not in stay]


def _periods(keeping: Keeping) -> list[tuple[int, Callable[[datetime], Hashable]]]:
    return [
        (keeping.days, lambda at: at.date()),
        (keeping.weeks, lambda at: at.isocalendar()[:2]),
        (keeping.months, lambda at: (at.year, at.month)),
    ]


def _newest(dated: Sequence[tuple[datetime, str]], most: int, period: Callable[[datetime], Hashable]) -> list[str]:
    first: dict[Hashable, str] = {}
    for moment, name in dated:
        first.setdefault(period(moment), name)
    return list(first.values())[:most]
