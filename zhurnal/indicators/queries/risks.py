"""Who is feared to end with a debt, from the last forecast that was stored (1.11 f). One statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from zhurnal.forecast.models import StoredForecast
from zhurnal.forecast.rules.group import clear
from zhurnal.forecast.rules.shown import FEARED
from zhurnal.indicators.queries.places import Journal

FRESH = timedelta(days=14)  # a forecast is stored once a week; an older one says nothing of this day


@dataclass(slots=True)
class Risks:
    """``day``: of the newest forecast; ``chances``: student → journal → the chance of a debt."""

    day: date | None = None
    chances: dict[str, dict[UUID, float]] = field(default_factory=lambda: defaultdict(dict))

    def of_students(self, journals: dict[UUID, Journal]) -> dict[UUID, tuple[int, int]]:
        """group → (students for whom a debt is likelier than not, students with a forecast)."""
        found: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
        for by_journal in self.chances.values():
            own = {course: chance for course, chance in by_journal.items() if course in journals}
            if own:
                place = found[journals[next(iter(own))].group.id]
                place[0] += feared(1 - clear(list(own.values())))
                place[1] += 1
        return {group: (at_risk, told) for group, (at_risk, told) in found.items()}

    def of_journals(self) -> dict[UUID, tuple[int, int]]:
        """journal → (students with whom a debt in it is likelier than not, students with a forecast)."""
        found: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
        for by_journal in self.chances.values():
            for course, chance in by_journal.items():
                found[course][0] += feared(chance)
                found[course][1] += 1
        return {course: (at_risk, told) for course, (at_risk, told) in found.items()}


def feared(chance: float) -> bool:
    """Whether a debt is likelier than not."""
    return 100 * chance >= FEARED


def risks_of(college_id: UUID, journals: Iterable[UUID], day: date, *, whole: bool = False) -> Risks:
    """The last stored forecasts of these journals not later than the day (of the whole college: of all that are fresh)."""
    rows = StoredForecast.objects.of(college_id).filter(day__lte=day, day__gt=day - FRESH)
    if not whole:
        rows = rows.filter(course__in=list(journals))
    last: dict[UUID, tuple[date, dict[str, list[float]]]] = {}
    for course, said_on, said in rows.order_by("day").values_list("course_id", "day", "said"):
        last[course] = said_on, said
    found = Risks(max((said_on for said_on, _said in last.values()), default=None))
    for course, (_said_on, said) in last.items():
        for student, chances in said.items():
            found.chances[student][course] = chances[0]
    return found
