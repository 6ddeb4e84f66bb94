"""CPU of the ledger of hours, as the office asks for it, beside the same yardstick as every request."""

from datetime import date

from bench.requests_cpu import Measured, Visitor, measure
from zhurnal.organisation.models import College
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role

RUNS = 20
PAGES = (
    ("ledger by groups", "/hours/"),
    ("ledger by teachers", "/reports/teachers/"),
    ("форма 2, a month", "/reports/form2/"),
    ("форма 3, a year", "/reports/form3/"),
    ("substitutions, a month", "/reports/substitutions/"),
    ("load against the norm", "/reports/load/"),
)


def run(college: College, today: date) -> list[Measured]:
    """Each page whole, its template and compression with it."""
    office, teacher = Visitor(_deputy(college, today)), Visitor(_teacher(college))
    rows = [measure(name, lambda path=path: office.send("GET", path), RUNS) for name, path in PAGES]
    return [*rows, measure("a teacher's own hours", lambda: teacher.send("GET", "/my-hours/"), RUNS)]


def _deputy(college: College, today: date) -> Account:
    person = Person.objects.create(college=college, surname="Завучева", given="Анна")
    RoleGrant.objects.create(college=college, person=person, role=Role.DEPUTY_ACADEMIC, since=today)
    return Account.objects.create(college=college, person=person, login="hours-office", password="")


def _teacher(college: College) -> Account:
    held = RoleGrant.objects.of(college.id).filter(role=Role.TEACHER).values("person_id")
    return Account.objects.of(college.id).filter(person__in=held).order_by("pk").first()
