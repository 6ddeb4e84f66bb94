"""All of A8 by cases worked by hand, and what must hold of any marks."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from zhurnal.assessment.rules import indicators as rules
from zhurnal.assessment.rules.indicators import Reserve, Standing
from zhurnal.assessment.rules.values import MASTERED, NOT_MASTERED, VALUES, Outcome


def marks(fives=0, fours=0, threes=0, twos=0, unattested=0, **more):
    named = {"5": fives, "4": fours, "3": threes, "2": twos, "на": unattested, "осв": more.get("released", 0)}
    named |= {"зач": more.get("credited", 0), "незач": more.get("not_credited", 0)}
    return [value for value, count in named.items() for _ in range(count)]


def told(values):
    """Results of disciplines: values and nothing besides. «4!» is of a module that is not mastered, «4+» of one that is."""
    ends = {"!": NOT_MASTERED, "+": MASTERED}
    return [Outcome(value.rstrip("!+"), ends.get(value[-1:], "")) for value in values]


# marks; absolute, quality, СОУ (н/а = 7), СОУ (н/а = 0), mean — as they are printed
DISCIPLINES = [
    # 25 students: 6·5 8·4 7·3 2·2 2·н/а. 21/25, 14/25, (600+512+252+32+14)/25 = 1410/25, 1396/25, 87/23
    (marks(6, 8, 7, 2, 2), "84,0", "56,0", "56,4", "55,8", "3,78"),
    # 23 students: 20/23 = 86,956…; 12/23 = 52,173…; (400+512+288+32+7)/23 = 1239/23 = 53,869…; 1232/23 = 53,565…; 80/22
    (marks(4, 8, 8, 2, 1), "87,0", "52,2", "53,9", "53,6", "3,64"),
    # released students are in no denominator: 3/3
    (marks(3, released=22), "100,0", "100,0", "100,0", "100,0", "5,00"),
    # nobody was attested: 0 of 4, and there is no mean
    (marks(unattested=4), "0,0", "0,0", "7,0", "0,0", "–"),
    # a credit only: no quality, no СОУ, no mean; absolute 18/20
    (marks(credited=18, not_credited=1, unattested=1), "90,0", "–", "–", "–", "–"),
    # halves go up, once: 1/16 = 6,25 → 6,3; (64 + 15·36)/16 = 37,75 → 37,8; 49/16 = 3,0625 → 3,06
    (marks(fours=1, threes=15), "100,0", "6,3", "37,8", "37,8", "3,06"),
    (marks(twos=3), "0,0", "0,0", "16,0", "16,0", "2,00"),
    # a module: a mark without mastery is a mark (СОУ, mean) and neither done nor good (A1.9). 2/4, 1/4, (100+64+36+64)/4, 16/4
    (["5!", "4+", "3+", "4!"], "50,0", "25,0", "66,0", "66,0", "4,00"),
    (["3!", "5+"], "50,0", "50,0", "68,0", "68,0", "4,00"),
    (["2!", "5+"], "50,0", "50,0", "58,0", "58,0", "3,50"),
    (marks(), "–", "–", "–", "–", "–"),
    (marks(released=5), "–", "–", "–", "–", "–"),
]


@pytest.mark.parametrize(("values", "absolute", "quality", "degree", "degree_of_nothing", "mean"), DISCIPLINES)
def test_figures_of_a_discipline(values, absolute, quality, degree, degree_of_nothing, mean):
    found = rules.tally(told(values))
    assert (rules.percent(found.absolute), rules.percent(found.quality)) == (absolute, quality)
    assert (rules.percent(found.degree()), rules.percent(found.degree(0))) == (degree, degree_of_nothing)
    assert rules.mean(found.mean) == mean


STUDENTS = [
    (["5", "5", "зач"], Standing.EXCELLENT, None),
    (["5", "5", "5", "4"], Standing.GOOD, Reserve.ONE_FOUR),
    (["5", "4", "4"], Standing.GOOD, None),
    (["4", "4"], Standing.GOOD, None),
    (["5", "4", "3"], Standing.PASSING, Reserve.ONE_THREE),
    (["4", "3", "3"], Standing.PASSING, None),
    (["3"], Standing.PASSING, None),
    (["5", "5", "2"], Standing.FAILING, Reserve.ONE_TWO),
    (["4", "3", "на"], Standing.FAILING, Reserve.ONE_TWO),
    (["5", "незач"], Standing.FAILING, Reserve.ONE_TWO),
    (["2", "на", "5"], Standing.FAILING, None),
    (["5", "осв"], Standing.EXCELLENT, None),
    (["зач", "зач"], Standing.PASSING, None),
    (["осв"], Standing.NONE, None),
    ([], Standing.NONE, None),
    (["", "5"], Standing.EXCELLENT, None),  # struck out is not there
    (
        ["5", "4!"],
        Standing.FAILING,
        Reserve.ONE_TWO,
    ),  # a module that is not mastered is the one thing in the way (A1.9)
    (["5", "5!", "3"], Standing.FAILING, Reserve.ONE_TWO),
    (["5", "4!", "на"], Standing.FAILING, None),
    (["5", "4+"], Standing.GOOD, Reserve.ONE_FOUR),
]


@pytest.mark.parametrize(("values", "which", "kept"), STUDENTS)
def test_categories_of_students_and_who_lacks_one_mark(values, which, kept):
    assert (rules.standing(told(values)), rules.reserve(told(values))) == (which, kept)
    assert rules.STANDING_WORDS[which]


def test_quality_by_discipline_and_by_group_are_different_numbers():
    """Trap 1: three students, each with one three in another discipline."""
    students = [["3", "5", "5"], ["5", "3", "5"], ["5", "5", "3"]]
    columns = [rules.tally(told(column)) for column in zip(*students, strict=True)]
    assert [rules.percent(column.quality) for column in columns] == ["66,7"] * 3
    figures = rules.group_figures(map(told, students))
    assert (rules.percent(figures.quality), rules.percent(figures.absolute)) == ("0,0", "100,0")


def test_figures_of_a_group():
    """Six with results: 1 отличник, 2 хорошиста, 1 успевающий, 2 неуспевающих; one released and one without results are left out."""
    students = [["5"], ["5", "4"], ["4", "зач"], ["3", "5"], ["5!", "5"], ["на"], ["осв"], []]
    figures = rules.group_figures(map(told, students))
    assert (figures.students, figures.of(Standing.FAILING)) == (6, 2)
    assert (rules.percent(figures.absolute), rules.percent(figures.quality)) == ("66,7", "50,0")
    assert (rules.percent(figures.absolute, whole=True), rules.percent(figures.quality, whole=True)) == ("67", "50")


def test_credits_alone_have_no_quality_of_a_group():
    figures = rules.group_figures([told(["зач"]), told(["зач", "осв"])])
    assert (rules.percent(figures.absolute), rules.percent(figures.quality)) == ("100,0", "–")
    # Who has only credits is in no quality: one of one, not one of two.
    assert rules.percent(rules.group_figures([told(["зач"]), told(["5"])]).quality) == "100,0"


def test_an_empty_group_has_no_figures():
    figures = rules.group_figures([])
    found = [figures.absolute, figures.quality, rules.attendance(0, 0), rules.fulfilment(0, 0)]
    found += [rules.missed_each(0, Fraction(0)), rules.mean_mark([]), rules.share(0, 0)]
    assert [rules.percent(value) for value in found] == ["–"] * 7


@pytest.mark.parametrize(
    ("value", "digits", "told"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(249, 2), 0, "125"),
        (Fraction(749, 10), 0, "75"),
        (Fraction(7494, 100), 1, "74.9"),
        (Fraction(7495, 100), 1, "75.0"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(0), 1, "0.0"),
    ],
)
def test_rounding_is_half_up_and_once(value, digits, told):
    assert rules.rounded(value, digits) == Decimal(told)
    assert rules.rounded(None, digits) is None


def test_hours_missed_each_attendance_and_programme():
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    stays = [(first, None)] * 24 + [(date(2026, 9, 16), None), (date(2024, 9, 1), date(2026, 9, 16)), (last, first)]
    # 24 whole, one for 15 days, one for 15 days, one whose stay ends before it begins: 25.
    assert rules.average_number(stays, first, last) == 25
    assert rules.mean(rules.missed_each(410, Fraction(25))) == "16,40"
    # 72 hours × 25 students, 1 800 man-hours, 126 of them missed
    assert rules.percent(rules.attendance(1800, 126)) == "93,0"
    assert rules.percent(rules.fulfilment(94, 96)) == "97,9"
    assert rules.average_number(stays, last, first) == 0


@pytest.mark.parametrize(
    ("day", "there"), [("2026-08-31", False), ("2026-09-01", True), ("2026-11-09", True), ("2026-11-10", False)]
)
def test_the_list_is_that_of_the_day(day, there):
    """Trap 4: on the list from the day of entering to the day before leaving; coming back is another stay."""
    stays = [(date(2026, 9, 1), date(2026, 11, 10)), (date(2027, 2, 1), None)]
    assert rules.on_list(stays, date.fromisoformat(day)) is there
    assert rules.on_list(stays, date(2027, 6, 1))


@pytest.mark.parametrize("seed", range(40))
def test_order_never_matters_and_figures_stay_in_their_bounds(seed):
    rng = Random(seed)
    students = [[rng.choice(VALUES[:8]) for _ in range(rng.randrange(9))] for _ in range(rng.randrange(1, 30))]
    values = [value for row in students for value in row]
    found, figures = rules.tally(told(values)), rules.group_figures(map(told, students))
    for _ in range(3):
        rng.shuffle(values)
        rng.shuffle(students)
        for row in students:
            rng.shuffle(row)
        assert rules.tally(told(values)) == found
        assert rules.group_figures(map(told, students)) == figures
        assert rules.mean_mark(values) == found.mean
    for value in (found.absolute, found.quality, found.degree(), found.degree(0), figures.absolute, figures.quality):
        assert value is None or 0 <= value <= 100
    assert found.mean is None or 2 <= found.mean <= 5
    if found.quality is not None and not found.of("зач") and not found.of("незач"):
        assert found.quality <= found.absolute
    # A released student changes nothing; one more five never makes a figure worse.
    assert rules.tally(told([*values, "осв"])).quality == found.quality
    better = rules.tally(told([*values, "5"]))
    for name in ("absolute", "quality", "mean"):
        assert getattr(found, name) is None or getattr(better, name) >= getattr(found, name)


@pytest.mark.parametrize("seed", range(10))
def test_the_average_number_is_what_counting_each_day_gives(seed):
    rng, first = Random(seed), date(2026, 9, 1)
    stays = []
    for _ in range(12):
        entered = first + timedelta(days=rng.randrange(-30, 60))
        stays.append((entered, rng.choice([None, entered + timedelta(days=rng.randrange(0, 50))])))
    last = first + timedelta(days=rng.randrange(0, 70))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    counted = sum(sum(1 for stay in stays if rules.on_list([stay], day)) for day in days)
    assert rules.average_number(stays, first, last) == Fraction(counted, len(days))
