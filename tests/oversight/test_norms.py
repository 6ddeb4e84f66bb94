"""Load against the norm (A5.10): numbers with dates, set by the deputy, kept in the record."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests import worlds
from tests.reports.asking import asked
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.kernel.models import Change
from zhurnal.oversight.actions.norms import set_norm, set_rate
from zhurnal.oversight.models import LoadNorm, TeacherRate
from zhurnal.oversight.queries.loads import loads
from zhurnal.oversight.rules.norms import USUAL, Load, Norm, Weight, norm_on
from zhurnal.reports.catalogue import REPORTS


@pytest.mark.parametrize(
    ("planned", "rate", "due", "difference", "weight"),
    [
        (720, 100, 720, 0, Weight.EVEN),
        (700, 100, 720, -20, Weight.UNDER),
        (360, 50, 360, 0, Weight.EVEN),
        (400, 50, 360, 40, Weight.OVER),
        (1441, 100, 720, 721, Weight.BEYOND),
    ],
)
def test_a_load_stands_to_the_norm_of_its_rate(planned, rate, due, difference, weight):
    load = Load(planned, rate, USUAL)
    assert (load.due, load.difference, load.weight) == (due, difference, weight)


@pytest.mark.parametrize(
    ("planned", "rate", "away", "given", "over_norm", "over_load"),
    [
        (720, 100, 0, 720, 0, 0),
        (800, 100, 0, 700, 80, 0),
        (800, 50, 0, 812, 440, 12),
        (700, 100, 1, 650, 0, 20),
        (0, 100, 0, 4, 0, 4),
    ],
)
def test_hours_above_the_norm_and_above_the_load(planned, rate, away, given, over_norm, over_load):
    load = Load(planned, rate, USUAL, Fraction(away), given)
    assert (load.over_norm, load.over_load) == (over_norm, over_load)


def test_the_norm_of_a_day_is_the_last_that_has_begun():
    first, second = Norm(date(2026, 9, 1), 720), Norm(date(2027, 1, 1), 700)
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2027, 1, 1))
    assert [norm_on([second, first], day) for day in days] == [USUAL, first, second]


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def test_the_deputy_sets_norm_and_rate_and_the_record_keeps_them(world):
    deputy = world.client("deputy")
    norm = {"since": "2026-09-01", "year_hours": "800", "limit_hours": "1200"}
    assert deputy.post("/hours/norms/", norm).status_code == 302
    rate = {"teacher": str(world.people["teacher"].pk), "since": "2026-09-01", "rate": "0,5"}
    assert deputy.post("/hours/norms/", rate).status_code == 302
    rows = {
        row[0]: row for row in REPORTS["load"].build(world.actor("deputy"), asked(world.id, date(2026, 11, 1))).rows
    }
    own = rows["Кравцова-А О.\u00a0С."]
    assert own[1:] == (0.5, 400, 96, -304, None, "меньше нормы", None, None, 96, 0, None)
    kept = Change.objects.of(world.id).filter(action="oversight.load.set").order_by("seq")
    assert [(row.before, row.after) for row in kept] == [(None, [800, 1200, 10]), (None, 50)]


def test_a_refused_norm_keeps_what_was_typed(world):
    answer = world.client("deputy").post(
        "/hours/norms/", {"since": "2026-09-01", "year_hours": "800", "limit_hours": "700"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Предел меньше часов одной ставки" in page
    assert 'value="800"' in page


def test_a_norm_and_a_rate_of_the_same_day_are_set_again(world):
    actor, teacher, since = world.actor("deputy"), world.people["teacher"], date(2026, 9, 1)
    for hours, rate in ((720, 100), (700, 150)):
        set_norm(actor, Norm(since, hours, 1440, 10))
        set_rate(actor, teacher, since, rate)
    assert LoadNorm.objects.of(world.id).get(since=since).year_hours == 700
    assert TeacherRate.objects.of(world.id).get(teacher=teacher.pk, since=since).rate == 150


def test_a_year_that_is_over_stays_under_its_own_norm_and_rates(world):
    over = worlds.TODAY - timedelta(days=3)
    AcademicYear.objects.of(world.id).update(ends=over)
    teacher = world.people["teacher"].pk
    for since, hours, rate in ((worlds.SEPTEMBER, 800, 50), (worlds.TODAY - timedelta(days=1), 600, 100)):
        LoadNorm.objects.create(college=world.college, since=since, year_hours=hours, limit_hours=1_000, months=10)
        TeacherRate.objects.create(college=world.college, teacher_id=teacher, since=since, rate=rate)
    term = Term.objects.of(world.id).select_related("year").get(pk=world.term.pk)
    found = {who: load for who, load, _days in loads(world.actor("deputy"), term)}
    assert (found[teacher].norm.year_hours, found[teacher].rate, found[teacher].due) == (800, 50, 400)
