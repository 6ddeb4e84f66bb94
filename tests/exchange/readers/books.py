"""Made-up workbooks: a day sheet of a college with everything real ones have."""

import io

from openpyxl import Workbook

HEADING = "на 24.11.2026 г. (вторник) Неделя 2."
WEDNESDAY = ("на 25.11.2026 г. (среда)", "25.11.2026")  # heading and name of another day's sheet


def day_sheet(
    heading: str = HEADING, name: str = "24.11.2026", teacher: str = "Кравцова О.С.", first: str = "Э-21"
) -> bytes:
    """Two groups side by side and one below: a whole group, two subgroups, a lecture merged over two groups, an odd room."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    sheet["A1"], sheet["A2"] = "Расписание занятий", heading
    for column, text in (
        (1, "Пара"),
        (2, "Урок"),
        (3, "Время"),
        (5, "Дисциплина"),
        (8, "Ауд."),
        (10, "Дисциплина"),
        (13, "Ауд."),
    ):
        sheet.cell(4, column, text)
    for column, text in ((3, "Подгруппа:"), (5, 1), (7, 2), (10, 1), (12, 2)):
        sheet.cell(5, column, text)
    block(sheet, 6, [first, "ТЭ-11"])
    whole(sheet, 7, 5, "ОП.14 Физика (л)\r\n", teacher, "З-206")
    halves(sheet, 7, 10, ("Химия", "Лосев П.И.", "303"), ("Химия", "Жукова А. Б.", "*moodle"))
    sheet.cell(9, 5, "История")
    sheet.merge_cells(start_row=9, start_column=5, end_row=9, end_column=12)
    sheet.cell(9, 13, "актовый зал")
    sheet.cell(10, 5, "Лосев П.И.")
    block(sheet, 11, ["ИС-31"])
    sheet.cell(12, 5, "Физика\nКравцова О.С.\n204")
    sheet.cell(14, 8, "305")
    return saved(book)


def block(sheet, row: int, groups: list[str]) -> None:
    """The row of groups and two pairs below it."""
    sheet.cell(row, 3, "Группа:")
    for place, name in enumerate(groups):
        sheet.cell(row, 5 + 5 * place, name)
        sheet.merge_cells(start_row=row, start_column=5 + 5 * place, end_row=row, end_column=8 + 5 * place)
    for pair, time in ((1, "8:30-10:00"), (2, "10:10-11.40")):
        sheet.cell(row + 2 * pair - 1, 1, str(pair))
        sheet.cell(row + 2 * pair - 1, 2, str(2 * pair - 1))
        sheet.cell(row + 2 * pair - 1, 3, time)
        sheet.cell(row + 2 * pair, 2, str(2 * pair))


def whole(sheet, row: int, column: int, what: str, who: str, room: str) -> None:
    """A lesson of the whole group."""
    sheet.cell(row, column, what)
    sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=column + 2)
    sheet.cell(row, column + 3, room)
    sheet.cell(row + 1, column, who)
    sheet.merge_cells(start_row=row + 1, start_column=column, end_row=row + 1, end_column=column + 3)


def halves(sheet, row: int, column: int, *parts: tuple[str, str, str]) -> None:
    """Two subgroups in one pair."""
    for place, (what, who, room) in enumerate(parts):
        sheet.cell(row, column + 2 * place, what)
        sheet.cell(row, column + 2 * place + 1, room)
        sheet.cell(row + 1, column + 2 * place, who)
        sheet.merge_cells(
            start_row=row + 1, start_column=column + 2 * place, end_row=row + 1, end_column=column + 2 * place + 1
        )


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
