"""The record of an earlier day: what stood that evening, from the record of changes (1.11 c; A8 «exact as of any date»; decision 25)."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.results.results import give
from tests.worlds import TODAY
from zhurnal.assessment.actions import Put, put_results
from zhurnal.assessment.queries.then import results_then
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.actions.record import record as write_down
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.commands import Command
from zhurnal.movement.models import Credit
from zhurnal.results.queries.record import load_record
from zhurnal.statements.models import Debt, DebtTry

DAY = date(2026, 11, 23)


def record(world, on=None, student="classmate"):
    return load_record(world.actor("deputy"), world.people[student], published=False, on=on)


def rows_of(page):
    return {row.index: row for section in page.sections for row in section.rows}


def marks_of(page, index):
    return [mark.text for cell in rows_of(page)[index].cells for mark in cell.marks]


def retaken(world, frozen_time, value="3", on="2026-10-15 12:00:00+03:00", level=Level.EXAM, index="ОУД.01"):
    """A document changes what stands in the second semester."""
    frozen_time.move_to(on)
    put = Put(
        world.people["classmate"].pk, world.disciplines[index].pk, world.spring.pk, 2, level, value, form="Э",
        group=world.groups["Э-21"].pk, ground="ведомость № 7",
    )  # fmt: skip
    put_results(world.actor("deputy"), [put], uuid4())
    frozen_time.move_to(f"{TODAY} 12:00:00+03:00")


def test_a_retake_of_a_later_day_leaves_the_two_and_its_debt(world, frozen_time):
    Debt.objects.create(
        college=world.college, student=world.people["classmate"], discipline=world.disciplines["ОУД.01"], term=world.spring,
        semester=2, level="exam", form="Э", arisen="unfit", arisen_on=date(2026, 6, 19), due_on=date(2027, 6, 19),
        closed_on=date(2026, 10, 15), ended="passed",
    )  # fmt: skip
    debt = Debt.objects.of(world.id).get()
    DebtTry.objects.create(
        college=world.college, debt=debt, number=1, planned_on=date(2026, 10, 15), outcome="passed", place="304"
    )
    retaken(world, frozen_time)
    for day, marks, diploma, owed in (
        (date(2026, 10, 14), ["4", "2"], "долг", [(date(2026, 10, 15), "неудовлетворительный результат, 19.06.2026")]),
        (date(2026, 10, 15), ["4", "3"], "3", []), (None, ["4", "3"], "3", []),
    ):  # fmt: skip
        page = record(world, day)
        assert marks_of(page, "ОУД.01") == marks, day
        assert rows_of(page)["ОУД.01"].diploma.text == diploma, day
        assert [(one.planned, one.told) for one in page.debts if one.index == "ОУД.01"] == owed, day


def test_results_of_every_moment_also_those_struck_out_and_put_again(world, frozen_time):
    """The same place is told of in three chains: each moment finds what stood at it, whichever discipline."""
    retaken(world, frozen_time, "3", "2026-10-05 12:00:00+03:00")
    retaken(world, frozen_time, "", "2026-10-10 12:00:00+03:00")
    retaken(world, frozen_time, "5", "2026-10-15 12:00:00+03:00")
    retaken(world, frozen_time, "5", "2026-10-12 12:00:00+03:00", index="ОУД.09")
    key = world.people["classmate"].pk

    def then(day):
        moment = datetime(2026, 10, day, 9, 0, tzinfo=UTC)
        found = {row.index: row.value for row in results_then(world.id, [key], moment) if row.semester == 2}
        return found.get("ОУД.01"), found["ОУД.09"]

    assert [then(day) for day in (4, 5, 6, 11, 13, 16)] == [
        ("2", "4"), ("2", "4"), ("3", "4"), (None, "4"), (None, "5"), ("5", "5"),
    ]  # fmt: skip


def test_what_was_set_later_was_not_there(world, frozen_time):
    """A first value without a trace, of the archive, as well: by its moment."""
    late = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    give(world, "classmate", world.disciplines["МДК.06.01"], world.term, 3, "exam", "ДЗ", "4", set_at=late)
    assert marks_of(record(world), "МДК.06.01") == ["3", "4"]
    assert marks_of(record(world, DAY), "МДК.06.01") == ["3"]


def test_the_term_of_the_day_its_average_and_hours(world, frozen_time):
    lesson = world.lessons["yesterday"]
    Entry.objects.of(world.id).filter(student=world.people["classmate"]).delete()
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)

    def write(*rows):
        commands = [
            Command(uuid4(), do, lesson.id, version, value, *place, **({"reason": "ошибка"} if version else {}))
            for do, version, value, place in rows
        ]  # fmt: skip
        outcomes = write_down(world.actor("teacher"), page, commands)[0]
        assert {one.state for one in outcomes} == {"saved"}, outcomes

    who = world.people["classmate"].id
    frozen_time.move_to(f"{DAY} 12:00:00+03:00")
    write(("work", 0, {"kind": "oral", "title": ""}, (None, 0)), ("entry", 0, "3", (who, 1)))
    frozen_time.move_to(f"{TODAY} 12:00:00+03:00")
    write(("entry", 1, "5", (who, 1)))
    then, now = record(world, DAY), record(world)
    assert (then.present.mean, now.present.mean) == ("3,00", "5,00")
    assert (rows_of(then)["ОП.02"].cells[2].average, rows_of(now)["ОП.02"].cells[2].average) == ("3,00", "5,00")
    assert record(world, date(2026, 11, 22)).present.disciplines == 0
    spring = record(world, date(2026, 3, 1))
    assert (spring.present, spring.past) == (None, True)  # his stay in this group had not begun


def test_where_he_studied_on_the_day(world):
    assert record(world, date(2026, 11, 1), "left").studies is True
    assert record(world, date(2026, 11, 10), "left").studies is False
    first = Membership.objects.of(world.id).get(student=world.people["classmate"].pk).entered
    before = record(world, first.replace(year=first.year - 1))
    assert (before.group, before.moved) == (None, ())


def test_re_credits_by_the_moment_of_making_and_undoing(world):
    own = {"college": world.college, "student": world.people["classmate"], "result": "5", "document": "справка № 317"}
    Credit.objects.create(
        **own, discipline="История", made_at="2026-10-15T09:00:00+00:00", undone_at="2026-11-20T09:00:00+00:00"
    )
    Credit.objects.create(**own, discipline="Химия", made_at="2026-11-24T05:00:00+00:00")
    told = {
        day: [one.discipline for one in record(world, day).credits]
        for day in (date(2026, 10, 14), date(2026, 11, 1), DAY, None)
    }
    assert told == {date(2026, 10, 14): [], date(2026, 11, 1): ["История"], DAY: [], None: ["Химия"]}


def test_pages_and_papers_of_the_day(world, frozen_time):
    retaken(world, frozen_time, "3", "2026-11-24 09:00:00+03:00")
    own = world.people["classmate"].pk
    deputy = world.client("deputy")
    page = deputy.get(f"/results/students/{own}/?day={DAY}").content.decode()
    assert "Как было в конце дня 23.11.2026." in page
    assert f"/results/students/{own}/extract/?day={DAY}" in page
    then, now = (deputy.get(f"/results/students/{own}/extract/{day}").content.decode() for day in (f"?day={DAY}", ""))
    assert ("23.11.2026" in then, "Русский язык (Э)" in then) == (True, False)  # «2» does not go on paper
    assert "Русский язык (Э)" in now
    paper = deputy.get(f"/results/students/{own}/certificate/?day={DAY}").content.decode()
    assert "по состоянию на 23.11.2026" in paper
    sent = deputy.post(f"/results/students/{own}/extract/file/", {"format": "xlsx", "day": f"{DAY}"})
    content = b"".join(sent.streaming_content) if sent.streaming else sent.content
    told = " ".join(str(cell) for row in load_workbook(BytesIO(content)).active.values for cell in row)
    assert ("Результаты на 23.11.2026" in told, "Русский язык (Э)" in told) == (True, False)
    for said in ("2030-01-01", "вчера", str(TODAY)):  # of the future, unreadable, today: today's
        assert "Как было в конце дня" not in deputy.get(f"/results/students/{own}/?day={said}").content.decode()
    family = world.client("classmate").get(f"/results/own/{own}/?day={DAY}").content.decode()
    assert "Как было в конце дня" not in family


def test_a_past_day_costs_a_constant_number_of_statements(world, frozen_time):
    actor, student = world.actor("deputy"), world.people["classmate"]
    counts = []
    for late in (("ОУД.01",), ("ОУД.09", "МДК.06.01", "ОУД.01")):
        for index in late:
            retaken(world, frozen_time, "3", f"{TODAY} 04:00:00+03:00", index=index)
        with CaptureQueriesContext(connection) as caught:
            load_record(actor, student, published=False, on=DAY)
        counts.append(len(caught))
    assert counts[0] == counts[1]
