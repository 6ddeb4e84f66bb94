"""The year that is being opened, and how far its steps went."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Bell, Holiday, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Curriculum,
    Group,
    GroupLeader,
    Membership,
    PracticePeriod,
    Stream,
    Subgroup,
)
from zhurnal.kernel import policy
from zhurnal.kernel.held import holdings
from zhurnal.opening.models import Deed, Opening
from zhurnal.opening.policy import RUN
from zhurnal.opening.rules.carrying import Planned, intake, offered_plans, stem
from zhurnal.opening.rules.doing import told
from zhurnal.opening.rules.steps import STEPS, first_open
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

LAST_DEEDS = 12


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list on the left."""

    number: int
    slug: str
    title: str
    done: bool
    count: str


def years_of(actor: PersonActor) -> list[AcademicYear]:
    """The years of the college, the last first."""
    return list(policy.visible(actor, RUN).order_by("-starts"))


def settled_steps(year: AcademicYear) -> frozenset[str]:
    """Steps that a person called done."""
    row = Opening.objects.of(year.college_id).filter(year_name=year.name).first()
    return frozenset(row.settled if row else [])


def where_to_resume(year: AcademicYear) -> str:
    """The first step that is not done."""
    return first_open(settled_steps(year))


def unfinished(actor: PersonActor) -> tuple[AcademicYear, str] | None:
    """The year that the actor is opening and the step at which he goes on; None when every year is open."""
    for year in years_of(actor)[:1]:
        if opened(year) is None:
            return year, where_to_resume(year)
    return None


def steps_of(year: AcademicYear) -> list[StepLine]:
    """All steps with what stands in each."""
    counts, done = _counts(year), settled_steps(year)
    return [
        StepLine(number, step.slug, step.title, step.slug in done, counts.get(step.slug, ""))
        for number, step in enumerate(STEPS, 1)
    ]


def _counts(year: AcademicYear) -> dict[str, str]:
    own, days = year.college_id, {"date__gte": year.starts, "date__lte": year.ends}
    groups = Group.objects.of(own).filter(year=year.pk)
    whole = groups.count()
    led = (
        GroupLeader.objects.of(own)
        .filter(group__year=year.pk, until__isnull=True)
        .values("group_id")
        .distinct()
        .count()
    )
    courses = Course.objects.of(own).filter(year=year.pk)
    held = CourseTeacher.objects.of(own).filter(until__isnull=True)
    pages, taught = courses.count(), courses.filter(pk__in=held.values("course_id")).count()
    return {
        "year": f"{year.starts:%d.%m.%Y} – {year.ends:%d.%m.%Y}",
        "bells": str(Bell.objects.of(own).count()),
        "holidays": str(Holiday.objects.of(own).filter(**days).count()),
        "groups": str(whole),
        "plans": f"{groups.filter(curriculum__isnull=False).count()} из {whole}",
        "students": str(Membership.objects.of(own).filter(group__year=year.pk, left__isnull=True).count()),
        "leaders": f"{led} из {whole}",
        "practice": str(PracticePeriod.objects.of(own).filter(group__year=year.pk).count()),
        "subgroups": str(Subgroup.objects.of(own).filter(group__year=year.pk).count()),
        "journals": str(pages),
        "load": f"{taught} из {pages}",
        "streams": str(Stream.objects.of(own).filter(term__year=year.pk).count()),
    }


@dataclass(frozen=True, slots=True)
class DeedLine:
    """A saved step, at the hours of the college; ``told``: rows that it wrote, a line for each table."""

    pk: UUID
    step: str
    title: str
    made_at: datetime
    made_by: Person | None
    undone_at: datetime | None
    told: tuple[str, ...]


def deeds_of(year: AcademicYear, zone: tzinfo | None, step: str = "") -> list[DeedLine]:
    """The last saved steps, or what was saved last on one of them."""
    rows = Deed.objects.of(year.college_id).filter(year_name=year.name).select_related("made_by")
    rows = rows.filter(step=step, undone_at=None) if step else rows
    titles = {held.label: held.table.title for held in holdings()}
    return [
        DeedLine(
            deed.pk, deed.step, deed.title, deed.made_at.astimezone(zone), deed.made_by, deed.undone_at,
            told(deed.rows, titles),
        )
        for deed in rows.order_by("-made_at", "-id")[: 1 if step else LAST_DEEDS]
    ]  # fmt: skip


def plans_of(year: AcademicYear) -> tuple[list[tuple[Group, UUID | None, str]], list[Curriculum]]:
    """Groups of the year with the plan that stands or is offered and the kin of the group, and the plans of the college."""
    groups = list(Group.objects.of(year.college_id).filter(year=year.pk).order_by("name"))
    plans = list(Curriculum.objects.of(year.college_id).order_by("title", "start_year"))
    years = {plan.pk: plan.start_year for plan in plans}
    rows = [Planned(group.pk, group.name, group.course_year, group.curriculum_id) for group in groups]
    offered = offered_plans(rows, years, intake(year.starts, 1))
    return [
        (group, group.curriculum_id or offered.get(group.pk), f"{stem(group.name)}/{group.course_year}")
        for group in groups
    ], plans


def lists_day(year: AcademicYear, today: date) -> str:
    """The day for which lists are brought into a year that has not begun, as «2027-09-01»; "" for the one that runs."""
    first = min((term.starts for term in terms_of(year).values()), default=year.starts)
    return first.isoformat() if first > today else ""


def terms_of(year: AcademicYear) -> dict[int, Term]:
    """number → term."""
    return {term.number: term for term in Term.objects.of(year.college_id).filter(year=year.pk)}


def is_begun(year: AcademicYear) -> bool:
    """Whether anything of the year was made by its opening; a year that came otherwise is nobody's unfinished work."""
    return any(model.objects.of(year.college_id).filter(year_name=year.name).exists() for model in (Deed, Opening))


def opened(year: AcademicYear) -> Opening | None:
    """The opening of the year, when it is finished."""
    found: Opening | None = (
        Opening.objects.of(year.college_id).filter(year_name=year.name, opened_at__isnull=False).first()
    )
    return found
