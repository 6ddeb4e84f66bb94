"""CPU of the ledger of hours, as the office asks for it, beside the same yardstick as every request."""

from datetime import UTC, date, datetime, time, timedelta

from bench.requests_cpu import Measured, Visitor, measure
from zhurnal.academic_year.models import Holiday
from zhurnal.curriculum.models import Course, CourseTeacher, HoursCorrection
from zhurnal.curriculum.rules.corrections import CorrectionKind
from zhurnal.kernel import sql
from zhurnal.organisation.models import College
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson, LessonChange, Slot, Substitution
from zhurnal.timetable.rules.ground import Cause, ChangeKind
from zhurnal.timetable.rules.lesson import State, SubstitutionMode

RUNS = 20
PAGES = (
    ("ledger by groups", "/hours/"),
    ("ledger by disciplines", "/reports/disciplines/"),
    ("ledger by teachers", "/reports/teachers/"),
    ("форма 2, a month", "/reports/form2/"),
    ("форма 3, a year", "/reports/form3/"),
    ("substitutions, a month", "/reports/substitutions/"),
    ("load against the norm", "/reports/load/"),
)
OWN = (("own hours", "/my-hours/"), ("форма 2, a month", "/reports/form2/"), ("форма 3, a year", "/reports/form3/"))


def run(college: College, today: date) -> list[Measured]:
    """Each page whole, its template and compression with it."""
    _changes(college, today)
    _patterns(college, today)
    office, teacher = Visitor(_deputy(college, today)), Visitor(_teacher(college))
    rows = [measure(name, lambda path=path: office.send("GET", path), RUNS) for name, path in PAGES]
    rows += [measure(f"a teacher: {name}", lambda path=path: teacher.send("GET", path), RUNS) for name, path in OWN]
    return rows


def _deputy(college: College, today: date) -> Account:
    person = Person.objects.create(college=college, surname="Завучева", given="Анна")
    RoleGrant.objects.create(college=college, person=person, role=Role.DEPUTY_ACADEMIC, since=today)
    return Account.objects.create(college=college, person=person, login="hours-office", password="")


def _changes(college: College, today: date) -> None:
    """Every hundredth lesson before today is held by another teacher, and as many are cancelled."""
    rows = list(Lesson.objects.of(college.id).filter(date__lt=today).order_by("pk"))
    held, gone = rows[::100], rows[50::100]
    Substitution.objects.bulk_create(
        Substitution(
            college=college, lesson=lesson, planned_teacher_id=lesson.teacher_id,
            substitute_id=held[number - 1].teacher_id, mode=SubstitutionMode.SAME, reason="больничный",
        )
        for number, lesson in enumerate(held)
    )  # fmt: skip
    moment = datetime.combine(today, time(9), UTC)
    LessonChange.objects.bulk_create(
        LessonChange(
            college=college, lesson=lesson, kind=ChangeKind.CANCELLED, cause=Cause.QUARANTINE, reason="карантин",
            was_date=lesson.date, was_pair=lesson.pair, was_starts=lesson.starts, was_ends=lesson.ends, made_at=moment,
        )
        for lesson in gone
    )  # fmt: skip
    Lesson.objects.of(college.id).filter(pk__in=[lesson.pk for lesson in gone]).update(state=State.CANCELLED)


def _patterns(college: College, today: date) -> None:
    """Places of the week for every journal, a holiday a month, and two corrections by order for every tenth: causes are told by them."""
    rows = list(Course.objects.of(college.id).select_related("term").order_by("pk"))
    leads = dict(CourseTeacher.objects.of(college.id).values_list("course_id", "teacher_id"))
    sql.insert(
        Slot,
        [
            Slot(
                college=college, course=row, weekday=1 + number % 6, pair=1 + number // 6 % 6, teacher_id=leads[row.pk],
                since=row.term.starts, until=row.term.ends,
            )
            for number, row in enumerate(rows)
        ],
    )  # fmt: skip
    Holiday.objects.bulk_create(
        Holiday(college=college, date=day, name="Праздник")
        for day in (today + timedelta(days=28 * n) for n in range(-4, 5))
    )
    moment = datetime.combine(today, time(9), UTC)
    HoursCorrection.objects.bulk_create(
        HoursCorrection(
            college=college, course=row, kind=kind, day=today, hours=2, order_number="1-у", order_dated=today, ground="слово",
            made_at=moment, teacher_id=leads[row.pk] if kind == CorrectionKind.GIVEN else None,
        )
        for row in rows[::10]
        for kind in CorrectionKind
    )  # fmt: skip


def _teacher(college: College) -> Account:
    held = RoleGrant.objects.of(college.id).filter(role=Role.TEACHER).values("person_id")
    return Account.objects.of(college.id).filter(person__in=held).order_by("pk").first()
