"""Who has left the college for good, and which parts of his data the house still holds. A constant number of statements."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models import PersonalActLine, YearPackage
from zhurnal.archive.rules.personal import AHEAD, FAMILY, NAME, PARTS, SIGNED, Standing, part_of, standing
from zhurnal.archive.rules.retention import ActState, Document
from zhurnal.archive.terms import rules_of
from zhurnal.curriculum.models import Membership
from zhurnal.kernel.held import Held, holdings
from zhurnal.kernel.told import about, rows_of
from zhurnal.people.models import Guardianship, Person, RoleGrant
from zhurnal.privacy.models import SubjectRequest

LOOKED = 2000  # people are looked at in one round


@dataclass(slots=True)
class Departed:
    """One who left. ``gone``: his last day; ``done``: parts destroyed already; ``act``: the number of a draft that names him;
    ``asked``: a request about his data waits for an answer; ``packed``: a package that names him still lies in the archive."""

    gone: date
    roles: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    act: int | None = None
    asked: bool = False
    packed: bool = False


def declared() -> list[tuple[Held, str]]:
    """The tables about people that end by an act, each with its part."""
    found = ((held, part_of(held.label, held.table.kept)) for held in holdings() if held.table.subjects)
    return [(held, part) for held, part in found if part is not None]


def departed(college: UUID, today: date, only: Collection[UUID] | None = None) -> dict[UUID, Departed]:
    """Everybody (or of ``only``) who has no role today and none ahead, and whose last year is closed, who is on no list of a group and nobody's parent. Eleven statements."""
    found = _gone(college, today, only)
    first_open = AcademicYear.objects.of(college).filter(closed_at__isnull=True).order_by("starts").first()
    found = {
        person: one
        for person, one in found.items()
        if one.gone < today and (first_open is None or one.gone < first_open.starts)
    }
    named = Person.objects.of(college).filter(nameless_on=None, pk__in=list(found)).values_list("pk", flat=True)
    found = {person: found[person] for person in sorted(named)}
    lines = PersonalActLine.objects.of(college).exclude(act__state=ActState.DROPPED).filter(person__in=list(found))
    said = lines.values_list("person_id", "parts", "act__state", "act__number", "act__done_at")
    for person, parts, state, number, done_at in said:
        if state == ActState.DRAFT:
            found[person].act = number
        elif done_at.date() >= found[person].gone:  # who came back and left again has data anew
            found[person].done |= set(parts.split())
    waiting = SubjectRequest.objects.of(college).filter(answered_at=None)
    for pair in waiting.values_list("subject_id", "asked_by_id"):
        for person in set(pair) & set(found):
            found[person].asked = True
    packed = YearPackage.objects.of(college).filter(destroyed_at=None).values("group_id")
    listed = Membership.objects.of(college).filter(group__in=packed, student__in=list(found))
    for person in listed.values_list("student_id", flat=True).distinct():
        found[person].packed = True
    # Packages name whoever taught, led or wrote in them, too: of the staff it is not asked who, only whether one of their time lies there.
    kept = YearPackage.objects.of(college).filter(destroyed_at=None).aggregate(first=Min("year__starts"))["first"]
    for one in found.values():
        one.packed |= kept is not None and bool(one.roles - FAMILY) and kept <= one.gone
    return found


def _gone(college: UUID, today: date, only: Collection[UUID] | None) -> dict[UUID, Departed]:
    here = Q(until=None) | Q(until__gte=today)
    grants, bonds = RoleGrant.objects.of(college), Guardianship.objects.of(college)
    if only is not None:
        grants, bonds = grants.filter(person__in=only), bonds.filter(parent__in=only)
    found, staying = {}, set()
    ends = grants.values("person_id").annotate(last=Max("until"), open=Count("pk", filter=here))
    for person, last, still in ends.values_list("person_id", "last", "open"):
        if still:
            staying.add(person)
        else:
            found[person] = Departed(last)
    for person, role in grants.values_list("person_id", "role").distinct():
        if person in found:
            found[person].roles.add(role)
    bound = bonds.values("parent_id").annotate(last=Max("until"), open=Count("pk", filter=here))
    for parent, last, still in bound.values_list("parent_id", "last", "open"):
        if parent in staying or still:  # a mother who taught here once is nobody's past while her child studies
            found.pop(parent, None)
        elif parent in found:
            found[parent].gone = max(found[parent].gone, last)
        else:  # a parent on record who never had a role
            found[parent] = Departed(last, {"parent"})
    listed = Membership.objects.of(college).filter(Q(left=None) | Q(left__gt=today), group__year__closed_at=None)
    for student in (
        set(listed.values_list("student_id", flat=True)) & found.keys()
    ):  # the list of a group says that he studies
        found.pop(student)
    return found


def look(college: UUID, people: dict[UUID, Departed]) -> None:
    """Write down which parts of each the house holds anything of. One statement a table."""
    wanted = list(people)
    for held, part in declared():
        for path in held.table.subjects.split():
            rows = rows_of(held.model, college).filter(**{f"{path}__in": wanted})
            for person in set(rows.values_list(path, flat=True)) & people.keys():
                people[person].present.add(part)
    for one in people.values():
        one.present.discard(NAME)
        one.present.add(Document.ACCESS)
        if "student" not in one.roles and one.roles != {"parent"}:
            one.present.update(SIGNED)


@dataclass(frozen=True, slots=True)
class Coming:
    """How many are due and stand in no act yet; how many come to it within a month, and the first of those days."""

    due: int
    soon: int
    soon_on: date | None


def standings(college: UUID, today: date) -> dict[UUID, tuple[Departed, Standing]]:
    """Who left and of whom anything is due or will be within a month, those who left first at the head, with what is due of each.

    Of most people who left nothing but the name is kept for decades: they must not stand before those whose turn it is.
    """
    years = {Document(one.document): one.years for one in rules_of(college)}
    left = {
        person: one
        for person, one in departed(college, today).items()
        if standing(one.gone, PARTS, one.done, years, today + AHEAD).due
    }
    early = sorted(left, key=lambda person: (left[person].gone, person))
    found: dict[UUID, tuple[Departed, Standing]] = {}
    for start in range(0, len(early), LOOKED):
        some = {person: left[person] for person in early[start : start + LOOKED]}
        look(college, some)
        found |= {
            person: (one, standing(one.gone, one.present, one.done, years, today)) for person, one in some.items()
        }
    return found


def coming(found: dict[UUID, tuple[Departed, Standing]], today: date) -> Coming:
    """What of it the officer is told."""
    due = sum(bool(now.due) and one.act is None for one, now in found.values())
    days = [
        min(day for _part, day in now.stays)
        for _one, now in found.values()
        if not now.due and now.stays and min(day for _part, day in now.stays) <= today + AHEAD
    ]
    return Coming(due, len(days), min(days, default=None))


def counted(college: UUID, held: Held, people: Collection[UUID]) -> int:
    """How many rows of a table say anything that goes."""
    if not people or not (held.table.whole or held.table.erased):
        return 0
    return rows_of(held.model, college).filter(about(held, people)).distinct().count()
