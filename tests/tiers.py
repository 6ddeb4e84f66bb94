"""How many of a thing are asked: by day, at night (``run.py test night``), before a release. The one place that reads which tier runs.

The numbers of a release are those of the plan (T2, T10, T13, T18, T19); the night's are what eight hours bear beside everything else.
"""

import os
from dataclasses import dataclass

DAY, NIGHT, RELEASE = "day", "night", "release"
VARIABLE = "ZHURNAL_TEST_TIER"
TIER = os.environ.get(VARIABLE, DAY)
if TIER not in (DAY, NIGHT, RELEASE):
    message = f"{VARIABLE} is {TIER!r}: it is one of {DAY}, {NIGHT}, {RELEASE}."
    raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Counts:
    """A number for each tier."""

    day: int
    night: int
    release: int

    @property
    def now(self) -> int:
        """That of the tier that runs."""
        return {DAY: self.day, NIGHT: self.night, RELEASE: self.release}[TIER]


WORLDS = Counts(12, 1_000, 1_000)
"""T2: random worlds of others' changes."""
RECORDS = Counts(0, 2_000, 200_000)
"""T10: records of a journal, a bit of each byte of which is turned."""
DRILLS = Counts(1, 25, 500)
"""T13: copies made, proven and put in the place of what was lost."""
SPOILT = Counts(150, 2_000, 100_000)
"""T18: spoilt files of each of the ten kinds: a million before a release."""
FAMILIES = Counts(1_200, 20_000, 100_000)
"""T19: random histories of families."""
OFFICES = Counts(2, 60, 1_000)
"""Days of an office among files, the pattern, substitutions and lessons that are being recorded."""
CELLS = 100_000
"""T1: so many questions are asked at least, where all are."""
