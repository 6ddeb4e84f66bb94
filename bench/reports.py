"""Every report and every dashboard of a college, by name, of the demonstration and of a whole year (``bench.year``): rows alone, and the whole page as it is sent.

A report that needs a group or a teacher is asked for the first it offers. CPU of this process, for rows with that of PostgreSQL's process that
serves them (where it can be read; a page may have another connection each time), and the clock on the wall, the best of a few: other work
on the machine only ever adds to them.
"""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.db import connection, reset_queries

from bench.requests_cpu import Visitor, statements_logged
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.organisation.models import College, Department
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.reports.asking import ask
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.catalogue.report import Report
from zhurnal.reports.rules.asked import Ask
from zhurnal.reports.rules.periods import Span

RUNS = 5
PAST = 20  # days
REPORT_MS, BOARD_MS = 1000, 300
ASKERS = (
    Role.DEPUTY_ACADEMIC, Role.DIRECTOR, Role.DEPARTMENT_HEAD, Role.IVC_HEAD, Role.ADMINISTRATOR, Role.GROUP_LEADER, Role.TEACHER,
)  # fmt: skip


def run(college: College, today: date, *, whole: bool = False) -> None:
    """Reports, then dashboards. ``whole``: each for the longest period that it knows, and as of a past day where it may be asked so."""
    print(f"\n#### {college.code}{', the longest periods' if whole else ''}\n")
    people = {role: found for role in ASKERS if (found := _account(college, role, today)) is not None}
    print(
        f"| report (promised {REPORT_MS} ms) | asked by | rows: CPU, ms | wall | page: CPU, ms | wall | statements | |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---|")
    for report in REPORTS.values():
        _report(report, people, _longest(report, college) if whole else {})
        if Ask.DAY in report.asks:
            _report(report, people, {"day": (today - timedelta(days=PAST)).isoformat()}, ", a past day")
    print(f"\n| dashboard (promised {BOARD_MS} ms) | page: CPU, ms | wall | first, wall | statements | |")
    print("|---|---:|---:|---:|---:|---|")
    for name, role, path in _boards(college, today):
        if role in people:
            _board(name, Visitor(people[role]), path)


def _account(college: College, role: Role, today: date) -> Account | None:
    grants = RoleGrant.objects.of(college.pk).filter(valid_on(today), role=role).order_by("pk")
    owned = Account.objects.of(college.pk).filter(person__in=grants.values("person_id"), is_active=True)
    return owned.order_by("pk").first()


def _longest(report: Report, college: College) -> dict[str, str]:
    """The year, or the term before this one, where it may be asked for."""
    years = AcademicYear.objects.of(college.pk).order_by("-starts")
    if Span.YEAR in report.spans:
        return {"period": f"{Span.YEAR}:{years[0].pk.hex}"}
    term = Term.objects.of(college.pk).filter(year=years[0]).order_by("starts").first()
    return {"period": f"{Span.TERM}:{term.pk.hex}"} if Span.TERM in report.spans and term else {}


def _report(report: Report, people: dict[Role, Account], sent: dict[str, str], words: str = "") -> None:
    for role, account in people.items():
        actor = actor_of(account)
        if not policy.may(actor, report.action):
            continue
        form = ask(actor, report, sent)
        if form.asked is None:
            continue
        query = "&".join(f"{key}={value}" for key, value in form.typed.items())
        cpu, wall, _first, said = _best(partial(report.made, actor, form.asked), served=True)
        page = _best(partial(Visitor(account).send, "GET", f"/reports/{report.slug}/?{query}"))
        over = _over(max(cpu, page[0]), max(wall, page[1]), REPORT_MS)
        print(
            f"| {report.title}{words} | {role.value} | {cpu:.0f} | {wall:.0f} | {page[0]:.0f} | {page[1]:.0f} | {said} | {over} |",
            flush=True,
        )
        return
    print(f"| {report.title}{words} | nobody can ask it here | | | | | | |")


def _over(cpu: float, wall: float, promised: int) -> str:
    """By CPU it is ours; by the clock alone it may be the machine's, which the load beside tells."""
    if cpu > promised:
        return "**over**"
    return f"over by the clock, load {os.getloadavg()[0]:.1f}" if wall > promised else ""


def _best(call: Callable[[], object], *, served: bool = False) -> tuple[float, float, float, int]:
    """(CPU, wall) in ms, the best of some runs; wall of the first; statements of one."""
    connection.force_debug_cursor = True
    reset_queries()
    began = time.perf_counter()
    call()
    first = 1000 * (time.perf_counter() - began)
    statements = statements_logged()
    connection.force_debug_cursor = False
    spent, backend = [], backend_of() if served else None
    for _run in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time() + served_by(backend)
        call()
        spent.append((1000 * (time.process_time() + served_by(backend) - cpu), 1000 * (time.perf_counter() - wall)))
    return min(cpu for cpu, _wall in spent), min(wall for _cpu, wall in spent), first, statements


def backend_of() -> Path | None:
    """Where Linux tells what PostgreSQL's process of this connection has spent; None for SQLite, and where it is not told."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found = Path("/proc") / str(cursor.fetchone()[0]) / "stat"
    return found if found.is_file() else None


def served_by(backend: Path | None) -> float:
    """Seconds of CPU of that process."""
    if backend is None:
        return 0.0
    fields = backend.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _boards(college: College, today: date) -> list[tuple[str, Role, str]]:
    course = Course.objects.of(college.pk).filter(term__starts__lte=today, term__ends__gte=today).order_by("pk").first()
    assert course is not None
    group = Group.objects.of(college.pk).get(pk=course.group_id)
    department = Department.objects.of(college.pk).order_by("pk").first()
    assert department is not None
    deputy = Role.DEPUTY_ACADEMIC
    return [
        ("deputy, term", deputy, "/indicators/?period=term"),
        ("deputy, year", deputy, "/indicators/?period=year"),
        ("deputy, month by groups", deputy, "/indicators/?period=month&by=group"),
        ("deputy, term by teachers", deputy, "/indicators/?period=term&by=teacher"),
        ("deputy, term by disciplines", deputy, "/indicators/?period=term&by=discipline"),
        ("deputy, a past day", deputy, f"/indicators/?period=term&day={today.replace(day=1).isoformat()}"),
        ("director, term", Role.DIRECTOR, "/indicators/?period=term"),
        ("director, year", Role.DIRECTOR, "/indicators/?period=year"),
        ("director, year by specialties", Role.DIRECTOR, "/indicators/?period=year&by=specialty"),
        ("head of a department, year", Role.DEPARTMENT_HEAD, "/indicators/?period=year"),
        ("a department, year", deputy, f"/indicators/departments/{department.pk}/?period=year"),
        ("a group, year", deputy, f"/indicators/groups/{group.pk}/?period=year"),
        ("a discipline, year", deputy, f"/indicators/disciplines/{course.discipline_id}/?period=year"),
        ("a journal", deputy, f"/indicators/journals/{course.pk}/"),
        ("a teacher's own", Role.TEACHER, "/indicators/own/?period=year"),
        ("management", deputy, "/indicators/management/"),
        ("management, director", Role.DIRECTOR, "/indicators/management/"),
    ]


def _board(name: str, visitor: Visitor, path: str) -> None:
    answer = visitor.send("GET", path)
    if answer.status_code != 200:
        print(f"| {name} | answered {answer.status_code} | | | | |")
        return
    cpu, wall, first, said = _best(partial(visitor.send, "GET", path))
    print(
        f"| {name} | {cpu:.0f} | {wall:.0f} | {first:.0f} | {said} | {_over(cpu, wall, BOARD_MS)} |",
        flush=True,
    )
