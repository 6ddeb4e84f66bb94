"""Lists of groups and subgroups through time, and days of practice, for the journals of some terms."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.curriculum.queries import Periods, practice_periods
from zhurnal.indicators.rules.listing import Size, Stays, digest, in_subgroup


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journal belongs."""

    group: UUID
    subgroup: UUID | None
    discipline: UUID


class Lists:
    """Of some journals; ``places``: where each belongs."""

    def __init__(
        self,
        places: dict[UUID, Place],
        groups: dict[UUID, Stays],
        parts: dict[UUID, Stays],
        away: Periods,
    ) -> None:
        self.places, self._groups, self._parts, self._away = places, groups, parts, away
        self._sizes: dict[tuple[UUID, UUID | None], Size] = {}
        self._told: dict[UUID, str] = {}

    def digest(self, course: UUID) -> str:
        """What tells that the journal's list or its days of practice have changed."""
        place = self.places.get(course)
        if place is None:
            return ""
        if place.group not in self._told:
            away = [(str(own), period) for own, period in self._away.get(place.group, ())]
            self._told[place.group] = digest(_told(self._groups.get(place.group, {})), away)
        if place.subgroup and place.subgroup not in self._told:
            self._told[place.subgroup] = digest(_told(self._parts.get(place.subgroup, {})))
        return digest(self._told[place.group], self._told[place.subgroup] if place.subgroup else "")

    def size(self, course: UUID) -> Size:
        """The length of the journal's list."""
        place = self.places[course]
        key = place.group, place.subgroup
        if key not in self._sizes:
            self._sizes[key] = Size(self.stays(course))
        return self._sizes[key]

    def stays(self, course: UUID) -> Stays:
        """student → days on the journal's list."""
        place = self.places[course]
        stays = self._groups.get(place.group, {})
        return in_subgroup(stays, self._parts.get(place.subgroup, {})) if place.subgroup else stays

    def away(self, course: UUID, day: date) -> bool:
        """Whether the group is in practice that day, and this is not the practice's own journal (A5.16)."""
        place = self.places[course]
        return any(period.holds(day) and own != place.discipline for own, period in self._away.get(place.group, ()))


def _told(stays: Stays) -> list[tuple[str, list[tuple[date, date | None]]]]:
    return sorted((student.hex, sorted(spans, key=str)) for student, spans in stays.items())


def read_lists(college_id: UUID, wanted: Q) -> Lists:
    """Of the journals that meet the condition. Four statements."""
    rows = Course.objects.of(college_id).filter(wanted)
    places = {
        pk: Place(group, subgroup, discipline)
        for pk, group, subgroup, discipline in rows.values_list("pk", "group_id", "subgroup_id", "discipline_id")
    }
    groups = {place.group for place in places.values()}
    stays: dict[UUID, Stays] = defaultdict(lambda: defaultdict(list))
    members = Membership.objects.of(college_id).filter(group__in=groups)
    for group, student, entered, left in members.values_list("group_id", "student_id", "entered", "left"):
        stays[group][student].append((entered, left))
    parts: dict[UUID, Stays] = defaultdict(lambda: defaultdict(list))
    within = SubgroupMembership.objects.of(college_id).filter(subgroup__group__in=groups)
    for subgroup, student, since, until in within.values_list("subgroup_id", "student_id", "since", "until"):
        parts[subgroup][student].append((since, until))
    return Lists(places, stays, parts, practice_periods(college_id, groups=groups))
