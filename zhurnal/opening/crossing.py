"""The turn of the year as it would happen: every student of the year that ends, and where he goes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Max, Q

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group, Membership, PlanItem, PlanLoad
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.opening.rules.carrying import FATES, Fate, OldGroup, last_course, next_name, place_to_stay
from zhurnal.opening.rules.tables import Problem, fold


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided. ``names``: old group → name of the new one; ``fates``: membership → fate; ``graduates``: groups that
    finish; ``number``, ``dated``: the order of the next course, as typed.
    """

    names: dict[UUID, str] = field(default_factory=dict)
    fates: dict[UUID, Fate] = field(default_factory=dict)
    graduates: frozenset[UUID] | None = None
    number: str = ""
    dated: str = ""


@dataclass(slots=True)
class Student:
    """A student of the year that ends. ``target``: the old id of the group with which he goes on."""

    membership: Membership
    fate: Fate
    target: UUID | None = None

    @property
    def words(self) -> str:
        """What becomes of him."""
        return FATES[self.fate]


@dataclass(slots=True)
class Carried:
    """A group of the year that ends."""

    group: Group
    graduates: bool
    new_name: str
    students: list[Student] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """How many of its students have this fate."""
        return sum(1 for student in self.students if student.fate is fate)

    @property
    def on(self) -> int:
        """Those who go on."""
        return self.count(Fate.ON)

    @property
    def stay(self) -> int:
        """Those who stay on their course."""
        return self.count(Fate.STAY)

    @property
    def wait(self) -> int:
        """Those who wait for an order."""
        return self.count(Fate.WAIT)

    @property
    def leave(self) -> int:
        """Those who graduate."""
        return self.count(Fate.GRADUATE)


@dataclass(slots=True)
class Crossing:
    """All groups of the year that ends; empty in a college's first year, and when all are carried already."""

    before: AcademicYear | None
    rows: list[Carried] = field(default_factory=list)
    taken: frozenset[str] = frozenset()

    def carried(self) -> list[Carried]:
        """Groups that go on."""
        return [row for row in self.rows if not row.graduates]

    def students(self) -> Iterator[Student]:
        """All students."""
        return (student for row in self.rows for student in row.students)

    def problems(self) -> list[Problem]:
        """What is unclear, each in a sentence."""
        found, seen = [], set(self.taken)
        for row in self.carried():
            if not row.new_name or len(row.new_name) > 40:
                found.append(Problem(0, f"Напишите название группы {row.group.name} в новом году, до 40 букв."))
            elif fold(row.new_name) in seen:
                found.append(
                    Problem(0, f"Группа {row.new_name} в новом году уже есть: назовите {row.group.name} иначе.")
                )
            seen.add(fold(row.new_name))
        for row in self.rows:
            lost = [s for s in row.students if s.fate in (Fate.ON, Fate.STAY) and s.target is None]
            if lost:
                name = lost[0].membership.student.listed
                text = f"{row.group.name}: для студента {name} нет группы той же специальности на его курсе; выберите «ждёт приказа»."
                found.append(Problem(0, text))
        return found


def year_before(year: AcademicYear) -> AcademicYear | None:
    """The last year that began earlier."""
    rows = AcademicYear.objects.of(year.college_id).filter(starts__lt=year.starts).order_by("-starts")
    found: AcademicYear | None = rows.first()
    return found


def load_crossing(year: AcademicYear, choices: Choices | None = None) -> Crossing:
    """Everybody who is still on a list of the year before, with a constant number of queries."""
    before, choices = year_before(year), choices or Choices()
    if before is None:
        return Crossing(None)
    own = Membership.objects.of(year.college_id)
    open_rows = own.filter(Q(left__isnull=True) | Q(left__gt=year.starts), group__year=before.pk)
    members: dict[UUID, list[Membership]] = defaultdict(list)
    for row in open_rows.select_related("student").order_by("student__surname", "student__given"):
        members[row.group_id].append(row)
    groups = Group.objects.of(year.college_id).filter(year=before.pk, pk__in=list(members))
    taken = Group.objects.of(year.college_id).filter(year=year.pk).values_list("name", flat=True)
    found = list(groups.select_related("department", "curriculum").order_by("course_year", "name"))
    last = last_courses(year.college_id, {group.curriculum_id for group in found if group.curriculum_id})
    rows = [_row(group, choices, last.get(group.curriculum_id, last_course(0, attested=False))) for group in found]
    carried = {row.group.pk: row.new_name for row in rows if not row.graduates}
    for row in rows:
        row.students = [_student(row, member, choices, rows, carried) for member in members[row.group.pk]]
    return Crossing(before, rows, frozenset(map(fold, taken)))


def last_courses(college_id: UUID, plans: set[UUID]) -> dict[UUID | None, int]:
    """Plan → the course that graduates. Two statements."""
    items = PlanItem.objects.of(college_id).filter(curriculum__in=plans)
    attested = set(items.filter(kind=ItemKind.GIA).values_list("curriculum_id", flat=True))
    loads = PlanLoad.objects.of(college_id).filter(item__curriculum__in=plans)
    longest = loads.values_list("item__curriculum_id").annotate(last=Max("semester")).order_by()
    return {plan: last_course(semesters, attested=plan in attested) for plan, semesters in longest}


def _row(group: Group, choices: Choices, last: int) -> Carried:
    graduates = group.course_year >= last if choices.graduates is None else group.pk in choices.graduates
    name = choices.names.get(group.pk, next_name(group.name, group.course_year))
    return Carried(group, graduates, " ".join(name.split()))


def _student(
    row: Carried, member: Membership, choices: Choices, rows: list[Carried], carried: dict[UUID, str]
) -> Student:
    fate = choices.fates.get(member.pk, Fate.ON)
    if row.graduates and fate is Fate.ON:
        fate = Fate.GRADUATE
    if fate is Fate.ON:
        return Student(member, fate, row.group.pk)
    if fate is Fate.STAY:
        return Student(member, fate, place_to_stay(_old(row), [_old(other) for other in rows], carried))
    return Student(member, fate)


def _old(row: Carried) -> OldGroup:
    plan = row.group.curriculum
    return OldGroup(row.group.pk, row.group.name, row.group.course_year, plan.specialty_code if plan else "")
