"""The printed journal holds what was written, in numbers that are true, within the reader's rights (3.3, 3.6, A1.4–A1.11)."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests import worlds
from tests.modules.modules_worlds import give_plan, give_result
from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Discipline, Group, GroupLeader, Membership, SubgroupMembership
from zhurnal.grading.models import WorkKind
from zhurnal.inspection.models import Remark, Visa
from zhurnal.jobs.actions.asking import ask
from zhurnal.jobs.actions.working import work_until_idle
from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.rules import targets
from zhurnal.kernel import audit
from zhurnal.kernel.export import file_name
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models import Change
from zhurnal.kernel.typeset import typeset
from zhurnal.people.models import Person
from zhurnal.printing import work
from zhurnal.printing.forms import selection_of
from zhurnal.printing.queries.document import course_document, group_document
from zhurnal.printing.queries.group_pages import students_page
from zhurnal.printing.queries.rows import RELATED, load_rows
from zhurnal.printing.queries.tables import CENTRE, Head, Ruled
from zhurnal.printing.rules.selection import Journal, Part, Selection
from zhurnal.printing.work import KIND, TEMPLATE, paper_name
from zhurnal.registers.models import RegisterField, RegisterValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
HOSTILE = '#panic[1] *не жирно* $x$ "] #read("/etc/passwd")'
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture
def world(settings, tmp_path) -> worlds.World:
    settings.STATE_DIR = tmp_path
    return worlds.make_college("vek", "А")


def fill(world, course="electro", lessons=30, seed=7):
    """Lessons of September and October with works and random signs; (day → student's surname → signs) as they were written."""
    random, own = Random(seed), world.college
    kind = WorkKind.objects.of(world.id).get(code="lab")
    students = [name for name in world.people if name.startswith("student") or name in {"adult", "classmate"}]
    told: dict[date, dict[str, str]] = {}
    for step in range(lessons):
        day = date(2026, 9, 1) + timedelta(days=2 * step)
        lesson = worlds.add_lesson(world, f"paper{step}", course, "teacher", day, 1)
        LessonRecord.objects.create(
            college=own, lesson=lesson, course=world.courses[course], topic=f"Тема № {step}", homework=f"§ {step}"
        )
        Work.objects.create(college=own, lesson=lesson, course=world.courses[course], slot=1, kind=kind)
        told[day] = {}
        for name in students:
            sign = random.choice(["5", "4", "3", "2", "н", ""])
            if sign:
                person = world.people[name]
                slot = 0 if sign == "н" else 1
                Entry.objects.create(
                    college=own, course=world.courses[course], lesson=lesson, student=person, slot=slot, value=sign,
                    author=world.people["teacher"], changed_at=AT,
                )  # fmt: skip
                told[day][f"{person.surname} {person.given[0]}."] = sign
    return told


def pages_of(document: bytes) -> list[str]:
    return [page.extract_text().replace("\u00a0", " ") for page in PdfReader(io.BytesIO(document)).pages]


def course_of(world, name="electro") -> Course:
    return Course.objects.of(world.id).select_related(*RELATED).get(pk=world.courses[name].pk)


def group_of(world, name="Э-21") -> Group:
    return Group.objects.of(world.id).select_related("year", "department", "curriculum").get(pk=world.groups[name].pk)


def spread_text(world, **selected):
    data = course_document(world.actor("deputy"), course_of(world), Selection(**selected))
    return pages_of(typeset(TEMPLATE, data))


def test_marks_of_every_student_stand_in_their_order_on_the_left_pages(world):
    told = fill(world)
    expected = {}
    for signs in told.values():
        for who, sign in signs.items():
            expected.setdefault(who, []).append(sign)
    found = {}
    for page in spread_text(world):
        if "левая страница" in page:
            for line in page.splitlines():
                if (match := re.match(r"\d+ (\S+ \w\.)(?: \w\.)?((?: [5432н])*)", line)) and match[1] in expected:
                    missed = 2 * match[2].count("н")
                    signs = line.rpartition("приказ")[0] or line
                    digits = re.findall(r"(?<= )[5432н](?= |$)", signs[match.end(1) :])
                    cells = len(digits) - (1 if missed and str(missed) in "5432" else 0)
                    found.setdefault(match[1], []).extend(digits[:cells])
    assert found == expected


def test_topics_homework_and_hours_stand_on_the_right_pages(world):
    told = fill(world)
    right = [page for page in spread_text(world) if "правая страница" in page]
    rows = [
        row for page in right for row in re.findall(r"^(\d\d\.\d\d) 2 (\d+) Тема № (\d+) § (\d+)", page, re.MULTILINE)
    ]
    assert rows == [(f"{day:%d.%m}", str(n + 1), str(n), str(n)) for n, day in enumerate(told)]
    sums = [
        tuple(map(int, found))
        for page in right
        for found in re.findall(r"на странице (\d+) ч, с начала семестра (\d+) ч", page)
    ]
    assert sum(here for here, _all in sums) == sums[-1][1] == 2 * len(told)


def test_days_choose_lessons_and_numbers_stay(world):
    fill(world)
    pages = spread_text(world, since=date(2026, 9, 5), until=date(2026, 9, 9))
    rows = re.findall(r"^(\d\d\.\d\d) 2 (\d+) ", pages[1], re.MULTILINE)
    assert rows == [("05.09", "3"), ("07.09", "4"), ("09.09", "5")]


def test_what_people_wrote_is_never_markup_and_who_signed_late_is_told(world):
    lesson = world.lessons["old"]
    LessonRecord.objects.create(college=world.college, lesson=lesson, course=world.courses["electro"], topic=HOSTILE)
    actor, chain = world.actor("teacher"), world.courses["electro"].pk
    audit.append(
        audit.lock(world.id, chain), actor,
        [audit.Event("journal.topic", targets.part("topic", lesson.pk.hex), {"text": ""}, {"text": HOSTILE})],
    )  # fmt: skip
    right = spread_text(world)[1]
    assert HOSTILE in right
    assert "Кравцова-А, 24.11" in right
    assert "+7" in right
    assert "не записано" in right
    assert "вместо О. С. Кравцова-А: больничный" in right


def test_corrections_stand_on_their_page_with_both_values_and_the_ground(world):
    student, lesson, chain = world.people["student"], world.lessons["yesterday"], world.courses["electro"].pk
    kind = WorkKind.objects.of(world.id).get(code="lab")
    Work.objects.create(college=world.college, lesson=lesson, course=world.courses["electro"], slot=1, kind=kind)
    Entry.objects.create(
        college=world.college, course=world.courses["electro"], lesson=lesson, student=student, slot=1, value="4", corrected=1,
        version=2, author=world.people["teacher"], changed_at=AT,
    )  # fmt: skip
    target = targets.cell(lesson.pk.hex, student.pk.hex, 1)
    term_mark = trace.result(student.pk.hex, "term", world.term.pk.hex, world.courses["electro"].discipline_id.hex)
    events = [
        audit.Event("journal.entry", target, "", "3"),
        audit.Event("journal.entry", target, "3", "4", "отчёт защищён повторно"),
        audit.Event("assessment.result", term_mark, None, {"value": "4", "proposed": "3"}),
        audit.Event("assessment.result", term_mark, {"value": "4"}, {"value": "на"}, "приказ 61-у"),
    ]
    audit.append(audit.lock(world.id, chain), world.actor("teacher"), events)

    left = spread_text(world)[0].replace("\n", " ")
    assert "Калугин-А С. А., 23.11, ЛР: запись «3» ошибочна, верно «4» — О. С. Кравцова-А, 24.11.2026" in left
    data = group_document(
        world.actor("deputy"), group_of(world), Selection((Journal.THEORY,), frozenset({Part.CORRECTIONS}))
    )
    said = " ".join(pages_of(typeset(TEMPLATE, data))).replace("\n", " ")
    for words in (
        "23.11",
        "Калугин-А С. А., ЛР",
        "3 4",
        "О. С. Кравцова-А",
        "отчёт защищён повторно",
        "семестровая отметка 4 н/а",
        "приказ 61-у",
    ):
        assert words in said


def test_the_contents_name_the_true_pages(world):
    fill(world)
    data = group_document(world.actor("deputy"), group_of(world), Selection())
    pages = pages_of(typeset(TEMPLATE, data))
    starts = [place for place, page in enumerate(pages) if "Журнал начат" in page]
    assert len(starts) == 2
    named = 0
    for first, end in zip(starts, [*starts[1:], len(pages)], strict=True):
        own = pages[first:end]
        contents = next(page for page in own if page.startswith("Содержание"))
        for index, number in re.findall(
            r"^\d+ (ОП\.\d+|ОГСЭ\.\d+|МДК[.\d]+) .*?(\d+)(?:–\d+)?$", contents, re.MULTILINE
        ):
            named += 1
            left = own[int(number) - 1]
            assert index in left
            assert f"левая страница {number}" in left
            assert int(number) % 2 == 0  # a spread lies open: left is even
        for title in ("Список студентов", "Исправления"):
            number = re.search(rf"{title} (\d+)$", contents, re.MULTILINE)
            assert number
            assert own[int(number[1]) - 1].startswith(title)
    assert named >= 4


def test_remarks_and_visas_stand_on_their_page_and_the_spread_tells_who_checked(world):
    course, deputy = world.courses["electro"], world.people["deputy"]
    Remark.objects.create(
        college=world.college, year=world.year, number=1, course=course, kind="theory", text="Не записана тема",
        demand="Записать тему", teacher=world.people["teacher"], author=deputy, issued_at=AT, due=date(2026, 11, 27),
    )  # fmt: skip
    Visa.objects.create(college=world.college, course=course, until=date(2026, 11, 24), checker=deputy, made_at=AT)
    data = group_document(
        world.actor("deputy"), group_of(world), Selection((Journal.THEORY,), frozenset({Part.REMARKS}))
    )
    said = " ".join(pages_of(typeset(TEMPLATE, data))).replace("\n", " ")
    for words in (
        "Не записана тема",
        "Записать тему",
        "27.11.2026",
        "ждёт ответа",
        "Просмотрено по 24.11.2026",
        "М. В. Терехова-А",
    ):
        assert words in said
    assert "Проверено: М. В. Терехова-А, 24.11.2026" in spread_text(world)[1]


def titles(data):
    return [one.get("title") or one.get("left", {}).get("title", "") for one in data["sections"]]


def test_a_teacher_prints_the_pages_he_keeps_and_nothing_about_the_whole_group(world):
    everything = titles(group_document(world.actor("deputy"), group_of(world), Selection()))
    own = titles(group_document(world.actor("teacher"), group_of(world), Selection()))
    assert [title for title in own if title] == ["ОП.02 Электротехника А"]
    assert {
        "ОП.02 Электротехника А",
        "МДК.01.01 Обслуживание А",
        "Сводная ведомость посещаемости",
        "Движение студентов",
    } <= set(everything)
    assert titles(group_document(world.actor("leader"), group_of(world), Selection())) == everything


def test_a_print_is_written_down_without_names(world):
    deputy = world.client("deputy")
    answer = deputy.get(f"/print/journals/{world.courses['electro'].pk}/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.content.startswith(b"%PDF")
    change = Change.objects.of(world.id).get(action="printing.group.print")
    assert (change.target, change.after["sections"]) == (f"group:{world.groups['Э-21'].pk.hex}", 1)


def section(world, part, group=None, who="deputy"):
    data = group_document(world.actor(who), group or group_of(world), Selection((Journal.THEORY,), frozenset({part})))
    return data["sections"][0]


def test_a_group_of_nobody_has_its_summary_too(world):
    group = group_of(world)
    group.pk, group.name = uuid7(), "Э-29"
    Group.objects.bulk_create([group])
    assert section(world, Part.SUMMARY, group)["rows"] == []


def test_a_year_that_is_over_has_its_own_leader_on_the_title(world, frozen_time):
    group = group_of(world)
    GroupLeader.objects.of(world.id).filter(group=group.pk).update(until=group.year.ends + timedelta(days=1))
    frozen_time.move_to(datetime(2027, 10, 5, 8, 0, tzinfo=UTC))
    lines = dict(section(world, Part.TITLE, group)["lines"])
    assert lines["Куратор группы"] == str(world.people["leader"])


def test_an_exam_of_the_night_has_the_day_of_the_college(world):
    items = give_plan(world)
    exam = Discipline.objects.create(
        college=world.college,
        index="ПМ.01.ЭК",
        name="Экзамен",
        short_name="ЭК",
        kind="module",
        plan_item=items["ПМ.01.ЭК"],
    )
    give_result(world, "student", exam, Level.MODULE, "5")
    Result.objects.of(world.id).update(set_at=datetime(2026, 11, 23, 21, 30, tzinfo=UTC))
    Result.objects.of(world.id).update(mastery="не освоен")  # a good mark is no reason to take him for one who manages
    summary = section(world, Part.SUMMARY)
    assert [row.count("5*") for row in summary["rows"] if "неуспевающий" in row] == [1]
    assert summary["notes"][-1].startswith("* Модуль не освоен")
    data = group_document(
        world.actor("deputy"), group_of(world), Selection((Journal.MODULES,), frozenset({Part.EXAMS}))
    )
    assert "24.11.2026" in {line[-2] for line in data["sections"][0]["rows"]}


def test_the_sum_holds_until_a_record_changes(world):
    fill(world, lessons=3)

    def found():
        return course_document(world.actor("deputy"), course_of(world), Selection())["sections"][0]["sum"]

    before = found()
    Person.objects.of(world.id).filter(pk=world.people["student"].pk).update(surname="Калугина-Христорождественская")
    Visa.objects.create(
        college=world.college,
        course=world.courses["electro"],
        until=date(2026, 11, 24),
        checker=world.people["deputy"],
        made_at=AT,
    )
    assert found() == before
    LessonRecord.objects.of(world.id).filter(topic="Тема № 1").update(topic="Тема № 1а")
    assert found() != before


def test_a_change_of_the_subgroup_is_printed_without_an_order(world):
    fill(world, "english1", lessons=3)
    own = SubgroupMembership.objects.of(world.id).filter(subgroup=world.subgroups["1"].pk)
    mover = own.select_related("student").order_by("student__surname")[0]
    own.filter(pk=mover.pk).update(since=date(2026, 9, 4))
    Membership.objects.of(world.id).filter(student=mover.student_id).update(order_in="№ 1")
    data = course_document(world.actor("deputy"), course_of(world, "english1"), Selection())
    row = next(one for one in data["sections"][0]["left"]["rows"] if one["name"].startswith(mover.student.surname))
    assert row["cells"][0] == ["в подгруппе с 4.09", 2, 1]


def test_rows_grow_with_their_words():
    lines = [[str(number), "слово " * 30, "короткое"] for number in range(30)]
    ruled = Ruled("Список", (Head("№", 11, CENTRE), Head("Кто", 50), Head("Что")), lines, height=4.3)
    data = {
        "title": "",
        "college": "",
        "group": "",
        "year": "",
        "printed": "",
        "sections": [ruled.section],
        "bound": False,
    }
    assert len(pages_of(typeset(TEMPLATE, data))) > 1


def test_ticked_pages_print_alone():
    ticked = selection_of(QueryDict(f"course={uuid7()}"))
    assert ticked.parts == {Part.LESSONS, Part.WORKS}
    assert selection_of(QueryDict("")).parts == frozenset(Part)


def statements(read) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def test_the_list_has_the_number_of_the_personal_file_where_it_is_kept(world):
    group, student = group_of(world), world.people["student"]
    RegisterValue.objects.create(
        college=world.college, person=student, field="personal_file", value="24-113", changed_at=AT
    )
    courses = list(Course.objects.of(world.id).filter(group=group.pk).select_related("term"))
    rows = load_rows(world.id, group, courses, date(2026, 11, 24), history=False)
    assert "24-113" not in str(students_page(rows, group))
    RegisterField.objects.create(college=world.college, field="personal_file", used=True, required=False)
    page = str(students_page(rows, group))
    assert "24-113" in page
    assert "№ личного дела" in page


@pytest.mark.parametrize("students", [1, 30])
def test_a_spread_and_a_group_cost_the_same_for_few_and_many(students):
    world = worlds.make_college("vek", "А", students)
    fill(world, lessons=3)
    deputy = world.actor("deputy")
    assert statements(lambda: course_document(deputy, course_of(world), Selection())) == 15
    assert statements(lambda: group_document(deputy, group_of(world), Selection())) == 53


def test_all_groups_are_printed_in_the_background_each_once(world):
    job = ask(world.actor("deputy"), KIND, "Печать журналов", {"year": world.year.pk.hex})
    assert isinstance(job, Job)
    assert work_until_idle() == 1
    done = Job.objects.of(world.id).get(pk=job.pk)
    assert (done.state, done.done, done.total) == ("done", 2, 2)
    with zipfile.ZipFile(Folder(job.pk).result) as found:
        assert sorted(found.namelist()) == ["Журнал ТЭ-11 2026-27.pdf", "Журнал Э-21 2026-27.pdf"]
        assert all(found.read(name).startswith(b"%PDF") for name in found.namelist())


def test_stopped_printing_goes_on_without_the_groups_that_were_finished(world, monkeypatch):
    deputy = world.client("deputy")
    deputy.post("/print/all/", {"year": world.year.pk.hex})
    job = Job.objects.of(world.id).get()

    def stopped(*given):
        made = typeset(*given)
        assert deputy.post(f"/jobs/{job.pk}/stop/").status_code == 302  # while the first group is set
        return made

    monkeypatch.setattr(work, "typeset", stopped)
    work_until_idle()
    half = Job.objects.of(world.id).get()
    (piece,) = Folder(job.pk).path.glob("*.part")
    kept = piece.read_bytes(), piece.stat().st_mtime_ns
    assert (half.state, half.done, half.total) == ("cancelled", 0, 2)
    assert "Работа остановлена. Сделанное сохранено." in deputy.get(f"/jobs/{job.pk}/").content.decode()

    monkeypatch.setattr(work, "typeset", typeset)
    assert deputy.post(f"/jobs/{job.pk}/resume/").status_code == 302
    again = []
    ended = Folder.finish
    monkeypatch.setattr(
        Folder,
        "finish",
        lambda self, pieces: again.append((piece.read_bytes(), piece.stat().st_mtime_ns)) or ended(self, pieces),
    )
    work_until_idle()
    done = Job.objects.of(world.id).get()
    assert (done.state, done.done, again) == ("done", 2, [kept])
    assert Change.objects.of(world.id).filter(action="printing.group.print").count() == 2  # each group once
    with zipfile.ZipFile(Folder(job.pk).result) as found:
        assert len(found.namelist()) == 2


def test_a_file_has_a_name_that_every_system_takes():
    group = Group(name="Э-21/2", year=AcademicYear(name="2026/27"))
    assert file_name(paper_name(group), "pdf") == "Журнал Э-21 2 2026-27.pdf"
