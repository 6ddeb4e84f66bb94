"""Years and their packages: what is closed, what is packed, what is waited for (A12.6, A12.7)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models import YearStep
from zhurnal.archive.policy import AGREE, CLOSE, MAKE, PACKAGE
from zhurnal.archive.rules.closing import STEP_WORDS, Step
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name


@dataclass(frozen=True, slots=True)
class Made:
    """A package in the list."""

    id: UUID
    group: str
    made_at: datetime
    made_by: str
    size: int
    sha256: str
    key: str
    files: int
    records: int
    destroyed: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of the year with its newest package, if it has one, and the earlier ones."""

    id: UUID
    name: str
    department: str
    packages: tuple[Made, ...]

    @property
    def last(self) -> Made | None:
        """The newest package."""
        return self.packages[0] if self.packages else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits for a second person."""

    step: str
    words: str
    by: str
    at: datetime
    order: str
    reason: str
    mine: bool


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year with its groups."""

    years: list[AcademicYear]
    year: AcademicYear | None
    waiting: Waiting | None
    groups: tuple[GroupLine, ...]
    departments: tuple[tuple[UUID, str], ...]
    makes: bool
    closes: bool
    agrees: bool

    @property
    def packed(self) -> int:
        """Groups that have a package."""
        return sum(1 for line in self.groups if line.last is not None and not line.last.destroyed)


def year_page(actor: PersonActor, year: UUID | None) -> YearPage:
    """A year of the college: the asked one, else the newest that is over and has groups in reach. Seven statements."""
    years = list(AcademicYear.objects.of(actor.college_id).order_by("-starts"))
    chosen = next((one for one in years if one.pk == year), None)
    if chosen is None and year is None:
        kept = set(_in_reach(actor).values_list("year_id", flat=True).distinct())
        over = [one for one in years if one.ends < actor.today]
        chosen = next((one for one in (*over, *years) if one.pk in kept), next(iter((*over, *years)), None))
    if chosen is None:
        return YearPage(years, None, None, (), (), makes=False, closes=False, agrees=False)
    groups = _groups(actor, chosen)
    departments = Department.objects.of(actor.college_id).order_by("name").values_list("pk", "name")
    reached = {line.department for line in groups}
    own = tuple((pk, name) for pk, name in departments if name in reached)
    return YearPage(
        years, chosen, _waiting(actor, chosen), groups, own, makes=policy.may(actor, MAKE), closes=policy.may(actor, CLOSE),
        agrees=policy.may(actor, AGREE),
    )  # fmt: skip


def _in_reach(actor: PersonActor) -> QuerySet[Group]:
    return policy.visible(actor, MAKE) if policy.may(actor, MAKE) else Group.objects.of(actor.college_id)


def _groups(actor: PersonActor, year: AcademicYear) -> tuple[GroupLine, ...]:
    rows = _in_reach(actor).filter(year=year.pk).order_by("name").values_list("pk", "name", "department__name")
    made: dict[UUID, list[Made]] = {}
    packages = policy.visible(actor, PACKAGE).filter(year=year.pk).order_by("-made_at", "-pk")
    columns = (
        "pk", "group_id", "group__name", "made_at", "made_by__surname", "made_by__given", "made_by__patronymic", "size",
        "sha256", "key", "files", "records", "destroyed_at",
    )  # fmt: skip
    for (
        pk,
        group,
        name,
        at,
        surname,
        given,
        patronymic,
        size,
        digest,
        key,
        files,
        records,
        gone,
    ) in packages.values_list(*columns):
        by = short_name(surname, given, patronymic) if surname else "журнал"
        made.setdefault(group, []).append(
            Made(pk, name, at.astimezone(actor.now.tzinfo), by, size, digest, key, files, records, gone is not None)
        )
    return tuple(GroupLine(pk, name, department, tuple(made.get(pk, ()))) for pk, name, department in rows)


def _waiting(actor: PersonActor, year: AcademicYear) -> Waiting | None:
    rows = YearStep.objects.of(actor.college_id).filter(year=year.pk, agreed_at__isnull=True, withdrawn_at__isnull=True)
    columns = ("step", "asked_by_id", "asked_at", "order_number", "reason", "asked_by__surname", "asked_by__given", "asked_by__patronymic")  # fmt: skip
    found = rows.values_list(*columns).first()
    if found is None:
        return None
    step, by, at, order, reason, *name = found
    return Waiting(
        step,
        STEP_WORDS[Step(step)],
        short_name(*name),
        at.astimezone(actor.now.tzinfo),
        order,
        reason,
        by == actor.person_id,
    )


def groups_to_pack(actor: PersonActor, year: UUID, group: UUID | None, department: UUID | None) -> list[Group]:
    """The groups of a year that this actor may pack: one, those of a department, or all in reach."""
    rows = policy.visible(actor, MAKE).filter(year=year)
    if group is not None:
        rows = rows.filter(pk=group)
    if department is not None:
        rows = rows.filter(department=department)
    return list(rows.select_related("year").order_by("name"))
