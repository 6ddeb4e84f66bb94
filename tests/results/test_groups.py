"""The summary of a group, marks for diplomas, derived lists."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.conftest import body_of
from tests.results.results import give, with_results
from tests.worlds import make_college
from zhurnal.assessment.rules.indicators import percent
from zhurnal.curriculum.models import Membership
from zhurnal.kernel.export import Total
from zhurnal.kernel.models import Change
from zhurnal.registers.models import RegisterValue
from zhurnal.results.queries.diploma import load_diplomas
from zhurnal.results.queries.lists import LISTS, Filters, derived_list, list_table
from zhurnal.results.queries.summary import Asked, load_summary
from zhurnal.results.queries.summary_table import figures_of, notes, summary_table


def summary(world, asked=None, who="deputy"):
    group = world.groups["Э-21"]
    return load_summary(world.actor(who), group, asked or Asked(semester=2))


def test_students_and_disciplines_with_totals(world):
    """Ten on the list: one with fives, one with a «2», seven with 4, 4, 3, 5; the newcomer has no results."""
    page = summary(world)
    assert [head.index for head in page.heads] == ["МДК.06.01", "ОУД.01", "ОУД.09", "УП.06.01"]
    lines = {line.id: line for line in page.lines}
    best, worst = lines[world.people["student"].pk], lines[world.people["classmate"].pk]
    assert (best.mean_words, best.words, best.counts) == ("5,00", "отличник", (4, 0, 0, 0, 0))
    assert ([cell.text for cell in worst.cells], worst.mean_words, worst.words) == (
        ["3", "2", "4", "5"], "3,50", "неуспевающий",
    )  # fmt: skip
    assert lines[world.people["newcomer"].pk].words == "нет итогов"
    russian = dict(figures_of(page.heads[1], world.actor("deputy").parameters))
    # 1 five, 7 fours, 1 two of 9
    assert (russian["Успеваемость, %"], russian["Качество, %"], russian["Средний балл"]) == ("88,9", "88,9", "3,89")
    assert russian["СОУ, %"] == "62,7"  # (100 + 7·64 + 16) / 9 = 62,666…
    assert (percent(page.figures.absolute), percent(page.figures.quality)) == ("88,9", "11,1")
    assert "абсолютная успеваемость 88,9 %, качественная 11,1 %" in notes(world.actor("deputy").parameters, page)[0]


def test_a_module_that_is_not_mastered_is_a_debt_whatever_its_mark(world):
    """Of the two who were examined one has mastered it: half is done and good, though both have good marks."""
    module, before = world.disciplines["ПМ.06.ЭК"], summary(world).figures
    give(world, "student", module, world.spring, 2, "module", "ЭМ", "4", mastery="не освоен")
    give(world, "adult", module, world.spring, 2, "module", "ЭМ", "5", mastery="освоен")
    page = summary(world)
    head = next(head for head in page.heads if head.index == "ПМ.06.ЭК")
    assert (percent(head.tally.absolute), percent(head.tally.quality), head.tally.of("4")) == ("50,0", "50,0", 1)
    line = next(line for line in page.lines if line.id == world.people["student"].pk)
    cell = line.cells[page.heads.index(head)]
    assert (line.words, cell.text, cell.tone, cell.note) == ("неуспевающий", "4", "fail", "не освоен")
    assert (percent(before.absolute), percent(page.figures.absolute), percent(page.figures.quality)) == (
        "88,9", "77,8", "0,0",
    )  # fmt: skip
    rows = {row[1]: row for row in summary_table(world.actor("deputy"), page).rows if not isinstance(row, Total)}
    assert "4, не освоен" in rows[line.name]  # a file explains it as the page does
    ended = Filters(term=world.spring.pk)
    (two,) = (row for row in derived_list(world.actor("deputy"), "one-two", ended).lines if row.student == line.id)
    assert two.facts[:2] == (f"ПМ.06.ЭК {module.name}", "4, не освоен")  # one result parts him from those who manage
    assert line.id not in {row.student for row in derived_list(world.actor("deputy"), "one-four", ended).lines}
    stipend = derived_list(world.actor("deputy"), "stipend", ended)
    assert next(row for row in stipend.others if row.student == line.id).facts[0] == "неуспевающий"
    url = f"/results/groups/{world.groups['Э-21'].pk}/?term=semester%3D2"
    assert "не освоен" in world.client("deputy").get(url).content.decode()


def test_a_year_takes_the_later_semester(world):
    page = summary(world, Asked(year=1))
    assert (page.title, [head.index for head in page.heads]) == (
        "1 курс, год", ["МДК.06.01", "ОУД.01", "ОУД.09", "УП.06.01"],
    )  # fmt: skip
    best = next(line for line in page.lines if line.id == world.people["student"].pk)
    assert [cell.text for cell in best.cells] == ["5"] * 4


def test_the_list_is_that_of_the_day(world):
    before = summary(world, Asked(semester=2, day=date(2026, 11, 9)))
    after = summary(world, Asked(semester=2, day=date(2026, 11, 10)))
    names = [{line.id for line in page.lines} for page in (before, after)]
    assert names[0] - names[1] == {world.people["left"].pk}


def test_the_term_under_way_shows_averages_that_are_not_marks(world):
    page = summary(world, Asked())
    assert (page.semester, page.settled, page.figures.students) == (3, True, 0)
    assert percent(page.figures.absolute) == "–"
    assert [choice.query for choice in page.choices if choice.current] == ["semester=3"]


def test_the_table_has_a_row_for_each_and_figures_below(world):
    actor = world.actor("deputy")
    table = summary_table(actor, summary(world))
    rows = list(table.rows)
    assert len(rows) == 10 + 10
    assert all(len(row) == len(table.columns) for row in rows)


def test_marks_for_the_diploma(world):
    page = load_diplomas(world.actor("deputy"), world.groups["Э-21"])
    lines = {line.id: line for line in page.lines}
    heads = [index for index, _name in page.heads]
    best = lines[world.people["student"].pk]
    assert heads == ["ОУД.01", "ОУД.09", "ОП.02", "МДК.06.01", "УП.06.01", "ПМ.06.ЭК"]
    assert ([cell.text for cell in best.cells], best.now) == (["5", "5", "", "", "5", ""], "100,0")
    worst = lines[world.people["classmate"].pk]
    assert (worst.cells[0].text, worst.honours.spoiled) == ("долг", "есть долг")


def test_stipend_goes_to_those_who_study_at_the_states_cost_without_threes(world):
    for name, funding in (("student", "budget"), ("adult", "budget"), ("classmate", "budget"), ("student0", "paid")):
        RegisterValue.objects.create(
            college=world.college, person=world.people[name], field="funding", value=funding,
            changed_at="2026-09-01T09:00:00+00:00",
        )  # fmt: skip
    found = derived_list(world.actor("deputy"), "stipend", Filters())
    assert [line.student for line in found.lines] == [world.people["student"].pk]
    why = {line.student: line.facts[-1] for line in found.others}
    expected = {"adult": "есть «3»", "classmate": "есть долг", "student0": "учится по договору",
                "student1": "не указана основа обучения", "sister": "не указана форма обучения"}  # fmt: skip
    assert {name: why[world.people[name].pk] for name in expected} == expected
    assert "Выплата с 01.07.2026" in found.note


def test_who_lacks_one_mark(world):
    actor = world.actor("deputy")
    threes = derived_list(actor, "one-three", Filters())
    assert {line.student for line in threes.lines} == {
        world.people[n].pk for n in ("adult", *(f"student{i}" for i in range(6)))
    }
    assert {line.facts[0] for line in threes.lines} == {"МДК.06.01 Технология работ"}
    (two,) = derived_list(actor, "one-two", Filters()).lines
    assert (two.student, two.facts[1]) == (world.people["classmate"].pk, "2")
    assert derived_list(actor, "one-four", Filters()).lines == ()


def test_honours_are_for_the_last_courses(world):
    actor = world.actor("deputy")
    found = derived_list(actor, "honours", Filters())
    assert [line.student for line in found.lines] == [world.people["student"].pk]
    assert found.lines[0].facts[:4] == ("100,0", "3 из 3", "100,0", "3")


def test_lists_are_cut_to_ones_groups(world):
    assert derived_list(world.actor("other_head"), "one-three", Filters()).lines == ()
    assert len(derived_list(world.actor("leader"), "one-three", Filters()).lines) == 7
    foreign = Filters(group=world.groups["ТЭ-11"].pk)
    assert len(derived_list(world.actor("leader"), "one-three", foreign).lines) == 7  # not his: not asked


def test_files_are_written_down(world):
    group = world.groups["Э-21"].pk
    deputy = world.client("deputy")
    answers = [
        deputy.post(f"/results/groups/{group}/file/", {"semester": "2", "format": "csv"}),
        deputy.post(f"/results/groups/{group}/diploma/file/", {"format": "xlsx"}),
        *(deputy.post(f"/results/lists/{slug}/file/", {"format": "csv"}) for slug in LISTS),
    ]
    assert [answer.status_code for answer in answers] == [200] * 7
    bodies = [body_of(answer) for answer in answers]
    assert "неуспевающий" in bodies[0].decode("utf-8-sig")
    assert Change.objects.of(world.id).filter(action="results.group.export").count() == 7


@pytest.mark.parametrize(
    "query", ["", "?term=semester%3D2", "?term=year%3D1", "?semester=99&day=завтра", "?day=2020-01-01"]
)
def test_pages_open_whatever_is_asked(world, query):
    group, client = world.groups["Э-21"].pk, world.client("leader")
    assert client.get(f"/results/groups/{group}/{query}").status_code == 200


def test_pages_open(world):
    client = world.client("leader")
    for address in (
        "/results/",
        f"/results/groups/{world.groups['Э-21'].pk}/diploma/",
        *(f"/results/lists/{slug}/" for slug in LISTS),
    ):
        assert client.get(address).status_code == 200
    assert client.get("/results/lists/nothing/").status_code == 404
    assert world.client("student").get("/results/own/").status_code == 302
    assert world.client("ex_parent").get("/results/own/").status_code == 200


def test_everything_is_asked_in_the_same_number_of_statements(frozen_time, db):
    counts = []
    for code, canary, size in (("vek", "А", 1), ("pml", "Б", 6)):
        world = with_results(make_college(code, canary, size))
        actor, group = world.actor("deputy"), world.groups["Э-21"]
        own = []
        for ask in (
            lambda: load_summary(actor, group, Asked()),  # noqa: B023
            lambda: load_diplomas(actor, group),  # noqa: B023
            *(lambda slug=slug: list_table(actor, derived_list(actor, slug, Filters())) for slug in LISTS),  # noqa: B023
        ):
            with CaptureQueriesContext(connection) as caught:
                ask()
            own.append(len(caught))
        counts.append(own)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 16


def test_who_came_by_transfer_is_not_on_a_list_of_earlier_days(world):
    rows = Membership.objects.of(world.id).filter(student=world.people["newcomer"].pk)
    assert rows.get().entered == date(2026, 10, 14)
    early = summary(world, Asked(semester=2, day=date(2026, 10, 13)))
    assert world.people["newcomer"].pk not in {line.id for line in early.lines}
    give(world, "newcomer", world.disciplines["ОУД.01"], world.spring, 2, "exam", "Э", "5", source="credit")
    assert next(line for line in summary(world).lines if line.id == world.people["newcomer"].pk).mean_words == "5,00"
