"""Pure rules of dashboards: lists through time, periods, cells, charts, the published list."""

from collections import Counter
from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from zhurnal.assessment.rules.values import Outcome
from zhurnal.indicators.rules.catalogue import BY_KEY, CATALOGUE, Key
from zhurnal.indicators.rules.cells import cell_of
from zhurnal.indicators.rules.charts import weekly
from zhurnal.indicators.rules.cut import Cut, Dimension, divisions
from zhurnal.indicators.rules.figures import Figures
from zhurnal.indicators.rules.leading import Span, leaders_on
from zhurnal.indicators.rules.listing import Size, in_subgroup
from zhurnal.indicators.rules.periods import Days, Period, Term, asked, weeks_of
from zhurnal.indicators.rules.standing import Standing, standing
from zhurnal.indicators.rules.sums import Sums, total

ONE, TWO = UUID(int=1), UUID(int=2)
AUTUMN = Term("a", 1, "2026/27", date(2026, 9, 1), date(2026, 9, 1), date(2026, 12, 28))
SPRING = Term("s", 2, "2025/26", date(2025, 9, 1), date(2026, 1, 12), date(2026, 6, 28))


def test_a_list_through_time():
    size = Size({
        ONE: [(date(2026, 9, 1), date(2026, 10, 1)), (date(2026, 10, 1), None)],
        TWO: [(date(2026, 9, 10), date(2026, 9, 20))],
    })  # fmt: skip
    days = {date(2026, 8, 31): 0, date(2026, 9, 1): 1, date(2026, 9, 10): 2, date(2026, 9, 20): 1, date(2026, 10, 1): 1}
    assert {day: size.on(day) for day in days} == days


def test_a_subgroup_counts_only_while_in_the_group():
    group = {ONE: [(date(2026, 9, 1), date(2026, 10, 1))]}
    subgroup = {ONE: [(date(2026, 9, 15), None)], TWO: [(date(2026, 9, 1), None)]}
    size = Size(in_subgroup(group, subgroup))
    assert [size.on(date(2026, 9, day)) for day in (1, 15, 30)] == [0, 1, 1]
    assert size.on(date(2026, 10, 1)) == 0


@pytest.mark.parametrize(
    ("given", "cancelled", "away", "became"),
    [
        (True, False, False, Standing.GIVEN), (True, False, True, Standing.GIVEN), (False, False, False, Standing.OPEN),
        (False, True, False, Standing.OFF), (False, False, True, Standing.AWAY), (True, True, False, Standing.OFF),
    ],
)  # fmt: skip
def test_what_became_of_a_lesson(given, cancelled, away, became):
    assert standing(given=given, cancelled=cancelled, away=away) is became


@pytest.mark.parametrize(
    ("period", "day", "now", "before", "ago"),
    [
        (Period.WEEK, date(2026, 11, 24), ("2026-11-23", "2026-11-24"), ("2026-11-16", "2026-11-17"), ("2025-11-24", "2025-11-25")),
        (Period.MONTH, date(2026, 10, 31), ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30"), ("2025-10-01", "2025-10-31")),
        (Period.TERM, date(2026, 9, 10), ("2026-09-01", "2026-09-10"), ("2026-01-12", "2026-01-21"), ("2025-09-01", "2025-09-10")),
        (Period.YEAR, date(2026, 11, 24), ("2026-09-01", "2026-11-24"), None, ("2025-09-01", "2025-11-24")),
    ],
)  # fmt: skip
def test_the_last_period_is_as_long_as_this_one(period, day, now, before, ago):
    found = asked(period, day, [SPRING, AUTUMN])
    spans = [
        span and (span.since.isoformat(), span.until.isoformat()) for span in (found.now, found.before, found.year_ago)
    ]
    assert spans == [now, before, ago]


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2026, 8, 1), {ONE}),
        (date(2026, 10, 1), {ONE}),
        (date(2026, 10, 15), {ONE, TWO}),
        (date(2026, 12, 1), {TWO}),
    ],
)
def test_a_journal_is_of_those_who_lead_it_on_the_day(day, who):
    one, two = Span(ONE, date(2026, 9, 1), date(2026, 10, 31)), Span(TWO, date(2026, 10, 10), None)
    assert set(leaders_on([one, two], day)) == who
    assert leaders_on([one], date(2026, 12, 1)) == (ONE,)


def test_weeks_begin_on_monday_and_are_cut_at_the_ends():
    weeks = weeks_of(Days(date(2026, 9, 1), date(2026, 9, 16), ""))
    assert [(one.since.day, one.until.day) for one in weeks] == [(1, 6), (7, 13), (14, 16)]


def test_the_change_is_the_difference_of_what_is_shown():
    figures = Figures(now=Sums(lessons=30, late=1), before=Sums(lessons=30, late=4))
    cell = cell_of(BY_KEY[Key.LATE], figures)
    assert (cell.text, cell.before, cell.change, cell.good) == ("3,3\u00a0%", "13,3\u00a0%", "−10,0", True)


def test_few_data_are_said_and_never_compared():
    cell = cell_of(BY_KEY[Key.LATE], Figures(now=Sums(lessons=3, late=1), before=Sums(lessons=30, late=4)))
    assert (cell.few, cell.of, cell.change, cell.good) == (True, 3, "", None)


def test_nothing_is_a_dash_and_not_a_zero():
    texts = {one.key: cell_of(one, Figures()).text for one in CATALOGUE}
    assert set(texts.values()) == {"–"}


def test_credits_do_not_spoil_quality_and_an_attestation_counts_as_a_credit():
    figures = Figures()
    figures.finals.now = Counter({Outcome("зач"): 20, Outcome("осв"): 3})
    figures.checkpoint.now = Counter({Outcome("зач"): 9, Outcome("незач"): 3})
    cells = {one.key: cell_of(one, figures).text for one in CATALOGUE}
    assert (cells[Key.SUCCESS], cells[Key.QUALITY], cells[Key.MEAN]) == ("100,0\u00a0%", "–", "–")
    assert cells[Key.CHECKPOINT] == "75,0\u00a0%"


def test_a_chart_says_its_conclusion_and_stands_from_zero():
    weeks = [
        (one, Sums(lessons=20, late=late))
        for one, late in zip(weeks_of(Days(date(2026, 9, 7), date(2026, 9, 27), "")), (4, 6, 2), strict=True)
    ]
    chart = weekly("late", "Поздние записи", -1, weeks, "late/lessons", 10)
    assert chart.title == "Поздние записи: стало меньше, 10,0\u00a0% против 20,0\u00a0% в неделю с 7.09"
    heights = [float(column.height.rstrip("%")) for column in chart.columns]
    assert heights[2] * 3 == pytest.approx(heights[1], abs=0.1)
    assert [column.marked for column in chart.columns] == [True, False, True]
    whole = weekly("late", "Поздние записи", -1, weeks, "late/lessons", 10, whole_percents=True)
    assert (whole.title, whole.columns[1].words) == (
        "Поздние записи: стало меньше, 10\u00a0% против 20\u00a0% в неделю с 7.09", "30\u00a0%",
    )  # fmt: skip


def test_no_chart_of_one_week():
    week = weeks_of(Days(date(2026, 9, 7), date(2026, 9, 10), ""))
    assert weekly("late", "Поздние записи", -1, [(week[0], Sums(lessons=20, late=4))], "late/lessons", 10) is None


def test_sums_add_up():
    assert total([Sums(lessons=1, fives=2), Sums(lessons=2, twos=1)]) == Sums(lessons=3, fives=2, twos=1)
    assert total([Sums(fives=1, twos=1)]).mean == Fraction(7, 2)


def test_a_leader_sees_no_division_by_teachers():
    assert Dimension.TEACHER not in divisions(Cut(), teachers=False, departments=1, groups=1)
    assert divisions(Cut(group=ONE), teachers=True, departments=1, groups=1) == (Dimension.JOURNAL,)


def test_every_indicator_is_published_with_definition_formula_source_and_bounds():
    for one in CATALOGUE:
        assert all((one.title, one.short, one.says, one.formula, one.source, one.bounds, one.of)), one.key
    assert len({one.key for one in CATALOGUE}) == len(CATALOGUE) == len(Key)
