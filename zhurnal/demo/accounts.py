"""Sign-ins of the demonstration. Passwords are public and the same for everybody of a role: these are made-up people."""

from collections.abc import Iterable

from zhurnal.demo.rows import AccountRow, PersonRow, SignInRow
from zhurnal.people.rules.logins import latin

PASSWORDS = {
    "administrator": "demo-admin", "ivc_head": "demo-ivc", "director": "demo-director", "deputy_academic": "demo-deputy",
    "deputy_practice": "demo-deputy", "department_head": "demo-head", "dispatcher": "demo-dispatcher", "inspector": "demo-inspector",
    "teacher": "demo-teacher", "student": "demo-student", "parent": "demo-parent",
}  # fmt: skip
SHOWN = (
    ("teacher", "Кравцова", "преподаватель: сегодня четыре занятия"),
    ("teacher", "Осипова", "преподаватель и руководитель группы Э-21"),
    ("student", "Калугин", "студент Э-21"),
    ("parent", "Калугина", "мать Степана (Э-21) и Веры (ТЭ-11)"),
    ("department_head", "", "заведующая отделением"),
    ("deputy_academic", "", "заместитель директора по УР: отчёты, статистика, конструктор отчётов"),
    ("deputy_practice", "", "заместитель директора по УПР"),
    ("director", "", "директор"),
    ("dispatcher", "", "диспетчер учебной части"),
    ("administrator", "", "администратор журнала"),
    ("ivc_head", "", "начальник ИВЦ"),
    ("inspector", "", "внешний проверяющий: только читает, до последнего дня проверки"),
)


def accounts(people: Iterable[tuple[PersonRow, str]]) -> list[AccountRow]:
    """One account for each person: staff by surname, students and parents with an initial."""
    taken: set[str] = set()
    found = []
    for person, role in people:
        staff = role not in ("student", "parent")
        base = latin(person.surname) if staff else f"{latin(person.surname)}.{latin(person.given)[0]}"
        login, number = base, 1
        while login in taken:
            number += 1
            login = f"{base}{number}"
        taken.add(login)
        found.append(AccountRow(person.key, login, PASSWORDS[role]))
    return found


def sign_ins(people: list[tuple[PersonRow, str]], rows: list[AccountRow]) -> list[SignInRow]:
    """One sign-in of each role, by the people of the guide where they exist."""
    login = {row.person: row for row in rows}
    found: list[SignInRow] = []
    for role, surname, note in SHOWN:
        of_role = [person for person, own in people if own == role]
        person = next((row for row in of_role if row.surname == surname), None)
        if person is None and (not surname or not any(row.note.startswith(note[:7]) for row in found)):
            person = of_role[0] if of_role else None
            note = note if not surname else note.split(":")[0].split(" ")[0]  # noqa: PLW2901
        if person is not None:
            account = login[person.key]
            name = f"{person.surname} {person.given} {person.patronymic}".strip()
            found.append(SignInRow(name, account.login, account.password, note))
    return found
