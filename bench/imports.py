"""Imports in figures: 1,500 students, a week of day sheets of 60 groups, a curriculum; reading, preview and writing apart."""

import datetime as dt
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.exchange.college import Desk
from tests.exchange.readers.books import block, saved, whole
from tests.exchange.readers.made import PLX
from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.names import remember
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.queries.names import questions_of

STUDENTS, GROUPS, BESIDE, SUBJECTS = 1500, 60, 4, 20
MONDAY = dt.date(2026, 11, 23)
SINCE, UNTIL = dt.date(2026, 9, 1), dt.date(2026, 12, 29)
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота")


def run() -> None:
    """Print a table; each figure is the wall clock."""
    print("| import | read and preview, s | write, s | rows |\n|---|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), "imports")
        measure(desk, "1,500 students, OneRoster", Kind.ROSTER, _roster(desk.folder))
        measure(desk, "1,500 students more, the list «Студенты» (XLSX)", Kind.STUDENTS, _list(desk.folder))
        sheets = _week(desk.folder)
        measure(desk, "week of day sheets, 60 groups, everything new", Kind.TIMETABLE, sheets, answers=True)
        measure(desk, "the same week again", Kind.TIMETABLE, sheets)
        found = sorted((Path(__file__).resolve().parents[2] / "shared/data/curricula/plx").glob("*.plx*"))
        made = desk.folder / "made.plx"
        made.write_bytes(PLX.encode("utf-16"))
        measure(desk, "curriculum (.plx)", Kind.PLAN, found[:1] or [made])


def measure(desk: Desk, title: str, kind: Kind, files: list[Path], *, answers: bool = False) -> None:
    """One line; with ``answers`` every name that is asked about is new (a person's time does not count)."""
    began = time.perf_counter()
    found = prepare(desk.actor, kind, files, SINCE, UNTIL)
    read = time.perf_counter() - began
    while answers and questions_of(desk.again(found)):
        remember(desk.actor, desk.again(found), dict.fromkeys(questions_of(desk.again(found)), ("new", "", "")))
    began = time.perf_counter()
    done: ImportRun = apply_import(desk.actor, desk.again(found))
    wrote = time.perf_counter() - began
    print(
        f"| {title} | {read:.1f} | {wrote:.1f} | {sum(done.counts.get(what, 0) for what in ('create', 'change', 'close')):,} |"
    )
    if answers:
        undo_import(desk.actor, desk.again(done))
        apply_import(desk.actor, desk.again(prepare(desk.actor, kind, files, SINCE, UNTIL)))


def _roster(folder: Path) -> list[Path]:
    users = [f"s{n},active,,true,org,student,,,Иван,Студентов{n},Петрович,,,,,,," for n in range(STUDENTS)]
    classes = [f"g{n},active,,Г-{n:02},,,Г-{n:02},homeroom,,org,,,," for n in range(GROUPS)]
    lists = [f"n{n},active,,g{n % GROUPS},org,s{n},student,false,2026-09-01," for n in range(STUDENTS)]
    born = [f"s{n},,,2009-{n % 12 + 1:02}-{n % 28 + 1:02},male" for n in range(STUDENTS)]
    texts = {
        "manifest": ["propertyName,value", "oneroster.version,1.1"],
        "orgs": ["sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId", "org,active,,К,school,,"],
        "classes": [
            (
                "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
                "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods"
            ),
            *classes,
        ],
        "users": [
            (
                "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
                "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"
            ),
            *users,
        ],
        "enrollments": [
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
            *lists,
        ],
        "demographics": ["sourcedId,status,dateLastModified,birthDate,sex", *born],
    }
    for name, lines in texts.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return [folder / f"{name}.csv" for name in texts]


def _list(folder: Path) -> list[Path]:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Фамилия", "Имя", "Отчество", "Дата рождения", "Группа", "Зачислен", "Приказ о зачислении"])
    for n in range(STUDENTS):
        born = dt.date(2009, n % 12 + 1, n % 28 + 1)
        book.active.append([f"Новиков{n}", "Пётр", "Ильич", born, f"Г-{n % GROUPS:02}", SINCE, "№ 41 от 15.08.2026"])
    path = folder / "students.xlsx"
    path.write_bytes(saved(book))
    return [path]


def _week(folder: Path) -> list[Path]:
    from openpyxl import Workbook

    files = []
    for number, weekday in enumerate(WEEKDAYS):
        day = MONDAY + dt.timedelta(days=number)
        book = Workbook()
        sheet = book.active
        sheet.title = f"{day:%d.%m.%Y}"
        sheet["A2"] = f"на {day:%d.%m.%Y} г. ({weekday})"
        for row, first in enumerate(range(0, GROUPS, BESIDE)):
            start = 5 + row * 5
            block(sheet, start, [f"Г-{n:02}" for n in range(first, first + BESIDE)])
            for place in range(BESIDE):
                for pair in (0, 1):
                    n = (first + place + pair + number) % SUBJECTS
                    what, who = (
                        f"ОП.{n:02} Дисциплина {'абвгдежзик'[n % 10] * 3}{n}",
                        f"Преподов{'абвгдежзиклмнопрстуф'[n]} А.Б.",
                    )
                    whole(sheet, start + 1 + 2 * pair, 5 + 5 * place, what, who, str(100 + n))
        path = folder / f"{day}.xlsx"
        path.write_bytes(saved(book))
        files.append(path)
    return files
