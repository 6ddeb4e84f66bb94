"""Names that are not recognised: asked with proposals, remembered, and nothing is lost meanwhile."""

import datetime as dt
import io

import openpyxl
import pytest

from tests.exchange.college import Desk, changes_of, codes_of, timetable
from tests.exchange.readers.books import WEDNESDAY, day_sheet, saved
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.actions.names import forget, remember
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import NameMapping
from zhurnal.exchange.queries.names import questions_of
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.likeness import nearest, skeleton
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit

DAY = dt.date(2026, 11, 25)


@pytest.fixture
def ready(desk):
    """A college that knows Э-21, its three teachers and what they teach, from aSc: physics on Wednesday."""
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(0, 2, 1), (1, 2, 4), (2, 3, 1)])})
    return desk


def sheet(desk, **more):
    return desk.prepare(Kind.TIMETABLE, {"день.xls": day_sheet(*WEDNESDAY, **more)})


def answer(desk, run, kinds, what="new"):
    remember(desk.actor, run, {q: (what, "", "") for q in questions_of(run) if q.kind in kinds})
    return desk.again(run)


def asked(run):
    return {(question.kind, question.name) for question in questions_of(run)}


def test_what_is_sure_is_taken_and_the_rest_is_asked(ready):
    run = sheet(ready)
    names = asked(run)
    assert ("group", "ТЭ-11") in names
    assert ("teacher", "Кравцова О.С.") not in names
    assert ("discipline", "ОП.14 Физика") not in names
    assert {
        change.what for change in changes_of(run) if change.entity in {"group", "person", "discipline", "course"}
    } <= {What.ASK}


def test_answers_are_remembered_seen_and_forgotten(ready):
    run = answer(ready, sheet(ready), ("group", "teacher", "room", "discipline"))
    run = answer(ready, run, ("course",))
    assert asked(run) == set()
    apply_import(ready.actor, run)
    assert ready.rows("lesson").filter(date=DAY, state="planned").count() == 6
    assert asked(sheet(ready)) == set()
    again = sheet(ready)
    assert [change for change in changes_of(again) if change.what in {What.CREATE, What.CHANGE, What.CLOSE}] == []
    kept = NameMapping.objects.of(ready.college.id).get(kind="room", key="актовый зал")
    forget(ready.actor, kept)
    assert not NameMapping.objects.of(ready.college.id).filter(pk=kept.pk).exists()
    assert list(audit.verify(ready.college.id)) == []


def test_a_name_left_out_is_told_line_by_line(ready):
    run = answer(ready, sheet(ready), ("group",), "skip")
    notes = [change.note for change in changes_of(run) if change.entity == "lesson" and change.note]
    assert any("не загружать" in note for note in notes)


def test_namesakes_are_asked_and_not_guessed(ready):
    for given in ("Ольга", "Оксана"):
        ready.rows("person").create(college=ready.college, surname="Зуева", given=given, patronymic="Сергеевна")
    run = sheet(ready, teacher="Зуева О.С.")
    (question,) = [question for question in questions_of(run) if question.name == "Зуева О.С."]
    assert len(question.near) >= 2


def test_lessons_of_a_group_that_waits_are_not_cancelled(ready):
    before = ready.rows("lesson").filter(date=DAY, state="planned").count()
    run = sheet(ready, teacher="Неизвестная Я.Я.")
    apply_import(ready.actor, run)
    assert ready.rows("lesson").filter(date=DAY, state="planned").count() >= before


def test_a_day_sheet_touches_only_its_day_and_no_lesson_with_entries(ready):
    lesson = ready.rows("lesson").filter(date=DAY, pair=4).get()
    student = ready.rows("person").create(college=ready.college, surname="Студентов", given="Иван")
    Entry.objects.create(
        college=ready.college, course_id=lesson.course_id, lesson=lesson, student=student, slot=0, value="н",
        changed_at=ready.actor.now,
    )  # fmt: skip
    elsewhere = list(ready.rows("lesson").exclude(date=DAY).order_by("pk").values("pk", "date", "pair", "state"))
    run = answer(ready, answer(ready, sheet(ready), ("group", "teacher", "room", "discipline")), ("course",))
    apply_import(ready.actor, run)
    lesson = ready.rows("lesson").get(pk=lesson.pk)
    assert (lesson.date, lesson.pair, lesson.state) == (DAY, 4, "planned")
    assert [
        row
        for row in elsewhere
        if row not in ready.rows("lesson").exclude(date=DAY).values("pk", "date", "pair", "state")
    ] == []


def two_shifts(first: str = "14:00-15:30", second: str = "15:40-17:10") -> bytes:
    """A sheet whose lower block is a second shift that counts its pairs from one again."""
    book = openpyxl.load_workbook(io.BytesIO(day_sheet(*WEDNESDAY)))
    book.active["C12"], book.active["C14"] = first, second
    return saved(book)


def test_a_second_shift_with_numbers_of_its_own_keeps_its_time(ready):
    prepared = ready.prepare(Kind.TIMETABLE, {"день.xls": two_shifts()})
    run = answer(ready, answer(ready, prepared, ("group", "teacher", "room", "discipline")), ("course",))
    assert "period_times" not in codes_of(run), "its time is another, not a mistake"
    apply_import(ready.actor, run)
    rows = ready.rows("lesson").filter(date=DAY, state="planned").exclude(course__group__name="Э-21")
    told = {
        (row.course.group.name, row.pair, f"{row.starts:%H:%M}", f"{row.ends:%H:%M}", row.hours)
        for row in rows.select_related("course__group")
    }
    assert ("ИС-31", 1, "14:00", "15:30", 2) in told
    assert ("ТЭ-11", 1, "08:30", "10:00", 2) in told
    again = answer(ready, ready.prepare(Kind.TIMETABLE, {"день.xls": two_shifts()}), ("course",))
    assert [change for change in changes_of(again) if change.what in {What.CREATE, What.CHANGE, What.CLOSE}] == []


def test_times_of_one_number_that_overlap_are_still_asked_about(ready):
    run = ready.prepare(Kind.TIMETABLE, {"день.xls": two_shifts("8:40-10:10", "10:20-11:50")})
    assert "period_times" in codes_of(run)


def test_each_day_of_several_sheets_has_its_own_times(desk):
    """Mondays begin later (A5.1): sheets of several days in one import are not all of the first one's time."""
    tuesday, monday = (
        day_sheet("на 24.11.2026 (вторник)", "24.11.2026"),
        later("на 30.11.2026 (понедельник)", "30.11.2026"),
    )
    run = desk.prepare(Kind.TIMETABLE, {"вторник.xls": tuesday, "понедельник.xls": monday})
    run = answer(desk, answer(desk, run, ("group", "teacher", "room", "discipline")), ("course",))
    assert "period_times" not in codes_of(run)
    apply_import(desk.actor, run)
    pairs = desk.rows("lesson").filter(state="planned").values_list("date", "pair", "starts").distinct()
    told = {(f"{date:%d.%m}", pair, f"{starts:%H:%M}") for date, pair, starts in pairs}
    assert told == {("24.11", 1, "08:30"), ("24.11", 2, "10:10"), ("30.11", 1, "09:15"), ("30.11", 2, "10:55")}
    rung = desk.rows("bell").values_list("weekday", "pair", "shift", "starts")
    assert {(day, pair, shift, f"{starts:%H:%M}") for day, pair, shift, starts in rung} == {
        (1, 1, 1, "09:15"), (1, 2, 1, "10:55"), (2, 1, 1, "08:30"), (2, 2, 1, "10:10"),
    }  # fmt: skip


def later(heading: str, name: str) -> bytes:
    """The sheet of a day whose pairs begin three quarters of an hour later."""
    book = openpyxl.load_workbook(io.BytesIO(day_sheet(heading, name)))
    for cell, time in (("C7", "9:15-10:45"), ("C9", "10:55-12.25"), ("C12", "9:15-10:45"), ("C14", "10:55-12.25")):
        book.active[cell] = time
    return saved(book)


def test_lessons_of_a_day_with_two_times_have_the_time_of_their_row(ready):
    run = ready.prepare(Kind.TIMETABLE, {"день.xls": two_shifts("8:40-10:10", "10:20-11:50")})
    run = answer(ready, answer(ready, run, ("group", "teacher", "room", "discipline")), ("course",))
    apply_import(ready.actor, run)
    lesson = ready.rows("lesson").get(date=DAY, pair=1, course__group__name="ИС-31", state="planned")
    assert f"{lesson.starts:%H:%M}–{lesson.ends:%H:%M}" == "08:40–10:10"


def week_sheet(*pairs: tuple[str, str, str]) -> bytes:
    """A Wednesday of Э-21, named on the tab: (time, discipline, teacher) of the pairs, all of them numbered one."""
    book = openpyxl.Workbook()
    book.active.title = "Среда"
    book.active.append(("№", "Время", "Группа:", "Э-21", ""))
    for time, what, who in pairs:
        book.active.append((1, time, "", what, "304"))
        book.active.append(("", "", "", who, ""))
    return saved(book)


def test_one_number_in_both_shifts_of_a_group_is_two_whole_lessons(desk):
    book = week_sheet(("8:30-10:00", "Физика", "Кравцова О.С."), ("14:00-15:30", "Химия", "Лосев П.И."))
    desk.load(Kind.TIMETABLE, {"неделя.xlsx": book})
    lessons = desk.rows("lesson").filter(date=DAY)
    assert {(f"{row.starts:%H:%M}", f"{row.ends:%H:%M}", row.hours) for row in lessons} == {
        ("08:30", "10:00", 2), ("14:00", "15:30", 2),
    }  # fmt: skip


def test_a_week_sheet_asks_about_an_unknown_discipline_once_there_are_journals(ready, tmp_path):
    """Otherwise «Физ-ра» beside «Физическая культура» would be a second discipline with a journal of its own, unasked."""
    files = {"неделя.xlsx": week_sheet(("9:00-9:45", "Физ-ра", "Лосев П.И."))}
    run = ready.prepare(Kind.TIMETABLE, files)
    assert asked(run) >= {("discipline", "Физ-ра")}
    assert [change for change in changes_of(run, What.CREATE) if change.entity in {"discipline", "course"}] == []
    [waiting] = [change for change in changes_of(run, What.ASK) if change.entity == "lesson"]
    assert waiting.title == "ср, 1 пара: Э-21, Физ-ра"
    empty = Desk(tmp_path, "quite-empty").prepare(Kind.TIMETABLE, files)
    assert questions_of(empty) == []
    assert [change for change in changes_of(empty, What.CREATE) if change.entity == "discipline"]


def test_likeness():
    assert skeleton("Э-21") == skeleton("э 21")
    assert nearest("Информатика", [("1", "Инфарматика"), ("2", "Химия")]) == [("1", "Инфарматика")]
    assert nearest("Мило", [("1", "Милованова")]) == [("1", "Милованова")]


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ("Устройство автом.", "МДК.01.01 Устройство автомобилей"), ("Устр. авт.", "МДК.01.01 Устройство автомобилей"),
        ("Инж. графика", "ОП.01 Инженерная графика"), ("графика", ""), ("Каб. 7", ""), ("Инж. химия", ""),
    ],
)  # fmt: skip
def test_words_cut_short_are_like_the_whole_without_its_index(short, found):
    """As week sheets write them: without this a second discipline and a second journal were made for one."""
    known = [("1", "МДК.01.01 Устройство автомобилей"), ("2", "ОП.01 Инженерная графика"), ("3", "Кабинет физики")]
    assert [title for _pk, title in nearest(short, known)] == ([found] if found else [])
