"""A report of a past day tells what stood then: results, running averages, debts with their tries; in summer of the year that has ended."""

from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.reports.asking import asked, built, lines
from tests.reports.written import written_world
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.journal.models import Entry, Work
from zhurnal.kernel.refusal import Refusal
from zhurnal.registers.models import FormerValue, RegisterValue
from zhurnal.registers.rules.fields import FUNDING
from zhurnal.reports.catalogue.summary import summary_of
from zhurnal.reports.rules.monitoring import WORDS
from zhurnal.reports.rules.periods import Span
from zhurnal.results.queries.lists import Filters, derived_list
from zhurnal.statements.actions.debts import Retake, pause_debt, plan_retake
from zhurnal.statements.models import Debt, DebtTry
from zhurnal.statements.rules import debts
from zhurnal.statements.rules.kinds import Pause

EARLY = date(2026, 9, 24)
DAY, LATER = date(2026, 10, 20), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def average(world, name, until):
    """The mean over disciplines of the weighted marks of lessons up to a day, from the cells."""
    weights = {(row.lesson_id, row.slot): row.weight for row in Work.objects.of(world.id).filter(removed=False)}
    points = defaultdict(list)
    cells = Entry.objects.of(world.id).filter(student=world.people[name], lesson__date__lte=until).exclude(slot=0)
    for cell in cells.select_related("course"):
        points[cell.course.discipline_id].append((int(cell.value), weights[cell.lesson_id, abs(cell.slot)]))
    means = [Decimal(sum(m * w for m, w in own)) / sum(w for _m, w in own) for own in points.values()]
    return (sum(means) / len(means)).quantize(Decimal("0.01"), ROUND_HALF_UP) if means else None


def test_what_was_set_after_the_day_is_not_told_of_it(world):
    Result.objects.of(world.id).filter(term=world.term).update(set_at=LATER)
    Result.objects.of(world.id).filter(term=world.term, student=world.people["classmate"]).update(
        set_at=datetime(2026, 10, 20, 18, 0, tzinfo=UTC)  # on the day itself, by the college's clock
    )
    told = {row["student"].split("-")[0]: row["mean"] for row in lines(built(world.actor("leader"), "leader", day=DAY))}
    assert {name for name, mean in told.items() if mean} <= {"Удальцов"}
    shelf = next(iter(lines(built(world.actor("department_head"), "department", day=DAY))))
    assert sum(shelf[key] or 0 for key in ("excellent", "good", "passing", "failing")) <= 1
    for until, known in ((DAY, False), (LATER.date(), True)):
        sheet = summary_of(world.actor("leader"), asked(world.id, DAY, Span.TERM, until, group=world.groups["Э-21"].pk))
        own = [sum(line.counts) for line in sheet.lines if not line.name.startswith("Удальцов")]
        assert any(own) is known


def test_running_averages_are_those_of_the_day(world):
    for until in (EARLY, TODAY):
        found = {row["student"]: row["now"] for row in lines(built(world.actor("leader"), "leader", day=until))}
        for name in ("student", "adult"):
            person = world.people[name]
            assert found[f"{person.surname} {person.given}"] == average(world, name, until), (name, until)
    assert average(world, "adult", EARLY) != average(world, "adult", TODAY)


def test_a_debt_stands_as_it_stood(world):
    debt = Debt.objects.create(
        college=world.college, student=world.people["student"], discipline=world.courses["electro"].discipline,
        term=world.term, semester=3, level="exam", arisen="unfit", arisen_on=date(2026, 10, 1), due_on=date(2026, 11, 1),
        closed_on=date(2026, 11, 12), ended="passed",
    )  # fmt: skip
    own = {"college": world.college, "debt": debt}
    DebtTry.objects.create(**own, number=1, planned_on=date(2026, 10, 25), outcome="failed")
    DebtTry.objects.create(**own, number=2, planned_on=date(2026, 11, 12), outcome="passed")
    stages = {}
    for day in (DAY, date(2026, 11, 5)):
        (row,) = lines(built(world.actor("deputy"), "debts", day=day))
        stages[day] = (row["stage"], row["first"], row["second"])
    first, second = date(2026, 10, 25), date(2026, 11, 12)
    assert stages == {
        DAY: ("пересдача назначена", first, None), date(2026, 11, 5): ("пересдача назначена", first, second),
    }  # fmt: skip


def test_a_debt_of_a_past_day_knows_neither_a_later_term_nor_a_later_try(world, frozen_time):
    frozen_time.move_to("2026-10-20 12:00:00+03:00")
    debt = Debt.objects.create(
        college=world.college, student=world.people["student"], discipline=world.courses["electro"].discipline,
        term=world.term, semester=3, level="exam", form="Э", arisen="unfit", arisen_on=date(2026, 10, 1), due_on=date(2026, 11, 1),
    )  # fmt: skip
    frozen_time.move_to("2026-10-26 12:00:00+03:00")
    head = world.actor("department_head")
    assert pause_debt(head, debt, Pause.ILLNESS, date(2026, 10, 5), date(2026, 10, 14), "справка 12") is None
    frozen_time.move_to("2026-10-28 12:00:00+03:00")
    examiners = {world.people["teacher"].pk: "examiner"}
    planned = plan_retake(world.actor("department_head"), [debt], Retake(date(2026, 11, 2), "201", examiners))
    assert not isinstance(planned, Refusal), planned
    frozen_time.move_to("2026-11-24 10:42:00+03:00")
    later = debts.due(date(2026, 10, 1), [debts.Away(date(2026, 10, 5), date(2026, 10, 14))])
    expected = {22: (date(2026, 11, 1), None), 26: (later, None), 28: (later, date(2026, 11, 2))}
    for number, (due, first) in expected.items():
        table = built(world.actor("deputy"), "debts", day=date(2026, 10, number))
        (row,) = lines(table)
        assert (row["due_on"], row["first"]) == (due, first), number
        assert "какими они были" in table.notes[0]


def test_in_summer_the_stipend_is_of_the_groups_of_the_year_that_has_ended(world, frozen_time):
    frozen_time.move_to("2027-07-10 12:00:00+03:00")
    found = derived_list(world.actor("deputy"), "stipend", Filters())
    assert {line.group for line in (*found.lines, *found.others)} == {"Э-21", "ТЭ-11"}


def test_a_stipend_of_a_past_day_is_barred_by_the_debts_of_that_day(world):
    """A debt that was settled since barred then, and one that came later did not."""
    past = Term.objects.of(world.id).get(year__name="2025/26")
    Result.objects.of(world.id).delete()
    own = {"college": world.college, "discipline": world.courses["electro"].discipline}
    for who, arisen, closed in (("student", date(2026, 9, 10), date(2026, 11, 1)), ("adult", date(2026, 11, 10), None)):
        person = world.people[who]
        Result.objects.create(**own, student=person, term=past, semester=2, level="exam", value="5", set_at=LATER)
        for field, value in (("funding", "budget"), ("study_form", "full")):
            RegisterValue.objects.create(
                college=world.college, person=person, field=field, value=value, changed_at=LATER
            )
        Debt.objects.create(
            **own, student=person, term=world.term, semester=3, level="exam", arisen="unfit", arisen_on=arisen,
            due_on=date(2026, 12, 1), closed_on=closed, ended="passed" if closed else "",
        )  # fmt: skip
    late = Result(
        **own, student=world.people["adult"], term=world.term, semester=3, level="exam", value="2", set_at=LATER
    )
    Result.objects.bulk_create([late])
    for day, given in ((DAY, "adult"), (None, "student")):
        table = built(world.actor("deputy"), "stipend", period=f"term:{past.pk.hex}", **({"day": day} if day else {}))
        names = [row["name"] for row in lines(table) if not row["c2"]]  # a «2» of the later debt bars from its day
        assert names == [f"{world.people[given].surname} {world.people[given].given}"], day
        assert any("долги – на этот день" in note for note in table.notes) is bool(day)


def test_the_basis_of_study_is_that_of_the_day(world):
    """Who paid on the day has no stipend of it, though the budget pays him today; the builder shelves him so (A5.11)."""
    past = Term.objects.of(world.id).get(year__name="2025/26")
    Result.objects.of(world.id).delete()
    person, moved = world.people["adult"], date(2026, 11, 1)
    own = {"college": world.college, "person": person}
    RegisterValue.objects.create(**own, field="study_form", value="full", changed_at=LATER)
    RegisterValue.objects.create(**own, field="funding", value="budget", changed_at=LATER)
    FormerValue.objects.create(**own, field="funding", value="paid", until=moved)
    FormerValue.objects.create(**own, field="funding", value="budget", until=date(2026, 9, 20))
    Result.objects.create(
        college=world.college, discipline=world.courses["electro"].discipline, student=person, term=past, semester=2, level="exam",
        value="5", set_at=datetime(2026, 6, 20, tzinfo=UTC),
    )  # fmt: skip
    for day, basis in ((date(2026, 9, 19), "budget"), (DAY, "paid"), (moved, "budget"), (None, "budget")):
        sent = {"day": day} if day else {}
        table = built(world.actor("deputy"), "stipend", period=f"term:{past.pk.hex}", **sent)
        row = next(row for row in lines(table) if row["name"] == f"{person.surname} {person.given}")
        assert bool(row["c2"]) is (basis == "paid"), (day, row)
        shape = {"rows": "funding", "m-students": "1"}
        shelves = {
            row["row"]: row["students0"] for row in lines(built(world.actor("deputy"), "builder", **shape, **sent))
        }
        assert shelves.get(FUNDING["budget"], 0) == (basis == "budget"), day
        assert shelves.get(FUNDING["paid"], 0) == (basis == "paid"), day


@pytest.mark.parametrize("slug", ["teachers", "form2", "form3", "load", "substitutions", "substituted"])
def test_a_sheet_of_hours_says_of_which_day_its_records_are(world, slug):
    assert (
        f"По записям на {TODAY:%d.%m.%Y}, вместе с внесёнными позже срока." in built(world.actor("deputy"), slug).notes
    )


def test_teachers_whose_pages_ended_are_not_counted_as_teaching(world):
    def teaching():
        shown = lines(built(world.actor("deputy"), "monitoring", day=TODAY))
        return next(row["value"] for row in shown if row["indicator"] == WORDS["teachers"])

    before = teaching()
    CourseTeacher.objects.of(world.id).filter(teacher=world.people["teacher"]).update(until=DAY)
    assert teaching() == before - 1
