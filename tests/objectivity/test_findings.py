"""Findings with evidence, each in its reach; words about them (1.11 d)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.access.conftest import body_of
from tests.objectivity.planted import fill, plant, raise_marks
from tests.worlds import TODAY
from zhurnal.journal.models import Entry
from zhurnal.kernel.models import Change
from zhurnal.objectivity.models import Explanation
from zhurnal.objectivity.queries import measured
from zhurnal.objectivity.queries.findings import load_findings
from zhurnal.objectivity.queries.table import findings_table
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role


@pytest.fixture
def world(db, frozen_time):
    measured.forget()
    found, _other = worlds.two_colleges()
    return found


@pytest.fixture
def planted(world):
    plant(world)
    return world


def found(world, person, day=TODAY, kind=None):
    """(course, kind) of the findings that a person sees."""
    names = {course.pk: name for name, course in world.courses.items()}
    page = load_findings(world.actor(person), day, kind)
    return {(names[row.journal.id], row.finding.kind) for row in page.found}


ALL = {
    ("english1", Kind.PROPOSALS), ("english2", Kind.SITTING), ("english2", Kind.EXAMS), ("electro", Kind.STRICTNESS),
    ("english1", Kind.IMPROVED),
}  # fmt: skip


def test_each_sees_the_findings_of_his_reach_and_what_is_in_order_is_not_named(planted):
    assert found(planted, "deputy") == ALL
    assert found(planted, "deputy_practice") == ALL
    assert found(planted, "department_head") == ALL
    assert found(planted, "other_head") == set()
    assert found(planted, "teacher") == {("electro", Kind.STRICTNESS)}
    assert found(planted, "subgroup_teacher") == {row for row in ALL if row[0] == "english1"}
    assert found(planted, "deputy", kind=Kind.EXAMS) == {("english2", Kind.EXAMS)}


def test_the_teacher_reads_the_same_sentence_as_the_checker(planted):
    def sentence(person):
        rows = load_findings(planted.actor(person), TODAY, Kind.STRICTNESS).found
        return [row.finding.sentence for row in rows if row.journal.title == "Электротехника"]

    assert sentence("teacher") == sentence("deputy")
    assert "ниже на " in sentence("teacher")[0]


def test_an_earlier_day_knows_nothing_of_what_was_written_later(planted):
    assert ("english1", Kind.IMPROVED) not in found(planted, "deputy", date(2026, 11, 19))
    assert ("english1", Kind.PROPOSALS) not in found(planted, "deputy", date(2026, 11, 19))
    assert found(planted, "deputy", date(2026, 8, 1)) == set()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_students(db, frozen_time, count):
    world = worlds.make_college("vek", "А", students=count)
    plant(world)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        load_findings(world.actor("deputy"), TODAY, None)
    apart = 0 if connection.vendor == "postgresql" else 2  # three statements in one message
    assert len(asked) == 14 + apart


def page_of(world, person, course, kind):
    return world.client(person).get(f"/findings/{world.courses[course].pk}/{kind}/").content.decode()


def test_the_rows_behind_a_finding_are_shown(planted):
    improved = page_of(planted, "deputy", "english1", "improved")
    assert ("4 → 5" in improved, "сдал исправленную работу" in improved, "УО, вес 1" in improved) == (True, True, True)
    assert "доклад" in page_of(planted, "department_head", "english1", "proposals")
    assert "1.09" in page_of(planted, "deputy", "english2", "sitting")
    exams = page_of(planted, "deputy", "english2", "exams")
    assert ("Калугин-А" in exams, "+1" in exams) == (True, True)
    assert "не замечание" in page_of(planted, "deputy", "module", "heap")


def test_a_teacher_does_not_see_marks_of_other_journals(planted):
    own, checker = (page_of(planted, person, "electro", "strictness") for person in ("teacher", "deputy"))
    assert ("В других журналах" in checker, "В других журналах" in own) == (True, False)
    assert "Средний здесь" in own


def test_the_teacher_answers_the_head_settles_and_more_of_it_opens_the_finding_again(planted):
    course = planted.courses["english1"]
    address = f"/findings/{course.pk}/improved/"
    assert (
        planted.client("subgroup_teacher").post(f"{address}answer/", {"text": " Пересдача  группы "}).status_code == 302
    )
    assert "есть ответ преподавателя" in planted.client("deputy").get("/findings/").content.decode()
    assert planted.client("department_head").post(f"{address}explain/", {"text": "Разобрали"}).status_code == 302
    rows = Explanation.objects.of(planted.id).order_by("made_at", "pk").values_list("text", "settles", "weight")
    assert list(rows) == [("Пересдача группы", False, 8), ("Разобрали", True, 8)]
    kept = Change.objects.of(planted.id).filter(target__startswith="finding:").order_by("seq")
    assert [(row.action, row.after, row.reason) for row in kept] == [
        ("objectivity.finding.answer", {"weight": 8}, "Пересдача группы"),
        ("objectivity.finding.settle", {"weight": 8}, "Разобрали"),
    ]
    assert "Объяснено" in planted.client("deputy").get("/findings/").content.decode()
    raise_marks(planted, "english1", 10)
    assert "с тех пор прибавилось" in planted.client("subgroup_teacher").get("/findings/").content.decode()


def test_nobody_calls_his_own_journal_explained(planted):
    RoleGrant.objects.create(
        college=planted.college, person=planted.people["teacher"], role=Role.DEPARTMENT_HEAD, since=worlds.SEPTEMBER,
        department=planted.departments["energy"],
    )  # fmt: skip
    address = f"/findings/{planted.courses['electro'].pk}/strictness/"
    both = planted.client("teacher")
    assert both.post(f"{address}explain/", {"text": "всё хорошо"}).status_code == 403
    assert "Объяснено</button>" not in both.get(address).content.decode()
    other = f"/findings/{planted.courses['english1'].pk}/improved/explain/"
    assert both.post(other, {"text": "разобрали"}).status_code == 302


def test_a_word_without_words_is_refused_and_nothing_is_written(planted):
    address = f"/findings/{planted.courses['electro'].pk}/strictness/answer/"
    answer = planted.client("teacher").post(address, {"text": " \u200b "})
    assert answer.status_code == 422
    assert "Напишите хотя бы несколько слов" in answer.content.decode()
    assert not Explanation.objects.of(planted.id).exists()


def test_the_list_goes_out_as_a_table(planted):
    actor = planted.actor("deputy")
    table = findings_table(actor, load_findings(actor, TODAY, Kind.PROPOSALS))
    assert [row[1:5] for row in table.rows] == [
        ("Э-21", "Иностранный язык 1, 1 подгруппа", "А.\u00a0Б.\u00a0Жукова-А", "Семестровые отметки выше предложенных")
    ]
    assert body_of(planted.client("deputy").get("/findings/file/xlsx/")).startswith(b"PK")
    assert planted.client("deputy").get("/findings/file/exe/").status_code == 404


def test_usual_journals_give_no_findings(world):
    for course in ("electro", "english1", "english2", "module"):
        fill(world, course, lambda n, s: "2345"[(n * 7 + s * 5 + n * s) % 4])
    assert found(world, "deputy") == set()


def test_what_is_kept_in_memory_follows_every_change(planted):
    def sentences():
        return [row.finding.sentence for row in load_findings(planted.actor("deputy"), TODAY, Kind.STRICTNESS).found]

    course, before = planted.courses["electro"], sentences()
    Entry.objects.of(planted.id).filter(course=course).update(value="5")
    assert sentences() == before  # nothing was told of that: no change goes without its record
    planted.client("teacher").post(f"/findings/{course.pk}/heap/answer/", {"text": "слово"})
    assert "выше на" in sentences()[0]
