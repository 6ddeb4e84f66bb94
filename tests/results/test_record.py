"""The record of all years: one page, a constant number of statements, nothing before it is published."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.conftest import body_of
from tests.results.results import give, with_results
from tests.worlds import make_college
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course, Membership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Excuse, Work
from zhurnal.kernel.models import Change
from zhurnal.movement.models import Credit
from zhurnal.results.queries.record import load_record
from zhurnal.statements.models import Debt
from zhurnal.timetable.models import Lesson


def record(world, who, student, *, published=False):
    return load_record(world.actor(who), world.people[student], published=published)


def rows_of(page):
    return {row.index: row for section in page.sections for row in section.rows}


def mark(world, student, value, slot=1):
    lesson = world.lessons["old"]
    kind = WorkKind.objects.of(world.id).get(code="oral")
    Work.objects.create(college=world.college, lesson=lesson, slot=slot, course_id=lesson.course_id, kind=kind)
    Entry.objects.create(
        college=world.college, course_id=lesson.course_id, lesson=lesson, student=world.people[student], slot=slot,
        value=value, changed_at=lesson.date.strftime("%Y-%m-%dT09:00:00+00:00"),
    )  # fmt: skip


def test_all_years_stand_on_one_page(world):
    mark(world, "classmate", "4")
    page = record(world, "deputy", "classmate")
    assert [(year.course, year.name, year.semesters) for year in page.years] == [
        (1, "2025/26", (1, 2)), (2, "2026/27", (3, 4)),
    ]  # fmt: skip
    assert [section.title for section in page.sections] == [
        "Общеобразовательный цикл", "Общепрофессиональный цикл", "Профессиональные модули",
    ]  # fmt: skip
    rows = rows_of(page)
    assert [mark.text for cell in rows["ОУД.01"].cells for mark in cell.marks] == ["4", "2"]
    assert (rows["ОП.02"].cells[2].average, rows["ОП.02"].cells[3].ahead) == ("4,00", True)
    assert (rows["ПМ.06"].diploma.text, rows["УП.06.01"].diploma.text) == ("впереди", "5")
    assert [(debt.index, debt.semester, debt.told) for debt in page.debts] == [("ОУД.01", 2, "«2», Э")]
    assert (page.present.semester, page.present.mean, page.present.good) == (3, "4,00", 1)


def test_a_debt_on_the_books_is_told_once_with_its_retake(world):
    Debt.objects.create(
        college=world.college, student=world.people["classmate"], discipline=world.disciplines["ОУД.01"], term=world.spring,
        semester=2, level="exam", form="Э", arisen="unfit", arisen_on=date(2026, 6, 19), due_on=date(2027, 6, 19),
    )  # fmt: skip
    page = record(world, "deputy", "classmate")
    assert [(debt.told, debt.due_on) for debt in page.debts] == [
        ("неудовлетворительный результат, 19.06.2026", date(2027, 6, 19))
    ]
    assert rows_of(page)["ОУД.01"].diploma.text == "долг"


def test_hours_missed_in_the_term_and_re_credits(world):
    lesson = world.lessons["old"]
    Entry.objects.create(
        college=world.college, course_id=lesson.course_id, lesson=lesson, student=world.people["student"], slot=0, value="н",
        changed_at="2026-11-17T09:00:00+00:00",
    )  # fmt: skip
    Excuse.objects.create(
        college=world.college, student=world.people["student"], since=lesson.date, until=lesson.date, kind="б"
    )
    Credit.objects.create(
        college=world.college, student=world.people["student"], discipline="История", hours=32, result="5",
        document="справка № 317", made_at="2026-10-15T09:00:00+00:00",
    )  # fmt: skip
    page = record(world, "deputy", "student")
    assert (page.present.missed.total, page.present.missed.valid) == (2, 2)
    assert [(one.discipline, one.result) for one in page.credits] == [("История", "5")]


def test_a_family_sees_what_is_published_and_nothing_that_follows_from_the_rest(world):
    """2.7, 2.8: neither an unpublished mark, nor a debt, nor a diploma mark, nor a module's bar betrays it."""
    before = record(world, "classmate", "classmate", published=True)
    world_marks = world.disciplines
    give(world, "classmate", world_marks["МДК.06.01"], world.term, 3, "exam", "ДЗ", "2", published_at=None)
    Debt.objects.create(
        college=world.college, student=world.people["classmate"], discipline=world_marks["УП.06.01"], term=world.term,
        semester=3, level="practice", form="ДЗ", arisen="not_attested", arisen_on=date(2026, 11, 20),
        due_on=date(2027, 11, 20),
    )  # fmt: skip
    assert record(world, "classmate", "classmate", published=True) == before
    assert len(record(world, "deputy", "classmate").debts) == len(before.debts) + 2


def test_pages_of_the_family_and_of_the_office(world):
    own = world.people["student"].pk
    Result.objects.of(world.id).filter(student=own, discipline=world.disciplines["УП.06.01"]).update(published_at=None)
    family = world.client("parent").get(f"/results/own/{own}/").content.decode()
    assert "Русский язык" in family
    assert re.search(r"УП\.06\.01.*?</tr>", family, re.DOTALL)[0].count("digit--5") == 0
    assert "Просмотр записан" not in family
    assert world.client("other_parent").get(f"/results/own/{own}/").status_code == 404
    assert world.client("student").get(f"/results/students/{own}/").status_code == 404
    office = world.client("leader").get(f"/results/students/{own}/").content.decode()
    assert "Просмотр записан на ваше имя, 24.11 в 10:42." in office
    opened = Change.objects.of(world.id).filter(chain=own, action="results.record.read")
    assert list(opened.values_list("actor_id", flat=True)) == [world.people["leader"].pk]


def test_papers_hold_no_unfit_result(world):
    """A4.13: «неудовлетворительно» does not go on paper."""
    own = world.people["classmate"].pk
    for paper in ("certificate", "extract"):
        text = world.client("deputy").get(f"/results/students/{own}/{paper}/").content.decode()
        assert "Учебная практика" in text
        assert "неудовлетворительно" not in text
        assert text.count("Русский язык") == (0 if paper == "certificate" else 1)
    assert world.client("leader").get(f"/results/students/{own}/certificate/").status_code == 404


def test_papers_go_out_as_files_and_the_characteristic_tells_what_the_journal_knows(world):
    own = world.people["classmate"].pk
    for paper in ("certificate", "extract", "characteristic"):
        for form, kind in (("pdf", b"%PDF-1."), ("xlsx", b"PK")):
            answer = world.client("deputy").post(f"/results/students/{own}/{paper}/file/", {"format": form})
            assert body_of(answer).startswith(kind), (paper, form)
    assert world.client("leader").post(f"/results/students/{own}/certificate/file/", {}).status_code == 404
    page = world.client("leader").get(f"/results/students/{own}/characteristic/").content.decode()
    found = record(world, "leader", "classmate")
    marks = [row.value for part in found.sections for row in part.rows if row.value in ("5", "4", "3")]
    for mark in set(marks):
        assert f"«{mark}» – {marks.count(mark)}" in page
    assert "Отношение к учёбе и труду" in page
    assert Change.objects.of(world.id).filter(chain=own, action="results.record.read").exists()


def test_who_left_and_who_never_was_there(world):
    gone = record(world, "deputy", "left")
    assert (gone.studies, gone.present, gone.until) == (False, None, date(2026, 11, 10))
    Membership.objects.of(world.id).filter(student=world.people["left"].pk).delete()
    nobody = record(world, "deputy", "left")
    assert (nobody.group, nobody.sections, nobody.moved) == (None, (), ())


def test_without_a_plan_the_record_still_stands(world):
    world.groups["Э-21"].__class__.objects.of(world.id).update(curriculum=None)
    page = record(world, "deputy", "student")
    assert [section.title for section in page.sections] == ["Дисциплины"]


@pytest.mark.django_db
def test_the_number_of_statements_does_not_grow(frozen_time):
    counts = []
    for code, canary, lessons in (("vek", "А", 0), ("pml", "Б", 12)):
        world = with_results(make_college(code, canary))
        course = world.courses["electro"]
        for number in range(lessons):
            discipline = world.disciplines["ОУД.01"].__class__.objects.create(
                college=world.college, index=f"ОП.{number + 3}", name=f"Дисциплина {number}", short_name="д"
            )
            give(world, "student", discipline, world.spring, 2, "exam", "Э", "2")
            Lesson.objects.of(world.id).filter(course=course.pk)
            Course.objects.create(
                college=world.college,
                year=world.year,
                term=world.term,
                group=world.groups["Э-21"],
                discipline=discipline,
            )
        actor, student = world.actor("deputy"), world.people["student"]
        with CaptureQueriesContext(
            connection,
        ) as caught:
            load_record(actor, student, published=False)
        counts.append(len(caught))
    assert counts == [12, 12]
