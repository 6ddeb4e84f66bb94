"""Who came on which day, by what he is to the college."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.reports.models import VisitDay

STAFF, STUDENTS, PARENTS = "staff", "students", "parents"
KINDS = (STAFF, STUDENTS, PARENTS)


def visits(college_id: UUID, since: date, until: date) -> dict[date, set[UUID]]:
    """day → who came. One statement."""
    found: dict[date, set[UUID]] = defaultdict(set)
    rows = VisitDay.objects.of(college_id).filter(day__gte=since, day__lte=until)
    for day, person in rows.values_list("day", "person_id"):
        found[day].add(person)
    return dict(found)


def kinds_of(college_id: UUID, since: date, until: date) -> dict[UUID, str]:
    """person → staff, student or parent by the roles that he held in these days; staff goes before a parent. One statement."""
    rows = RoleGrant.objects.of(college_id).filter(since__lte=until).exclude(until__lt=since)
    found: dict[UUID, str] = {}
    for person, role in rows.values_list("person_id", "role"):
        kind = {Role.STUDENT: STUDENTS, Role.PARENT: PARENTS}.get(role, STAFF)
        found[person] = min(kind, found.get(person, kind), key=KINDS.index)
    return found


def with_access(college_id: UUID) -> set[UUID]:
    """Who may sign in today. One statement."""
    return set(Account.objects.of(college_id).filter(is_active=True).values_list("person_id", flat=True))


def counted(people: Iterable[UUID], kinds: dict[UUID, str]) -> tuple[int, ...]:
    """How many of each kind, in the order of ``KINDS``; who held no role counts nowhere."""
    own = [kinds.get(person) for person in people]
    return tuple(own.count(kind) for kind in KINDS)
