"""A day written by mistake is struck out and told; a student's own leader writes his rows and arranges nothing."""

from datetime import date

import pytest

from tests import worlds
from zhurnal.archive.books import book
from zhurnal.archive.records import records_of, scope_of
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.journal.rules.corrections import STRUCK
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.modules.actions.competences import judge
from zhurnal.modules.actions.days import Done, Overtaken, strike_day, write_day
from zhurnal.modules.actions.pages import Place, set_places
from zhurnal.modules.actions.papers import Graded, grade
from zhurnal.modules.models import Competence, CompetenceMastery, PracticeDay, PracticePlace
from zhurnal.modules.policy import leads_row, rows_led
from zhurnal.modules.queries.practice import load_day, load_page
from zhurnal.oversight.queries.practice import written_days
from zhurnal.people.models import Person
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import Journal, Part, Selection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
ADDRESS = "/practice/{}/days/2026-11-24/"


def written(world, page):
    """Three students have worked on the day."""
    people = [world.people[name].pk for name in ("student", "adult", "classmate")]
    write_day(world.actor("teacher"), page, worlds.TODAY, {pk: Done(6, "Монтаж щита") for pk in people})
    return people


def left(world):
    return set(PracticeDay.objects.of(world.id).values_list("student_id", flat=True))


def test_a_wrong_day_is_struck_out_with_its_reason_and_counts_no_more(world, page):
    written(world, page)
    teacher, address = world.client("teacher"), ADDRESS.format(page.pk)
    assert "Вычеркнуть день" in teacher.get(address).content.decode()
    bare = teacher.post(f"{address}strike/", {"reason": "  "})
    assert (bare.status_code, "Напишите, почему день записан ошибочно" in bare.content.decode()) == (422, True)
    assert len(left(world)) == 3
    assert teacher.post(f"{address}strike/", {"reason": "группа была на экскурсии"}).status_code == 302
    assert left(world) == set()
    assert written_days(world.id, date(2026, 11, 1), date(2026, 11, 30)) == []
    event = Change.objects.of(world.id).get(action="modules.day.strike")
    assert event.before == {
        pk.hex: [6, "Монтаж щита"] for pk in (world.people[n].pk for n in ("student", "adult", "classmate"))
    }
    assert (set(event.after.values()), event.reason) == ({None}, "группа была на экскурсии")
    assert list(audit.verify(world.id, [page.pk])) == []
    text = teacher.get(f"/practice/{page.pk}/").content.decode()
    assert all(
        words in text
        for words in (
            "Исправленные и вычеркнутые дни",
            "6\u00a0ч: Монтаж щита",
            "группа была на экскурсии",
            "3\u00a0студента",
            "Кравцова-А",
        )
    )
    again = teacher.post(f"{address}strike/", {"reason": "ещё раз"})
    assert (again.status_code, "вычёркивать нечего" in again.content.decode()) == (422, True)
    assert world.client("deputy_practice").post(f"{address}strike/", {"reason": "нет"}).status_code == 404


def test_one_student_is_struck_out_of_a_day_and_it_may_be_written_again(world, page):
    student, *others = written(world, page)
    address = f"{ADDRESS.format(page.pk)}strike/"
    teacher = world.client("teacher")
    assert teacher.post(address, {"reason": "не он", "student": "0" * 32}).status_code == 404
    assert teacher.post(address, {"reason": "не он", "student": student.hex}).status_code == 302
    assert left(world) == set(others)
    (row,) = load_page(world.actor("teacher"), page).corrected
    assert (row.whom, row.why, row.day) == (world.people["student"].listed, "не он", worlds.TODAY)
    assert write_day(world.actor("teacher"), page, worlds.TODAY, {student: Done(4, "Пайка", "")}) == 1
    assert len(load_page(world.actor("teacher"), page).corrected) == 1  # a first record, and one anew, corrects nothing


def test_days_written_otherwise_and_struck_out_are_corrections_on_the_page_on_paper_and_in_the_package(world, page):
    student, *others = written(world, page)
    teacher = world.actor("teacher")
    write_day(teacher, page, worlds.TODAY, dict.fromkeys(others, Done(0)))
    strike_day(teacher, page, worlds.TODAY, "не он", student)
    grade(teacher, page, {student: Graded(frozenset({"attestation_sheet"}), "5")})
    work = "6\u00a0ч: Монтаж щита"
    shown = [(row.before, row.after, row.why, row.whom) for row in load_page(teacher, page).corrected]
    one, both = world.people["student"].listed, "2\u00a0студента"
    assert shown == [(work, "", "не он", one), (work, "не был", "", both)]
    group, chosen = page.group, Selection((Journal.MODULES,), frozenset({Part.CORRECTIONS}))
    (section,) = [
        one for one in group_document(world.actor("deputy"), group, chosen)["sections"] if one["title"] == "Исправления"
    ]
    told = [(row[2], row[3].rpartition(", ")[2], *row[4:6], row[8]) for row in section["rows"]]
    assert told == [("24.11", "день практики", work, "не был", ""), ("24.11", "день практики", work, STRUCK, "не он")]
    found, _chains = records_of(scope_of(group))
    packed = [(one["student"], one["before"], one["after"]) for one in found["correction"] if one["what"] == "practice"]
    kept = [6, "Монтаж щита"]
    assert sorted(packed) == sorted([(str(student), kept, None), *((str(pk), kept, [0, ""]) for pk in others)])
    sheet = next(table for table in book(found).more if table.title == "Исправления")
    rows = [row[1:7] for row in sheet.rows if row[4].startswith("день практики")]
    assert {row[0] for row in rows} == {f"{page.discipline.index} {page.discipline.name}".strip()}
    assert sorted(row[-2:] for row in rows) == sorted([(work, STRUCK), *[(work, "не был")] * 2])


def test_a_row_struck_out_meanwhile_is_not_written_again_unseen(world, page):
    student, *_others = written(world, page)
    seen = next(row.seen for row in load_day(world.actor("teacher"), page, worlds.TODAY).rows if row.id == student)
    strike_day(world.actor("teacher"), page, worlds.TODAY, "ошибка")
    with pytest.raises(Overtaken) as told:
        write_day(world.actor("teacher"), page, worlds.TODAY, {student: Done(5, "Пайка", seen)})
    assert "вычеркнули" in told.value.rows[student]
    assert left(world) == set()


def test_nothing_is_struck_out_of_a_closed_term(world, page):
    written(world, page)
    TermClosing.objects.create(
        college=world.college, group=page.group, term=world.term, state=State.CLOSED, changed_at=worlds.RECORDED
    )
    with pytest.raises(Refused, match="term_closed"):
        strike_day(world.actor("teacher"), page, worlds.TODAY, "ошибка")
    assert len(left(world)) == 3


@pytest.fixture
def own(world, page):
    """The teacher of a subgroup stands at one student's place."""
    student = world.people["student"]
    PracticePlace.objects.create(
        college=world.college, page=page, student=student, leader=world.people["subgroup_teacher"]
    )
    return student


def test_a_leader_of_one_place_writes_only_there(world, items, page, own):
    actor, other = world.actor("subgroup_teacher"), world.people["adult"]
    assert [row.id for row in load_day(actor, page, worlds.TODAY).rows] == [own.pk]
    both = {own.pk: Done(6, "Сборка"), other.pk: Done(6, "Сборка")}
    assert write_day(actor, page, worlds.TODAY, both) == 1
    assert left(world) == {own.pk}
    papers = frozenset({"attestation_sheet"})
    assert grade(actor, page, {pk: Graded(papers, "5") for pk in (own.pk, other.pk)}).written == 1
    assert [row.student_id for row in Result.objects.of(world.id).filter(level="practice")] == [own.pk]
    competence = Competence.objects.create(college=world.college, module=items["ПМ.01"], code="ПК 1.1", name="Осмотр")
    assert judge(actor, page, {(competence.pk, pk): True for pk in (own.pk, other.pk)}) == 1
    assert [row.student_id for row in CompetenceMastery.objects.of(world.id)] == [own.pk]
    write_day(world.actor("teacher"), page, worlds.TODAY, {other.pk: Done(6, "Монтаж")})
    assert strike_day(actor, page, worlds.TODAY, "не тот день") == 1
    assert left(world) == {other.pk}
    with pytest.raises(Refused, match="nothing"):
        strike_day(actor, page, worlds.TODAY, "чужой", other.pk)


def test_his_pages_offer_him_only_his_students(world, page, own):
    Competence.objects.create(
        college=world.college, module=page.discipline.plan_item.parent, code="ПК 1.1", name="Осмотр"
    )
    client, other = world.client("subgroup_teacher"), world.people["adult"].pk.hex
    assert client.get(f"/practice/{page.pk}/").status_code == 200
    for address, field in (("days/2026-11-24/", "hours"), ("papers/", "row"), ("competences/", "verdict")):
        text = client.get(f"/practice/{page.pk}/{address}").content.decode()
        assert (f"{own.pk.hex}" in text, f'{field}-{other}"' in text, f"-{other}" in text) == (True, False, False), (
            address
        )


def test_he_reads_only_his_students(world, page, own):
    written(world, page)
    strike_day(world.actor("teacher"), page, worlds.TODAY, "чужой", world.people["adult"].pk)
    shown = load_page(world.actor("subgroup_teacher"), page)
    assert ([line.id for line in shown.lines], shown.whole, shown.corrected) == ([own.pk], False, ())
    text = world.client("subgroup_teacher").get(f"/practice/{page.pk}/sheets/").content.decode()
    assert (str(own) in text, str(world.people["adult"]) in text) == (True, False)
    assert world.client("subgroup_teacher").get(f"/print/practice/{page.pk}/").status_code == 404
    whole = load_page(world.actor("leader"), page)
    assert (len(whole.lines) > 3, whole.whole, len(whole.corrected), whole.mine) == (True, True, 1, frozenset())


def test_arranging_stays_with_the_leader_of_the_practice(world, page, own):
    mine, leader = world.actor("subgroup_teacher"), world.actor("teacher")
    assert not policy.can(mine, "modules.practice.arrange", page).allowed
    assert policy.can(leader, "modules.practice.arrange", page).allowed
    client = world.client("subgroup_teacher")
    assert {client.get(f"/practice/{page.pk}/{where}/").status_code for where in ("arrange", "places")} == {404}
    with pytest.raises(Refused, match="not_yours"):
        set_places(mine, page, {own.pk: Place("Сеть")})
    assert PracticePlace.objects.of(world.id).get(student=own).enterprise_id is None


def test_the_rule_of_rows_is_spelled_the_same_for_the_database_and_for_a_place(world, page, own):
    places = {row.student_id: row for row in PracticePlace.objects.of(world.id).filter(page=page.pk)}
    for name in ("teacher", "subgroup_teacher", "other_teacher", "deputy_practice"):
        actor = world.actor(name)
        asked = set(Person.objects.of(world.id).filter(rows_led(actor, page)).values_list("pk", flat=True))
        for student in Person.objects.of(world.id):
            assert leads_row(actor, page, places.get(student.pk)) == (student.pk in asked), (name, student.surname)
