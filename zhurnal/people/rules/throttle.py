"""How often somebody may try to sign in: by account, by network and altogether, and apart from all these by known device. Pure.

A failure fills a bucket that leaks: a few mistakes in a row are nothing, then each further try waits. Nobody is shut out by
others: tries from devices on which the owner has been before are counted device by device, so strangers never fill his.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

KEYS = 20_000  # of one kind remembered at once; the longest untouched is forgotten first
TOLD_AGAIN = 3600.0  # seconds before the owner is told of failures once more


@dataclass(frozen=True, slots=True)
class Limit:
    """``burst`` failures at once, then one more every ``every`` seconds."""

    burst: int
    every: float


ACCOUNT = Limit(10, 60)
DEVICE = Limit(10, 30)
NETWORK = Limit(100, 3)
CROWD = Limit(400, 0.4)
"""Of a network from which many have signed in before: the college's own, behind one address. One phone there shuts nobody out
of his first sign-in, and all of them together stay within ``EVERYBODY``."""
EVERYBODY = Limit(600, 0.2)
CROWDED = 8  # accounts known in a network that make it such


class Buckets:
    """Buckets of one kind, by key; never more than ``KEYS``."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def level(self, key: Hashable, now: float) -> float:
        """How many failures count still."""
        level, at = self._levels.get(key, (0.0, now))
        return max(0.0, level - (now - at) / self.limit.every)

    def wait(self, key: Hashable, now: float) -> float:
        """Seconds until the next try; 0 when it may be made now."""
        return max(0.0, (self.level(key, now) + 1 - self.limit.burst) * self.limit.every)

    def fill(self, key: Hashable, now: float) -> float:
        """One failure more; tells the level."""
        level = self.level(key, now) + 1
        self._levels[key] = (level, now)
        self._levels.move_to_end(key)
        if len(self._levels) > KEYS:
            self._levels.popitem(last=False)
        return level

    def ease(self, key: Hashable, now: float) -> None:
        """It was no failure: one less."""
        if key in self._levels:
            self._levels[key] = (max(0.0, self.level(key, now) - 1), now)

    def empty(self, key: Hashable) -> None:
        """Nothing counts any more."""
        self._levels.pop(key, None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who tries. ``login``: None where none is named; ``device``: the mark of a device on which this very account was before, "" for any other; ``crowd``: whether the network is one of many known people."""

    college: Hashable
    login: str | None
    network: str
    device: str = ""
    crowd: bool = False


class Throttle:
    """All buckets together. Every try counts as a failure until ``succeeded`` says otherwise, so a hundred at once are no way round."""

    def __init__(self) -> None:
        self._accounts, self._devices = Buckets(ACCOUNT), Buckets(DEVICE)
        self._networks, self._crowds, self._everybody = Buckets(NETWORK), Buckets(CROWD), Buckets(EVERYBODY)
        self._told: OrderedDict[Hashable, float] = OrderedDict()

    def _counted(self, attempt: Attempt) -> list[tuple[Buckets, Hashable]]:
        if attempt.device:
            return [(self._devices, (attempt.college, attempt.login, attempt.device))]
        place = self._crowds if attempt.crowd else self._networks
        shared: list[tuple[Buckets, Hashable]] = [(place, attempt.network), (self._everybody, "")]
        return shared if attempt.login is None else [(self._accounts, (attempt.college, attempt.login)), *shared]

    def begin(self, attempt: Attempt, now: float) -> float:
        """Seconds to wait, 0 when the try may be made: it is then counted."""
        counted = self._counted(attempt)
        wait = max(buckets.wait(key, now) for buckets, key in counted)
        if wait <= 0:
            for buckets, key in counted:
                buckets.fill(key, now)
        return wait

    def by_network(self, attempt: Attempt, now: float) -> bool:
        """Whether it is the network, taken for a stranger's, that makes this try wait."""
        return not attempt.device and not attempt.crowd and self._networks.wait(attempt.network, now) > 0

    def succeeded(self, attempt: Attempt, now: float) -> None:
        """The password was right: the account's own bucket is empty, the shared ones lose this one try."""
        for place, (buckets, key) in enumerate(self._counted(attempt)):
            if place == 0:
                buckets.empty(key)
            else:
                buckets.ease(key, now)

    def eased(self, attempt: Attempt, now: float) -> None:
        """The try was not made after all."""
        for buckets, key in self._counted(attempt):
            buckets.ease(key, now)

    def alarming(self, attempt: Attempt, now: float) -> bool:
        """Whether the owner is to be told now: his bucket is full, and he was not told within the hour. Then he counts as told."""
        buckets, key = self._counted(attempt)[0]
        if buckets.level(key, now) < buckets.limit.burst - 1:
            return False
        owner = (attempt.college, attempt.login)
        if now - self._told.get(owner, -TOLD_AGAIN) < TOLD_AGAIN:
            return False
        self._told[owner] = now  # before it is done, so that a hundred failures at once tell it once
        self._told.move_to_end(owner)
        if len(self._told) > KEYS:
            self._told.popitem(last=False)
        return True

    def untold(self, attempt: Attempt) -> None:
        """The telling failed: the next failure tells."""
        self._told.pop((attempt.college, attempt.login), None)
