"""A term's lessons for 60 groups from the weekly pattern: made at once, again with nothing to do, and with every fifth slot moved."""

import time
from datetime import date, timedelta
from datetime import time as clock

from zhurnal.academic_year.models import AcademicYear, Bell, Term
from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.organisation.models import College, Department
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.models import Slot

GROUPS, PAIRS, COURSES, WEEKS = 60, 3, 9, 17


def run(today: date) -> None:
    """Print the seconds."""
    actor, term = _college(today)
    refresh_statistics()
    for words in ("made", "again", "every fifth slot moved"):
        if words.startswith("every"):
            rows = list(Slot.objects.of(actor.college_id).order_by("pk"))[::5]
            Slot.objects.of(actor.college_id).filter(pk__in=[row.pk for row in rows]).update(pair=4)
        began, cpu = time.monotonic(), time.process_time()
        report = generate_lessons(actor, term)
        seconds, own = time.monotonic() - began, time.process_time() - cpu
        print(
            f"term of {GROUPS} groups, {words}: {seconds:.1f} s ({own:.1f} of own CPU); {report.created} made, {report.moved} moved, {report.kept} kept"
        )


def _college(today: date) -> tuple[PersonActor, Term]:
    starts = today + timedelta(days=3)
    own = College.objects.create(code="weeks", name="Колледж недель", short_name="Недели")
    year = AcademicYear.objects.create(college=own, name="год", starts=starts, ends=starts + timedelta(days=300))
    ends = starts + timedelta(weeks=WEEKS) - timedelta(days=1)
    term = Term.objects.create(college=own, year=year, number=1, starts=starts, ends=ends)
    department = Department.objects.create(college=own, name="Отделение", short_name="Отд.")
    Bell.objects.bulk_create(
        Bell(college=own, weekday=day, pair=pair, starts=clock(7 + 2 * pair), ends=clock(8 + 2 * pair, 35))
        for day in range(1, 7)
        for pair in range(1, PAIRS + 2)
    )
    people = [Person(college=own, surname=f"Учителев{number}", given="Иван") for number in range(GROUPS * COURSES)]
    Person.objects.bulk_create(people)
    slots: list[Slot] = []
    for number in range(GROUPS):
        group = Group.objects.create(college=own, name=f"Н-{number}", department=department, year=year)
        courses = []
        for index in range(COURSES):
            discipline = Discipline.objects.create(college=own, name=f"Предмет {index}", short_name=f"П{index}")
            courses.append(Course.objects.create(college=own, year=year, term=term, group=group, discipline=discipline))
        slots += [
            Slot(
                college=own, course=courses[place % COURSES], weekday=place % 6 + 1, pair=place // 6 + 1,
                teacher=people[number * COURSES + place % COURSES], since=starts, until=ends,
            )
            for place in range(6 * PAIRS)
        ]  # fmt: skip
    Slot.objects.bulk_create(slots, batch_size=200)
    RoleGrant.objects.create(college=own, person=people[0], role=Role.DISPATCHER, since=today)
    account = Account.objects.create(college=own, person=people[0], login="office", password="")
    return actor_of(account), term
