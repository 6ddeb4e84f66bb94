"""Users of a OneRoster bundle with their roles, and of the demographics only the date of birth and the sex."""

import re
from dataclasses import replace

from zhurnal.exchange.imports.readers.bundle import Bundle
from zhurnal.exchange.imports.readers.cells import read_list
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.roster import OuterId, User, UserRole
from zhurnal.exchange.imports.readers.roster_rows import Line, lines_of

OUTER_ID = re.compile(r"\{([^{}:]{1,60}):([^{}]{1,120})\}")
ROLES = frozenset(
    [
        "student",
        "teacher",
        "parent",
        "guardian",
        "relative",
        "aide",
        "administrator",
        "proctor",
        "counselor",
        "principal",
        "sitesupport",
        "systemadministrator",
        "districtadministrator",
        "siteadministrator",
        "siteadmin",
    ]
)
SEXES = {"male": "m", "m": "m", "муж": "m", "м": "m", "female": "f", "f": "f", "жен": "f", "ж": "f"}


def read_users(bundle: Bundle, report: Report) -> tuple[User, ...]:
    """People whose rows are complete enough to know them again."""
    table = bundle.tables.get("users")
    if table is not None and "password" in table.columns and any(row.get("password") for row in table.rows):
        reason = "В файле лежат пароли. Они не читаются, но файл лучше удалить, а пароли сменить."
        report.add(
            Problem(table.file, reason, Severity.WARNING, "passwords", table.header_line, table.title("password"))
        )
    users = {user.source_id: user for line in lines_of(bundle, "users", report) if (user := _user(line)) is not None}
    _add_roles(bundle, report, users)
    _add_demographics(bundle, report, users)
    if table is not None:
        _ask_about_roles(users, table.file, report)
    return tuple(users.values())


def _user(line: Line) -> User | None:
    family, given = line.needed("familyName"), line.needed("givenName")
    if not (family and given):
        return None
    enabled = line.yes_no("enabledUser")
    orgs = read_list(line.get("orgSourcedIds"))
    role = line.get("role").casefold()
    return User(
        source_id=line.source_id,
        status=line.status,
        enabled=enabled is not False,
        username=line.get("username"),
        family=family,
        given=given,
        middle=line.get("middleName"),
        identifier=line.get("identifier"),
        email=line.get("email"),
        phone=line.get("phone"),
        sms=line.get("sms"),
        birth_date=None,
        sex="",
        outer_ids=_outer_ids(line),
        agents=read_list(line.get("agentSourcedIds", "agents")),
        orgs=orgs or read_list(line.get("primaryOrgSourcedId")),
        grades=read_list(line.get("grades", "grade")),
        roles=_own_roles(line, role, orgs),
        line=line.number,
    )


def _own_roles(line: Line, role: str, orgs: tuple[str, ...]) -> tuple[UserRole, ...]:
    """Roles of version 1.1: one word for all organisations of a person."""
    if not role:
        return ()
    _check_role(line, role)
    return tuple(UserRole(role, org, number == 0, None, None) for number, org in enumerate(orgs or ("",)))


def _check_role(line: Line, role: str) -> None:
    if role not in ROLES:
        line.complain("role", "Незнакомая роль: кем считать этого человека?", Severity.QUESTION, "role")


def _outer_ids(line: Line) -> tuple[OuterId, ...]:
    text = line.get("userIds", "userId")
    found = tuple(OuterId(match[1].strip(), match[2].strip()) for match in OUTER_ID.finditer(text))
    return found or tuple(OuterId("", part) for part in read_list(text))


def _add_roles(bundle: Bundle, report: Report, users: dict[str, User]) -> None:
    """Roles of version 1.2 lie in a file of their own; where it exists, it is the truth."""
    fresh: set[str] = set()
    for line in lines_of(bundle, "roles", report):
        user, role = users.get(line.get("userSourcedId")), line.needed("role").casefold()
        if user is None:
            line.complain(
                "userSourcedId", "Такого человека нет в users.csv: роль не взята.", Severity.ERROR, "no_such_id"
            )
            continue
        if not role or line.status == "tobedeleted":
            continue
        _check_role(line, role)
        primary = line.get("roleType").casefold() != "secondary"
        new = UserRole(role, line.get("orgSourcedId"), primary, line.date("beginDate"), line.date("endDate"))
        kept = user.roles if user.source_id in fresh else ()
        fresh.add(user.source_id)
        orgs = user.orgs if not new.org or new.org in user.orgs else (*user.orgs, new.org)
        users[user.source_id] = replace(user, roles=(*kept, new), orgs=orgs)


def _add_demographics(bundle: Bundle, report: Report, users: dict[str, User]) -> None:
    for line in lines_of(bundle, "demographics", report, keyed=False):
        key = line.get("sourcedId", "userSourcedId")
        user = users.get(key)
        if user is None:
            if key:
                line.complain("sourcedId", "Такого человека нет в users.csv.", Severity.WARNING, "no_such_id")
            continue
        born = line.date("birthDate")
        users[key] = replace(user, birth_date=born, sex=SEXES.get(line.get("sex").casefold(), ""))


def _ask_about_roles(users: dict[str, User], file: str, report: Report) -> None:
    for user in users.values():
        if not user.roles and user.status == "active":
            reason = "У человека нет роли: неизвестно, студент это или преподаватель."
            report.add(Problem(file, reason, Severity.QUESTION, "no_role", user.line, value=shorten(user.family)))
