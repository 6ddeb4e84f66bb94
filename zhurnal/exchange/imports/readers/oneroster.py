"""OneRoster CSV, versions 1.1 and 1.2: a folder, a ZIP or uploaded files become a ``Roster``.

Form: 1EdTech OneRoster 1.1 Final (2017) CSV Tables; OneRoster 1.2 (2022) CSV Binding. Roles are a column of ``users.csv``
in 1.1 and a file ``roles.csv`` in 1.2; a bundle of 1.2 that still has the column is understood as well.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from zhurnal.exchange.imports.readers.bundle import Bundle, read_bundle
from zhurnal.exchange.imports.readers.cells import read_list
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.people import read_users
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.roster import Class, Course, Enrollment, Org, Roster, Session, User
from zhurnal.exchange.imports.readers.roster_rows import Line, lines_of
from zhurnal.exchange.imports.readers.sources import Source, as_sources

ENROLLED = frozenset({"student", "teacher", "proctor", "administrator", "aide", "parent", "guardian"})
T = TypeVar("T")
SESSIONS = frozenset({"gradingPeriod", "semester", "schoolYear", "term"})


def read_roster(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Roster:
    """Everything in a bundle that could be read, and every complaint. Never raises on a bad file."""
    report = Report(limits.problems)
    bundle = read_bundle(as_sources(paths), limits, report)
    orgs = _rows(bundle, "orgs", report, _org)
    sessions = _rows(bundle, "academicSessions", report, _session)
    courses = _rows(bundle, "courses", report, _course)
    classes = _rows(bundle, "classes", report, _class)
    users = read_users(bundle, report)
    enrollments = _rows(bundle, "enrollments", report, _enrollment)
    roster = Roster(
        bundle.version,
        bundle.system,
        tuple(sorted(bundle.modes.items())),
        orgs,
        sessions,
        courses,
        classes,
        users,
        enrollments,
    )
    kept = _connected(bundle, roster, report)
    return Roster(
        bundle.version, bundle.system, roster.files, orgs, sessions, courses, classes, users, kept, report.result()
    )


def _rows(bundle: Bundle, name: str, report: Report, make: Callable[[Line], T | None]) -> tuple[T, ...]:
    return tuple(made for line in lines_of(bundle, name, report) if (made := make(line)) is not None)


def _org(line: Line) -> Org | None:
    name = line.needed("name")
    if not name:
        return None
    return Org(
        line.source_id,
        line.status,
        name,
        line.get("type"),
        line.get("identifier"),
        line.get("parentSourcedId"),
        line.number,
    )


def _session(line: Line) -> Session | None:
    starts, ends, kind = line.date("startDate"), line.date("endDate"), line.get("type")
    if starts and ends and starts > ends:
        line.complain("endDate", "Период кончается раньше, чем начинается.", Severity.WARNING, "period")
    if kind not in SESSIONS:
        line.complain("type", "Незнакомый вид учебного периода.", Severity.WARNING, "session_type")
    return Session(
        line.source_id,
        line.status,
        line.get("title"),
        kind,
        starts,
        ends,
        line.get("parentSourcedId"),
        line.get("schoolYear"),
        line.number,
    )


def _course(line: Line) -> Course | None:
    title = line.needed("title")
    if not title:
        return None
    return Course(
        line.source_id,
        line.status,
        title,
        line.get("courseCode"),
        line.get("schoolYearSourcedId", "schoolYearId"),
        read_list(line.get("grades", "grade")),
        line.get("orgSourcedId"),
        read_list(line.get("subjects")),
        line.number,
    )


def _class(line: Line) -> Class | None:
    title = line.needed("title")
    if not title:
        return None
    return Class(
        line.source_id,
        line.status,
        title,
        line.get("classCode"),
        line.get("classType").casefold(),
        line.get("courseSourcedId"),
        line.get("schoolSourcedId"),
        read_list(line.get("termSourcedIds")),
        read_list(line.get("grades", "grade")),
        read_list(line.get("subjects")),
        read_list(line.get("periods")),
        line.get("location"),
        line.number,
    )


def _enrollment(line: Line) -> Enrollment | None:
    class_id, user, role = line.needed("classSourcedId"), line.needed("userSourcedId"), line.needed("role")
    if not (class_id and user and role):
        return None
    if role.casefold() not in ENROLLED:
        line.complain("role", "Незнакомая роль в классе.", Severity.WARNING, "role")
    starts, ends = line.date("beginDate"), line.date("endDate")
    if starts and ends and starts > ends:
        line.complain("endDate", "Зачисление кончается раньше, чем начинается.", Severity.WARNING, "period")
    return Enrollment(
        line.source_id,
        line.status,
        class_id,
        line.get("schoolSourcedId"),
        user,
        role.casefold(),
        line.yes_no("primary"),
        starts,
        ends,
        line.number,
    )


def _connected(bundle: Bundle, roster: Roster, report: Report) -> tuple[Enrollment, ...]:
    """Enrolments whose person and class exist; complaints about every reference that leads nowhere."""
    ids = {
        "orgs": {org.source_id for org in roster.orgs},
        "academicSessions": {session.source_id for session in roster.sessions},
        "courses": {course.source_id for course in roster.courses},
        "classes": {group.source_id for group in roster.classes},
        "users": {user.source_id for user in roster.users},
    }

    def leads(file: str, line: int, column: str, target: str, key: str, severity: Severity = Severity.WARNING) -> bool:
        if not key or not bundle.provided(target) or key in ids[target]:
            return True
        reason = f"Такой записи нет в {target}.csv" + (": строка не взята." if severity is Severity.ERROR else ".")
        report.add(Problem(bundle.tables[file].file, reason, severity, "no_such_id", line, column, shorten(key)))
        return False

    for org in roster.orgs:
        leads("orgs", org.line, "parentSourcedId", "orgs", org.parent, Severity.QUESTION)
    for session in roster.sessions:
        leads(
            "academicSessions", session.line, "parentSourcedId", "academicSessions", session.parent, Severity.QUESTION
        )
    for course in roster.courses:
        leads("courses", course.line, "orgSourcedId", "orgs", course.org)
    for group in roster.classes:
        leads("classes", group.line, "courseSourcedId", "courses", group.course)
        leads("classes", group.line, "schoolSourcedId", "orgs", group.school)
        for session_id in group.sessions:
            leads("classes", group.line, "termSourcedIds", "academicSessions", session_id)
    for user in roster.users:
        _check_user(user, leads)
    return tuple(
        row
        for row in roster.enrollments
        if leads("enrollments", row.line, "classSourcedId", "classes", row.class_id, Severity.ERROR)
        and leads("enrollments", row.line, "userSourcedId", "users", row.user, Severity.ERROR)
    )


def _check_user(user: User, leads: Callable[[str, int, str, str, str], bool]) -> None:
    for org in user.orgs:
        leads("users", user.line, "orgSourcedIds", "orgs", org)
    for agent in user.agents:
        leads("users", user.line, "agentSourcedIds", "users", agent)
