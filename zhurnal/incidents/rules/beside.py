"""The signature of Novosibirsk: a student's mark becomes better from the browser, or the home, in which that student was the same day. Pure.

The browser is compared first. Many accounts come in on a class computer, so it tells nothing; nor does the network of the college, nor one of
a provider: a network counts where only a household's accounts are known in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from zhurnal.incidents.rules.changes import Marked

SHARED = 5
"""A browser in which so many accounts came in, or a network that so many know, is nobody's own: a pupil, his parents and the stolen account are four."""


class Beside(StrEnum):
    """What a change has in common with the student whose mark it is."""

    BROWSER = "browser"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody came in, or his session was touched: when by the college's clock, in which browser (as the record calls it), from where."""

    at: datetime
    device: str
    network: str


@dataclass(frozen=True, slots=True)
class Known:
    """How many accounts came in in a browser, how many know a network, and which networks are the college's own."""

    browsers: Mapping[str, int]
    networks: Mapping[str, int]
    inside: frozenset[str]

    def one_browser(self, device: str) -> bool:
        """Whether the browser is somebody's own."""
        return self.browsers.get(device, 0) < SHARED

    def household(self, network: str) -> bool:
        """Whether the network is a household's."""
        return bool(network) and network not in self.inside and self.networks.get(network, 0) < SHARED


def beside(one: Marked, author: Sequence[Use], student: Iterable[Use], known: Known) -> Beside | None:
    """What the change has in common with what its student did that day; ``author``: how its own account came in, in the order of time."""
    that_day = [use for use in student if use.at.date() == one.at.date()]
    named = one.device.endswith(")")  # without the browser's own digits many browsers are called so
    if named and known.one_browser(one.device) and any(use.device == one.device for use in that_day):
        return Beside.BROWSER
    came = next((use for use in reversed(author) if use.at <= one.at and use.device == one.device), None)
    if came is None or not known.household(came.network):
        return None
    return Beside.NETWORK if any(use.network == came.network for use in that_day) else None


def persons(rows: Iterable[Marked]) -> tuple[set[UUID], set[UUID]]:
    """(accounts' people, students) of the changes that are asked about."""
    meant = [one for one in rows if one.kind]
    return {one.person for one in meant}, {one.student for one in meant}
