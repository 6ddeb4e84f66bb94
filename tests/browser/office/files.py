"""Lists, plans, load and timetable of a made-up college as an office keeps them: Excel files of its own drawing."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

DEPARTMENT = "Энергетическое отделение"
GROUPS = (("Э-11", 1), ("Э-12", 1), ("Э-31", 3))
LEADERS = {"Э-11": "Кравцова Ольга Сергеевна", "Э-12": "Лосев Павел Ильич", "Э-31": "Соколов Денис Петрович"}
STAFF = (
    ("Кравцова", "Ольга", "Сергеевна"), ("Лосев", "Павел", "Ильич"), ("Жукова", "Анна", "Борисовна"),
    ("Мартынова", "Ирина", "Олеговна"), ("Соколов", "Денис", "Петрович"),
)  # fmt: skip
STUDENTS = {
    "Э-11": ("Абрамов Кирилл Игоревич", "Белова Инна Олеговна", "Громов Степан Ильич", "Ёлкина Вера Павловна"),
    "Э-12": ("Дёмин Артём Львович", "Зотова Алла Юрьевна", "Исаев Глеб Маратович", "Котова Яна Андреевна"),
    "Э-31": ("Лаптев Роман Олегович", "Нилова Дарья Егоровна", "Орлов Тимур Ринатович"),
}
FIRST_PLAN = (  # index, name, examination, credit, total, by semester 1 and 2
    ("ОУД.01", "Русский язык", 2, "", 72, 34, 38),
    ("ОУД.03", "Иностранный язык", "", 2, 72, 34, 38),
    ("ОУД.05", "Математика", 2, "", 140, 68, 72),
    ("ОУД.08", "Физика", "", 2, 72, 34, 38),
)
THIRD_PLAN = (
    ("ОП.06", "Информационные технологии", "", 5, 72, "", "", "", "", 72, ""),
    ("ПМ.01", "Обслуживание электрооборудования", "", "", "", "", "", "", "", "", ""),
    ("МДК.01.01", "Ремонт электрооборудования", 5, "", 112, "", "", "", "", 112, ""),
    ("УП.01.01", "Учебная практика", "", 5, 72, "", "", "", "", 72, ""),
)
LOAD = (  # group, discipline, subgroup, teacher; both terms where the plan has both
    *((group, "ОУД.01", "", "Кравцова О. С.") for group in ("Э-11", "Э-12")),
    ("Э-11", "ОУД.03", "1", "Жукова А. Б."), ("Э-11", "ОУД.03", "2", "Мартынова И. О."), ("Э-12", "ОУД.03", "", "Жукова А. Б."),
    *((group, "ОУД.05", "", "Лосев П. И.") for group in ("Э-11", "Э-12")),
    *((group, "ОУД.08", "", "Соколов Д. П.") for group in ("Э-11", "Э-12")),
    ("Э-31", "ОП.06", "", "Мартынова И. О."), ("Э-31", "МДК.01.01", "", "Соколов Д. П."), ("Э-31", "УП.01.01", "", "Соколов Д. П."),
)  # fmt: skip
RUSSIAN, FOREIGN, MATHS, PHYSICS = (
    "ОУД.01 Русский язык",
    "ОУД.03 Иностранный язык",
    "ОУД.05 Математика",
    "ОУД.08 Физика",
)
IT, REPAIR = "ОП.06 Информационные технологии", "МДК.01.01 Ремонт электрооборудования"
KRAVTSOVA, LOSEV, ZHUKOVA, MARTYNOVA, SOKOLOV = (f"{s} {g[0]}.{p[0]}." for s, g, p in STAFF)
HALVES = ((FOREIGN, ZHUKOVA, "201"), (FOREIGN, MARTYNOVA, "202"))
WEEK = {  # weekday → pair → group → what, who, where; two of them: subgroups
    "Понедельник": {
        1: {"Э-11": (MATHS, LOSEV, "305"), "Э-12": (RUSSIAN, KRAVTSOVA, "110"), "Э-31": (REPAIR, SOKOLOV, "м-1")},
        2: {"Э-11": (RUSSIAN, KRAVTSOVA, "110"), "Э-12": (MATHS, LOSEV, "305"), "Э-31": (REPAIR, SOKOLOV, "м-1")},
    },
    "Вторник": {
        1: {"Э-11": HALVES, "Э-12": (PHYSICS, SOKOLOV, "204")},
        2: {"Э-11": (PHYSICS, SOKOLOV, "204"), "Э-12": (FOREIGN, ZHUKOVA, "201"), "Э-31": (IT, MARTYNOVA, "202")},
    },
    "Четверг": {
        1: {"Э-11": (MATHS, LOSEV, "305"), "Э-31": (REPAIR, SOKOLOV, "м-1")},
        2: {"Э-12": (MATHS, LOSEV, "305"), "Э-31": (IT, MARTYNOVA, "202")},
    },
}  # fmt: skip
BELLS = {1: "8:30-10:05", 2: "10:20-11:55"}


def write_office(folder: Path) -> dict[str, Path]:
    """All files, by what they are: groups staff students plan-1 plan-3 load timetable."""
    return {
        "groups": _table(folder / "Группы.xlsx", ("Группа", "Отделение", "Курс", "Куратор"), _groups()),
        "staff": _table(folder / "Преподаватели.xlsx", ("Фамилия", "Имя", "Отчество"), STAFF),
        "students": _table(folder / "Студенты.xlsx", ("Фамилия", "Имя", "Отчество", "Группа", "Зачислен"), _students()),
        "load": _table(folder / "Нагрузка.xlsx", ("Группа", "Дисциплина", "Подгруппа", "Преподаватель"), LOAD),
        "plan-1": _plan(folder / "План 2026.xlsx", 2026, FIRST_PLAN, 2),
        "plan-3": _plan(folder / "План 2024.xlsx", 2024, THIRD_PLAN, 6),
        "timetable": _timetable(folder / "Расписание.xlsx"),
    }


def _groups() -> list[tuple[object, ...]]:
    return [(name, DEPARTMENT, course, LEADERS[name]) for name, course in GROUPS]


def _students() -> list[tuple[object, ...]]:
    return [(*name.split(), group, "01.09.2026") for group, names in STUDENTS.items() for name in names]


def _table(path: Path, titles: tuple[str, ...], rows) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(titles)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _plan(path: Path, year: int, rows, semesters: int) -> Path:
    heads = ("Индекс", "Наименование", "Экзамены", "Дифф. зачёты", "Всего часов")
    numbered = tuple(f"{number} семестр" for number in range(1, semesters + 1))
    book = Workbook()
    sheet = book.active
    sheet.append(("Учебный план 13.02.03 Электрические станции, сети и системы",))
    sheet.append((f"Год начала подготовки {year}, очная форма, на базе основного общего образования",))
    sheet.append((*heads, *numbered))
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _timetable(path: Path) -> Path:
    """A sheet a weekday: the groups side by side, two columns of subgroups and a room after each."""
    book = Workbook()
    book.remove(book.active)
    for weekday, pairs in WEEK.items():
        sheet = book.create_sheet(weekday)
        sheet["A1"] = f"Расписание занятий. {weekday}"
        sheet["C3"] = "Группа:"
        for place, (group, _course) in enumerate(GROUPS):
            sheet.cell(3, 5 + 5 * place, group)
            sheet.merge_cells(start_row=3, start_column=5 + 5 * place, end_row=3, end_column=8 + 5 * place)
        for pair, cells in pairs.items():
            row = 2 + 2 * pair
            sheet.cell(row, 1, str(pair))
            sheet.cell(row, 3, BELLS[pair])
            for place, (group, _course) in enumerate(GROUPS):
                if group in cells:
                    _put(sheet, row, 5 + 5 * place, cells[group])
    book.save(path)
    return path


def _put(sheet: Worksheet, row: int, column: int, told) -> None:
    parts = told if isinstance(told[0], tuple) else (told,)
    wide = 2 if len(parts) == 2 else 4
    for place, (what, who, room) in enumerate(parts):
        first = column + 2 * place
        sheet.cell(row, first, what)
        sheet.cell(row, first + wide - 1, room)
        sheet.cell(row + 1, first, who)
        if wide == 4:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=first + 2)
        sheet.merge_cells(start_row=row + 1, start_column=first, end_row=row + 1, end_column=first + wide - 1)
