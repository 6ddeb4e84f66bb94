"""Corrections of hours (A5.9): by order, counted in the ledger and the forms, undone with a trace."""

import json
import re
from datetime import date, timedelta
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.reports.asking import built, lines
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, HoursCorrection
from zhurnal.kernel.models import Change
from zhurnal.oversight.queries.hours import load_group
from zhurnal.oversight.queries.own_hours import load_own

YESTERDAY = TODAY - timedelta(days=1)
ORDER = {"number": "41-у", "order_dated": "2026-11-20", "ground": "занятие на предприятии"}


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def page(world):
    return f"/hours/{world.groups['Э-21'].pk}/corrections/"


def write(world, kind, hours, who="dispatcher", course="electro", **more):
    body = {"kind": kind, "course": str(world.courses[course].pk), "hours": str(hours), **ORDER}
    if kind == "given":
        body |= {"day": YESTERDAY.isoformat(), "teacher": str(world.people["teacher"].pk)}
    return world.client(who).post(page(world), body | more)


def electro(world):
    found = load_group(world.actor("deputy"), world.groups["Э-21"])
    return next(line for line in found.lines if line.course == world.courses["electro"].pk).hours


def november(world, slug):
    return built(world.actor("deputy"), slug, month="2026-11")


def test_a_corrected_plan_makes_no_false_debt(world):
    before = electro(world)
    assert write(world, "plan", -82).status_code == 302
    after = electro(world)
    assert (before.plan, after.plan, after.corrected) == (96, 14, -82)
    assert (before.gap, after.gap, after.outcome) == (82, 0, 0)
    said = world.client("department_head").get(f"/hours/{world.groups['Э-21'].pk}/").content.decode()
    assert "поправка −82" in said


def test_hours_by_order_are_given_in_the_ledger_and_in_both_forms(world):
    before = electro(world).given
    assert write(world, "given", 4).status_code == 302
    assert electro(world).given - before == 4
    form2 = november(world, "form2")
    (line,) = [row for row in lines(form2) if row["teacher"].startswith("Кравцова")]
    assert (line[f"d{YESTERDAY.day}"], line["total"]) == (4, 4)
    note = "занятие на предприятии"
    assert any(
        "Поправка +4" in words and "приказ № 41-у от 20.11.2026" in words and note in words for words in form2.notes
    )
    form3 = november(world, "form3")
    assert [row["m11"] for row in lines(form3) if row["teacher"].startswith("Кравцова") and row["m11"]] == [4]
    assert any("Поправка +4" in words for words in form3.notes)


def test_a_corrected_plan_stands_in_the_form_of_the_year_and_in_the_load(world):
    def plans():
        rows = lines(november(world, "form3"))
        return sum(row["plan"] or 0 for row in rows if "Электротехника" in row["discipline"])

    def load():
        return {row["teacher"]: row["planned"] for row in lines(november(world, "load"))}

    plan, planned = plans(), load()
    write(world, "plan", 6)
    assert plans() == plan + 6
    assert [load()[name] - number for name, number in planned.items() if load()[name] != number] == [6]
    assert any("план; приказ № 41-у" in words for words in november(world, "form3").notes)


def test_hours_in_anothers_place_stand_in_the_sheet_of_substitutions(world):
    ill = world.people["other_teacher"]
    assert write(world, "given", 2, instead_of=str(ill.pk)).status_code == 302
    (row,) = [row for row in lines(november(world, "substitutions")) if row["mode"] == "поправка по приказу"]
    assert (row["pair"], row["hours"], row["given"]) == (None, 2, True)
    assert row["absent"].startswith("Лосев")
    assert row["substitute"].startswith("Кравцова")
    assert "приказ № 41-у от 20.11.2026: занятие на предприятии" in row["reason"]
    form2 = lines(november(world, "form2"))
    assert [row["stood_in"] for row in form2 if row["teacher"].startswith("Кравцова")] == [2]
    by_discipline = lines(november(world, "substituted"))
    assert [
        (row["substituted"], row["substituted_hours"]) for row in by_discipline if "Электро" in row["discipline"]
    ] == [(1, 4)]


def test_an_undone_one_counts_nowhere_and_stays_with_its_reason(world):
    before = electro(world)
    write(world, "given", 4)
    row = HoursCorrection.objects.of(world.id).get()
    undo = f"/hours/corrections/{row.pk}/undo/"
    refused = world.client("deputy").post(undo, {"why": "  "})
    assert (refused.status_code, "Напишите, почему поправка отменяется" in refused.content.decode()) == (422, True)
    assert world.client("deputy").post(undo, {"why": "приказ отменён"}).status_code == 302
    assert electro(world) == before
    assert not [row for row in lines(november(world, "form2")) if row["teacher"].startswith("Кравцова")]
    row = HoursCorrection.objects.of(world.id).get()
    assert (row.hours, row.undone_why, row.undone_by_id) == (4, "приказ отменён", world.people["deputy"].pk)
    said = world.client("director").get(page(world)).content.decode()
    assert "приказ отменён" in said
    assert "<s>+4" in said
    again = world.client("deputy").post(undo, {"why": "ещё раз"})
    assert (again.status_code, "уже отменена" in again.content.decode()) == (422, True)
    told = Change.objects.of(world.id).filter(target=f"correction:{row.pk.hex}").order_by("seq")
    assert [(one.action, one.reason) for one in told] == [
        ("oversight.correction.record", "занятие на предприятии"), ("oversight.correction.undo", "приказ отменён"),
    ]  # fmt: skip


def test_a_refused_undo_shows_the_term_of_the_correction_and_every_way_on_from_it_works(world, frozen_time):
    """The page stands under the address of the undo, which takes nothing but the undo."""
    write(world, "plan", 4)
    row = HoursCorrection.objects.of(world.id).get()
    Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 11), ends=date(2027, 6, 28)
    )
    frozen_time.move_to("2027-02-01 12:00:00+03:00")
    client = world.client("dispatcher")
    refused = client.post(f"/hours/corrections/{row.pk}/undo/", {"why": "  "})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "1 семестр 2026/27, 1\u00a0поправка действует" in said
    assert "<details open>" in said
    main = said[said.index("<main") : said.index("</main>")]
    assert re.findall(r'method="post"(?: action="([^"]*)")?', main) == [
        f"/hours/corrections/{row.pk}/undo/", f"{page(world)}?term=1", f"{page(world)}?term=1",
    ]  # fmt: skip
    switch = re.findall(r'class="switch__option" href="([^"]*)"', main)
    assert [client.get(urljoin(f"/hours/corrections/{row.pk}/undo/", to)).status_code for to in switch] == [200, 200]
    body = {"kind": "plan", "course": str(world.courses["electro"].pk), "hours": "2", **ORDER}
    assert client.post(f"{page(world)}?term=1", body).headers["Location"] == f"{page(world)}?term=1"


def test_the_terms_are_asked_once_a_page(world):
    def asked(do):
        with CaptureQueriesContext(connection) as sent:
            do()
        return sum('FROM "academic_year_term"' in one["sql"] for one in sent)

    client = world.client("dispatcher")
    assert asked(lambda: client.get(page(world))) == 1
    assert asked(lambda: client.post(page(world), {"kind": "plan"})) == 1


@pytest.mark.parametrize(
    ("kind", "hours", "more", "words"),
    [
        ("plan", -97, {}, "План семестра сейчас 96 ч"),
        ("plan", 0, {}, "Ноль часов ничего не поправит"),
        ("plan", "много", {}, "Напишите целое число часов"),
        ("plan", 4, {"number": ""}, "Напишите номер приказа"),
        ("plan", 4, {"ground": ""}, "Напишите, почему часы поправлены"),
        ("plan", 4, {"order_dated": "2026-11-25"}, "Приказ датирован завтрашним днём"),
        ("given", -2, {}, "стоит 0 ч: снять можно не больше"),
        ("given", 2, {"day": "2026-11-25"}, "Этот день не в семестре"),
        ("given", 2, {"day": "2026-08-31"}, "Этот день не в семестре"),
        ("given", 2, {"day": ""}, "Укажите день"),
        ("given", 2, {"teacher": ""}, "Выберите, кому записать часы"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_written(world, kind, hours, more, words):
    answer = write(world, kind, hours, **more)
    assert (answer.status_code, HoursCorrection.objects.of(world.id).count()) == (422, 0)
    assert words in answer.content.decode().replace("\u00a0", " ")


def test_nobody_stands_in_for_himself(world):
    answer = write(world, "given", 2, instead_of=str(world.people["teacher"].pk))
    assert (answer.status_code, "не замещает сам себя" in answer.content.decode()) == (422, True)


def test_hours_are_taken_off_as_many_as_were_given(world):
    write(world, "given", 2)
    assert write(world, "given", -2).status_code == 302
    assert write(world, "given", -1).status_code == 422
    plus = HoursCorrection.objects.of(world.id).get(hours=2)
    refused = world.client("deputy").post(f"/hours/corrections/{plus.pk}/undo/", {"why": "слово"})
    assert (refused.status_code, "снять можно не больше" in refused.content.decode()) == (422, True)


def test_a_closed_term_is_not_corrected(world):
    write(world, "plan", 4)
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(frozen_at=worlds.RECORDED)
    assert "Такого журнала у группы сейчас нет" in write(world, "plan", 2).content.decode()
    row = HoursCorrection.objects.of(world.id).get()
    refused = world.client("deputy").post(f"/hours/corrections/{row.pk}/undo/", {"why": "слово"})
    assert (refused.status_code, "закрыт" in refused.content.decode()) == (422, True)
    assert electro(world).plan == 100


def test_a_report_of_an_earlier_day_knows_only_what_was_ordered_by_then(world):
    write(world, "plan", 4)
    then = built(world.actor("deputy"), "teacher-term", day="2026-11-19", term=f"{world.term.pk}")
    now = built(world.actor("deputy"), "teacher-term", term=f"{world.term.pk}")
    plans = [next(row["plan"] for row in lines(table) if "Электро" in row["discipline"]) for table in (then, now)]
    assert plans == [96, 100]


def test_the_teacher_sees_what_was_corrected_in_his_hours(world):
    write(world, "given", 2)
    write(world, "given", 6, course="module", teacher=str(world.people["other_teacher"].pk))
    seen = load_own(world.actor("teacher"))
    assert [(row.hours, row.day) for row in seen.corrected] == [(2, YESTERDAY)]
    assert seen.sums.total == 2
    assert "занятие на предприятии" in world.client("teacher").get("/my-hours/").content.decode()


def test_the_journal_of_another_group_is_not_corrected_from_here(world):
    answer = write(world, "plan", 4, course="history")
    assert (answer.status_code, HoursCorrection.objects.of(world.id).count()) == (422, 0)


def test_on_the_page_the_office_reads_what_it_wrote(world):
    write(world, "given", 2, instead_of=str(world.people["other_teacher"].pk))
    said = world.client("dispatcher").get(page(world)).content.decode()
    assert "приказ №&nbsp;41-у от" in said
    assert "вместо П. И. Лосев" in said.replace("\u00a0", " ")
    assert "Поправить план" in said
    assert "Поправить план" not in world.client("director").get(page(world)).content.decode()
    assert date(2026, 11, 20) == HoursCorrection.objects.of(world.id).get().order_dated


def test_the_journal_shows_the_plan_with_corrections_and_how_much_they_are(world):
    course, lesson = world.courses["electro"], world.lessons["yesterday"]
    assert write(world, "plan", 4).status_code == 302
    assert write(world, "plan", -6).status_code == 302
    for who in ("teacher", "deputy"):
        client = world.client(who)
        heading = shown_in(client.get(f"/journals/{course.pk}/"), "journal-data")["course"]
        assert (heading["hours"], heading["corrected"]) == (94, -2)
        hours = shown_in(client.get(f"/lessons/{lesson.pk}/"), "lesson-data")["hours"]
        assert (hours["planned"], hours["corrected"]) == (94, -2)
        rows = client.get("/journals/").content.decode()
        assert "из 94" in rows
        assert "План с поправкой по приказу: −2 ч" in rows
    undone = HoursCorrection.objects.of(world.id).get(hours=-6)
    world.client("dispatcher").post(f"/hours/corrections/{undone.pk}/undo/", {"why": "ошибка"})
    assert shown_in(world.client("teacher").get(f"/journals/{course.pk}/"), "journal-data")["course"]["hours"] == 100


def shown_in(answer, where):
    return json.loads(re.search(rf'id="{where}"[^>]*>(.*?)</script>', answer.content.decode(), re.DOTALL)[1])
