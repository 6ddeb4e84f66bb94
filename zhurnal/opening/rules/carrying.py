"""Groups that go on to the next course: their names, and who goes where (nobody is lost)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

LAST_COURSE = 4  # where the plan does not tell
PART_OF_A_PLAN = 2  # semesters: a plan that ends there without a state attestation is only its beginning


class Fate(StrEnum):
    """What becomes of a student at the turn of the year."""

    ON = "on"
    STAY = "stay"
    WAIT = "wait"
    GRADUATE = "graduate"


FATES = {
    Fate.ON: "идёт на следующий курс",
    Fate.STAY: "остаётся на своём курсе",
    Fate.WAIT: "не переносится: ждёт приказа",
    Fate.GRADUATE: "выпускается",
}


def last_course(semesters: int, *, attested: bool) -> int:
    """The course that graduates, by the last semester of the plan (0: no plan) and whether it ends with state attestation."""
    whole = attested or semesters > PART_OF_A_PLAN
    return -(-semesters // 2) if semesters and whole else LAST_COURSE


def next_name(name: str, course: int) -> str:
    """«Э-21» of the second course → «Э-31»; a name in which the course is not the first digit stays («ЭС-24-1»)."""
    found = re.search(r"\d+", name)
    if not found or len(found[0]) > 2 or not found[0].startswith(str(course)) or re.search(r"\d+\D+\d", name):
        return name
    return f"{name[: found.start()]}{course + 1}{found[0][1:]}{name[found.end() :]}"


@dataclass(frozen=True, slots=True)
class OldGroup:
    """A group of the year that ends. ``specialty`` is the code of its plan, empty without one."""

    id: UUID
    name: str
    course: int
    specialty: str


def place_to_stay(group: OldGroup, others: list[OldGroup], carried: dict[UUID, str]) -> UUID | None:
    """The group (by its old id) that next year stands on this group's course: of the same specialty, going on; or None."""
    for other in sorted(others, key=lambda row: row.name):
        if other.course == group.course - 1 and other.specialty == group.specialty and other.id in carried:
            return other.id
    return None


def intake(starts: date, course: int) -> int:
    """The year in which a group of this course was admitted, in a year that begins on this day."""
    return starts.year - course + 1


@dataclass(frozen=True, slots=True)
class Planned:
    """A group of the year that is opened, with the plan it has already."""

    pk: UUID
    name: str
    course: int
    plan: UUID | None


def stem(name: str) -> str:
    """What groups of one specialty share: «Э» of «Э-11», «0907» of «0907-51»."""
    return re.sub(r"[\s.\-–]*\d+[а-яёa-z]?$", "", name, flags=re.IGNORECASE) or name


def offered_plans(groups: Iterable[Planned], plans: Mapping[UUID, int | None], first_year: int) -> dict[UUID, UUID]:
    """Group without a plan → the plan to offer it; what would be a guess is left to a person.

    The one that groups of its stem and course have; else the only one of its intake (``plans``: id → year of its
    beginning), unless several specialties begin in that year: the plan of one of them is not loaded yet.
    """
    held: dict[tuple[str, int], set[UUID]] = defaultdict(set)
    stems: dict[int, set[str]] = defaultdict(set)
    groups = list(groups)
    for group in groups:
        stems[group.course].add(stem(group.name))
        if group.plan:
            held[stem(group.name), group.course].add(group.plan)
    found: dict[UUID, UUID] = {}
    for group in groups:
        own = held[stem(group.name), group.course]
        alone = plan_of_intake(first_year - group.course + 1, plans) if len(stems[group.course]) == 1 else None
        plan = next(iter(own)) if len(own) == 1 else None if own else alone
        if plan and not group.plan:
            found[group.pk] = plan
    return found


def plan_of_intake(year: int, plans: Mapping[UUID, int | None]) -> UUID | None:
    """The only plan of the intake (``plans``: id → year of its beginning), or None: with several, a person chooses."""
    found = [plan for plan, start in plans.items() if start == year]
    return found[0] if len(found) == 1 else None
