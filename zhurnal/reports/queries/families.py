"""What the journal keeps of the work with a group's lists and families: comings and goings, access, told absences."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Membership
from zhurnal.journal.models import Excuse
from zhurnal.journal.rules.signs import RequestState
from zhurnal.people.models import Account, Guardianship
from zhurnal.people.queries.former import names_then
from zhurnal.people.rules.names import alphabetical, full_name


@dataclass(frozen=True, slots=True)
class Moved:
    """A student came on the list or left it; ``order`` and ``note`` as the list tells."""

    day: date
    name: str
    came: bool
    order: str
    note: str


def moves(college_id: UUID, group: UUID, since: date, until: date) -> list[Moved]:
    """Changes of a group's list within the days; who was there from the first day did not come. By the names of the last day. Two statements."""
    rows = Membership.objects.of(college_id).filter(
        Q(entered__gt=since, entered__lte=until) | Q(left__gt=since, left__lte=until), group=group
    )
    names = ("student__surname", "student__given", "student__patronymic")
    former = names_then(college_id, rows.values("student_id"), until)
    found = []
    for student, entered, left, order_in, order_out, note, *now in rows.values_list(
        "student_id", "entered", "left", "order_in", "order_out", "note", *names
    ):
        name = former.get(student, now)
        if since < entered <= until:
            found.append((entered, alphabetical(*name), Moved(entered, full_name(*name), True, order_in, "")))
        if left is not None and since < left <= until:
            found.append((left, alphabetical(*name), Moved(left, full_name(*name), False, order_out, note)))
    return [one for _day, _name, one in sorted(found, key=lambda row: row[:2])]


@dataclass(frozen=True, slots=True)
class Families:
    """Students with a parent who can sign in; what parents told about absences, by what became of it."""

    with_access: int
    told: int
    accepted: int
    rejected: int


def families(college_id: UUID, students: list[UUID], since: date, until: date) -> Families:
    """Of these students. Three statements."""
    ties = Guardianship.objects.of(college_id).filter(student__in=students)
    accounts = Account.objects.of(college_id).filter(is_active=True, person__in=ties.values("parent_id"))
    able = set(accounts.values_list("person_id", flat=True))
    pairs, access = set(), set()
    for student, parent, first, last in ties.values_list("student_id", "parent_id", "since", "until"):
        pairs.add((student, parent))
        if parent in able and first <= until and (last is None or last >= until):
            access.add(student)
    rows = Excuse.objects.of(college_id).filter(student__in=students, since__lte=until, until__gte=since)
    told = rows.values_list("student_id", "set_by_id", "state")
    states = [state for student, who, state in told if (student, who) in pairs]
    return Families(len(access), len(states), states.count(RequestState.APPROVED), states.count(RequestState.REJECTED))
