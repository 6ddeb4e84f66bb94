"""Извещение and the list of debtors agree with a count made here over raw rows, without the product's code (A9)."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.reports.asking import built, lines
from tests.reports.test_groups import MARKS, absences
from tests.reports.written import held, listed, written_world
from tests.worlds import TODAY
from zhurnal.journal.models import Entry, Work
from zhurnal.kernel.export import Total
from zhurnal.statements.models import Debt

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def names(world, people):
    return {f"{p.surname} {p.given}": p.pk for p in world.people.values() if p.pk in people}


def marks_by_hand(world, student, since, until):
    """discipline → [(mark, weight)] in the order of lessons, of works that were not struck out."""
    weights = {(w.lesson_id, w.slot): w.weight for w in Work.objects.of(world.id) if not w.removed}
    lessons = {one.pk: one for one in held(world, "Э-21") if since <= one.date <= until}
    cells = [c for c in Entry.objects.of(world.id) if c.student_id == student and c.lesson_id in lessons and c.slot]
    cells.sort(key=lambda c: (lessons[c.lesson_id].date, lessons[c.lesson_id].pair, c.slot))
    found = defaultdict(list)
    for cell in cells:
        if cell.value in MARKS:
            found[lessons[cell.lesson_id].course.discipline_id].append(
                (int(cell.value), weights[cell.lesson_id, abs(cell.slot)])
            )
    return found


def mean(marks):
    if not marks:
        return None
    return (Decimal(sum(m * w for m, w in marks)) / sum(w for _m, w in marks)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_a_notice_tells_each_family_the_marks_and_hours_of_its_own(world):
    first = built(world.actor("leader"), "notice", period="month:2026-10")
    slips = {table.title: table for table in (first, *first.more)}
    people = names(world, listed(world, "Э-21", OCTOBER[1]))
    assert set(slips) == set(people)
    lost = absences(world, "Э-21", *OCTOBER)
    told = 0
    for name, student in people.items():
        by_hand, rows = marks_by_hand(world, student, *OCTOBER), lines(slips[name])
        found = [[int(mark) for mark in row["marks"].split(", ")] for row in rows if row["marks"]]
        assert sorted(found) == sorted([mark for mark, _weight in own] for own in by_hand.values())
        assert sorted(row["mean"] for row in rows if row["mean"]) == sorted(mean(own) for own in by_hand.values())
        own = [(hours, kind) for s, hours, kind in lost if s == student]
        total = next((row for row in slips[name].rows if isinstance(row, Total)), None)
        if total is None:
            assert not own
            continue
        kinds = (("", "у", "б", "п", "н"), ("у", "б", "п"), ("н",), ("",))
        hours = [sum(h for h, k in own if k in which) or None for which in kinds]
        every = [pair for marks in by_hand.values() for pair in marks]
        assert list(total[2:]) == [mean(every), *hours], name
        told += sum(h for h, _k in own)
    assert told, "the world has absences in October"


def test_who_owes_how_much_stands_by_the_day(world):
    own = {"college": world.college, "term": world.term, "semester": 3, "level": "exam", "arisen": "unfit"}
    planted = (
        ("student", "electro", date(2026, 10, 1), date(2026, 11, 1), None),
        ("student", "module", date(2026, 10, 5), date(2026, 10, 20), None),
        ("adult", "electro", date(2026, 10, 1), date(2026, 11, 1), date(2026, 10, 15)),
        ("classmate", "electro", date(2026, 11, 10), date(2026, 12, 1), None),
    )
    for name, page, arisen, due, closed in planted:
        Debt.objects.create(
            **own, student=world.people[name], discipline=world.courses[page].discipline, arisen_on=arisen, due_on=due,
            closed_on=closed, ended="passed" if closed else "",
        )  # fmt: skip
    for day in (date(2026, 10, 10), date(2026, 10, 20), TODAY):
        standing = [row for row in planted if row[2] <= day and (row[4] is None or row[4] > day)]
        expected = {}
        for name in {row[0] for row in standing}:
            mine, person = [row for row in standing if row[0] == name], world.people[name]
            expected[f"{person.surname} {person.given} {person.patronymic}"] = (len(mine), min(row[3] for row in mine))
        found = {
            row["student"]: (row["count"], row["due"])
            for row in lines(built(world.actor("deputy"), "debtors", day=day))
        }
        assert found == expected, day
