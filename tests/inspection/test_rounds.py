"""Rounds: planned, walked, counted, closed with a paper; the visa that closes a page up to its day (2.5, 2.6; A10.1, A10.2)."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader

from tests import worlds
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.actions.rounds import Draft, change_round, close_round, plan_round, take_template
from zhurnal.inspection.actions.visas import put_visa
from zhurnal.inspection.models import Remark, Round, Visa
from zhurnal.inspection.queries.rounds import round_page, rounds_page
from zhurnal.inspection.rules.aims import year_plan
from zhurnal.inspection.rules.states import Step
from zhurnal.inspection.scope import scope_courses
from zhurnal.journal.actions.record import record
from zhurnal.journal.actions.requests import ask_to_open
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.oversight.actions.requests import Decision, decide_request

SINCE, UNTIL = date(2026, 11, 16), date(2026, 11, 27)


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def planned(world, who="deputy", **more):
    return plan_round(world.actor(who), Draft("Ноябрьская проверка", "Накопляемость", SINCE, UNTIL, **more))


def scope(world, round_, who="deputy"):
    names = {course.pk: name for name, course in world.courses.items()}
    return {names[course.pk] for course in scope_courses(world.actor(who), round_)}


def test_scope_by_college_department_group_journal_and_kind(world):
    assert scope(world, planned(world)) == {"electro", "english1", "english2", "module", "history"}
    assert scope(world, planned(world, kind="module")) == {"module"}
    assert scope(world, planned(world, department=world.departments["general"].pk)) == {"history"}
    assert scope(world, planned(world, groups=(world.groups["ТЭ-11"].pk,), courses=(world.courses["electro"].pk,))) == {
        "history", "electro",
    }  # fmt: skip


def test_a_head_plans_for_his_own_department_only(world):
    assert planned(world, "department_head").code == "own_department"
    assert isinstance(planned(world, "department_head", department=world.departments["energy"].pk), Round)
    energy, general = world.departments["energy"].pk, world.departments["general"].pk
    assert planned(world, "department_head", department=general).code == "own_department"
    foreign = planned(world, "department_head", department=energy, courses=(world.courses["history"].pk,))
    assert foreign.code == "not_reached"
    assert planned(world, department=uuid4()).code == "not_reached"
    assert planned(world, checkers=(world.people["student"].pk,)).code == "not_checker"
    assert planned(world, due=date(2062, 12, 4)).code == "far_due"
    with pytest.raises(Refused):
        planned(world, "teacher")


def test_the_year_is_planned_from_the_template_once(world):
    assert take_template(world.actor("deputy"), world.year) == 6  # September and October are over
    assert take_template(world.actor("deputy"), world.year) == 0
    page = rounds_page(world.actor("director"))
    assert page.rows[0].title == "Ноябрьская проверка"  # it goes on
    assert [row.since for row in page.rows[1:]] == sorted(row.since for row in page.rows[1:])
    assert len(year_plan(world.year.starts, world.year.ends)) == 8
    with pytest.raises(Refused):
        take_template(world.actor("department_head"), world.year)


def test_the_january_check_looks_at_the_first_semester(world):
    second = Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 12), ends=date(2027, 6, 28)
    )
    take_template(world.actor("deputy"), world.year)
    rounds = {one.since.month: one for one in Round.objects.of(world.id)}
    assert (rounds[12].term_id, rounds[1].term_id, rounds[3].term_id) == (world.term.pk, world.term.pk, second.pk)
    assert "electro" in scope(world, rounds[1])
    january = world.actor("deputy", datetime(2027, 1, 18, 9, 0, tzinfo=UTC))
    remark = write_remark(january, world.courses["electro"], Written("Часы не сошлись", None, round=rounds[1].pk))
    assert remark.round_id == rounds[1].pk
    assert planned(world, term=second.pk).code == "other_term"  # it has not begun by November
    client = world.client("deputy")
    page = client.get(f"/inspection/new/?course={world.courses['electro'].pk}").content.decode()
    assert f'<option value="{world.term.pk}" selected>1 семестр 2026/27</option>' in page
    form = {
        "title": "Январская", "aim": "Итоги", "since": "2027-01-18", "until": "2027-01-22", "term": world.term.pk,
    }  # fmt: skip
    assert client.post("/inspection/new/", form).status_code == 302
    made = Round.objects.of(world.id).get(title="Январская")
    assert made.term_id == world.term.pk
    assert change_round(world.actor("deputy"), made, Draft("Я", "Цель", made.since, made.until, term=second.pk)) is None
    assert Round.objects.of(world.id).get(pk=made.pk).term_id == second.pk


def test_a_visa_closes_the_page_up_to_its_day(world):
    electro = world.courses["electro"]

    def write(lesson):
        command = Command(uuid4(), "topic", world.lessons[lesson].pk, 0, {"text": "Закон Ома"})
        return record(world.actor("teacher"), Course.objects.of(world.id).get(pk=electro.pk), [command])[0][0]

    yesterday = date(2026, 11, 23)
    assert (
        put_visa(world.actor("deputy"), electro, world.actor("deputy").today).code == "ahead"
    )  # its lessons still go on
    assert put_visa(world.actor("deputy"), electro, date(2025, 11, 23)).code == "long_ago"
    assert put_visa(world.actor("deputy"), electro, yesterday, uuid4()).code == "closed_round"
    other = planned(world, groups=(world.groups["ТЭ-11"].pk,))
    assert put_visa(world.actor("deputy"), electro, yesterday, other.pk).code == "other_journal"
    typed = {"until": "2026-11-24", "note": "кроме практики"}
    refused = world.client("deputy").post(f"/inspection/journals/{electro.pk}/visa/", typed)
    assert (refused.status_code, "кроме практики" in refused.content.decode()) == (422, True)
    assert isinstance(put_visa(world.actor("deputy"), electro, yesterday), Visa)
    assert put_visa(world.actor("deputy"), electro, yesterday).code == "viewed"
    refused = write("yesterday")
    assert (refused.code, refused.ask) == ("closed", True)
    assert "просмотрено проверяющим: записи по 23 ноября не меняют" in refused.message
    assert write("now").state == "saved"
    asked = ask_to_open(world.actor("teacher"), world.lessons["yesterday"], "Тема записана с ошибкой", ["topic"])
    until = world.actor("deputy").now.replace(hour=18)
    assert decide_request(world.actor("deputy"), asked, Decision(approve=True, until=until)) is None
    assert write("yesterday").state == "saved"


def test_a_round_counts_its_remarks_and_closes_with_a_paper(world):
    found = planned(world, checkers=(world.people["deputy"].pk,))
    deputy = world.actor("deputy")
    made = [
        write_remark(deputy, world.courses[name], Written(f"Замечание к журналу {name}", UNTIL, round=found.pk))
        for name in ("electro", "module", "history")
    ]
    take_step(world.actor("teacher"), made[0], Step.DONE, "Готово")
    take_step(deputy, Remark.objects.of(world.id).get(pk=made[0].pk), Step.CONFIRMED, "")
    page = round_page(deputy, found)
    assert (page.totals.all, page.totals.closed, page.totals.waiting) == (3, 1, 2)
    assert {one.number for one in page.remarks} == {1, 2, 3}
    put_visa(deputy, world.courses["electro"], date(2026, 11, 23), found.pk)
    assert round_page(deputy, found).viewed == "просмотрено 1 из 5\u00a0журналов"
    assert round_page(world.actor("other_head"), found).viewed == "просмотрено 0 из 1\u00a0журнала"
    head = round_page(world.actor("other_head"), found)
    assert [one.course for one in head.remarks] == [
        world.courses["history"].pk
    ]  # of the other department he sees nothing
    written = {"found": "Вывод, который не поместился. " * 70}
    refused = world.client("deputy").post(f"/inspection/rounds/{found.pk}/close/", written)
    assert (refused.status_code, "Вывод, который не поместился." in refused.content.decode()) == (422, True)
    assert Round.objects.of(world.id).get(pk=found.pk).closed_at is None
    close_round(deputy, found, "Журналы ведутся удовлетворительно.")
    with pytest.raises(Refused):
        close_round(deputy, found, "Второй раз.")
    paper = world.client("director").get(f"/inspection/rounds/{found.pk}/reference/").content.decode()
    for words in ("Справка по итогам проверки журналов № 1", "Журналы ведутся удовлетворительно.", "исполнено 24.11.2026",
                  "Заместитель директора по учебной работе"):  # fmt: skip
        assert words in paper, words
    file = world.client("director").get(f"/inspection/rounds/{found.pk}/reference/file/")
    text = PdfReader(BytesIO(file.content)).pages[0].extract_text()
    assert ("Замечание к журналу history" in text, "ознакомлены" in text) == (True, True)
    assert (
        write_remark(deputy, world.courses["electro"], Written("Ещё одно", UNTIL, round=found.pk)).code
        == "closed_round"
    )


def test_a_round_is_changed_until_it_is_closed(world):
    electro, history = world.courses["electro"], world.courses["history"]
    found = planned(world, groups=(world.groups["ТЭ-11"].pk,))
    client = world.client("deputy")
    url = f"/inspection/rounds/{found.pk}/change/"
    shown = client.get(url).content.decode()
    assert ('value="2026-11-16"' in shown, f'value="{world.groups["ТЭ-11"].pk}" checked' in shown) == (True, True)
    given = {"title": "Ноябрьская", "aim": "Часы", "since": "2026-11-17", "until": "2026-11-28",
             "course": str(electro.pk), "checker": str(world.people["deputy_practice"].pk)}  # fmt: skip
    assert client.post(url, {**given, "until": "2026-11-01"}).status_code == 422
    assert client.post(url, given).status_code == 302
    fresh = Round.objects.of(world.id).get(pk=found.pk)
    assert (fresh.number, fresh.title, fresh.since, fresh.until) == (
        1,
        "Ноябрьская",
        date(2026, 11, 17),
        date(2026, 11, 28),
    )
    assert scope(world, fresh) == {"electro"}
    assert round_page(world.actor("deputy"), fresh).line.checkers == ("О.\u00a0Ю.\u00a0Практиков-А",)
    kept = Change.objects.of(world.id).get(action="inspection.change")
    assert (kept.before["parts"], kept.after["parts"]) == ([world.groups["ТЭ-11"].pk.hex], [electro.pk.hex])
    assert kept.after["checkers"] == [world.people["deputy_practice"].pk.hex] != kept.before["checkers"]
    refused = change_round(
        world.actor("deputy"), fresh, Draft("Ноябрьская", "Часы", date(2027, 9, 1), date(2027, 9, 9))
    )
    assert refused.code in ("no_term", "other_year")
    close_round(world.actor("deputy"), fresh, "Всё.")
    with pytest.raises(Refused):
        change_round(world.actor("deputy"), fresh, Draft("Ноябрьская", "Часы", SINCE, UNTIL))
    named = client.get(f"/inspection/new/?course={history.pk}&course=abc").content.decode()
    assert "История" in named
    assert f'value="{history.pk}" checked' in named


def test_pages_of_rounds(world):
    deputy = world.client("deputy")
    empty = deputy.post(
        "/inspection/new/", {"title": "", "aim": "Списки", "since": "2026-11-27", "until": "2026-11-16"}
    )
    shown = empty.content.decode()
    assert (empty.status_code, "Назовите проверку" in shown, "Последний день раньше первого" in shown) == (
        422,
        True,
        True,
    )
    given = {"title": "Декабрьская", "aim": "Часы", "since": "2026-12-16", "until": "2026-12-26",
             "group": str(world.groups["Э-21"].pk), "checker": str(world.people["deputy"].pk)}  # fmt: skip
    page = deputy.get(deputy.post("/inspection/new/", given).headers["Location"])
    assert "Журналы проверки" in page.content.decode()
    assert deputy.post(f"/inspection/plan/{world.year.pk}/").status_code == 302
    listed = world.client("department_head").get("/inspection/").content.decode()
    assert "Декабрьская" in listed


@pytest.mark.parametrize("count", [1, 5])
def test_a_round_costs_the_same_whatever_its_size(world, django_assert_num_queries, count):
    found, deputy = planned(world), world.actor("deputy")
    for number in range(count):
        lesson, student = world.lessons["closed"].pk, world.people["student"].pk
        written = Written(f"Замечание {number}", UNTIL, lesson=lesson, part="0", student=student, round=found.pk)
        write_remark(deputy, world.courses["electro"], written)
    with django_assert_num_queries(12):
        round_page(deputy, found)
