"""Acts of destruction: drawn up of what is due, taken back, carried out by another person who finds everything as it is now (A12.5)."""

from datetime import date

import pytest

from tests.archive.years import old_year
from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.actions.retention import Line, carry_out, draw_up, drop, set_rule
from zhurnal.archive.keys import package_path
from zhurnal.archive.models import YearPackage
from zhurnal.archive.queries.retention import due_list
from zhurnal.archive.rules.retention import Document, Rule, year_after
from zhurnal.kernel.errors import Refused
from zhurnal.movement.models import Order

FIVE = Rule(Document.JOURNALS, 5, "", "")


@pytest.fixture
def old(college):
    """A year that ended in 2019, long due."""
    made = old_year(college)
    years = AcademicYear.objects.of(college.id).filter(pk=made.year.pk)
    years.update(name="2018/19", starts=date(2018, 9, 1), ends=date(2019, 6, 28))
    return made


def drawn(college, old):
    return draw_up(college.actor("deputy"), "Председатель", "Член", [Line(Document.JOURNALS, old.year.pk, 1, 5, "")])


def packed(college, old):
    row = YearPackage.objects.create(
        college=college.college, year=old.year, group=old.group, made_at=college.actor("deputy").now, size=3, sha256="0" * 64,
        key="0", files=1, records=1,
    )  # fmt: skip
    package_path(college.id, row.pk).write_bytes(b"zip")
    return row


def code(answer):
    return getattr(answer, "code", answer)


def test_an_act_taken_back_frees_what_it_named(college, old):
    act = drawn(college, old)
    assert code(drawn(college, old)) == "not_due"
    with pytest.raises(Refused):
        drop(college.actor("director"), act)
    assert drop(college.actor("deputy"), act) is None
    assert code(carry_out(college.actor("director"), act)) == "dropped"
    assert [one.act for one in due_list(college.actor("deputy")) if one.document == Document.JOURNALS] == [None]
    assert drawn(college, old).number == 2


def test_an_act_is_carried_out_on_what_is_due_now(college, old, django_capture_on_commit_callbacks):
    act, director = drawn(college, old), college.actor("director")
    late = packed(college, old)  # after the act was drawn up and shown
    set_rule(college.actor("deputy"), Rule(Document.JOURNALS, 75, "", ""))
    assert code(carry_out(director, act)) == "no_longer_due"
    set_rule(college.actor("deputy"), FIVE)
    years = AcademicYear.objects.of(college.id).filter(pk=old.year.pk)
    closed = years.values_list("closed_at", flat=True).get()
    years.update(closed_at=None)
    assert code(carry_out(director, act)) == "no_longer_due"
    years.update(closed_at=closed)
    assert code(carry_out(college.actor("deputy"), act)) == "same_person"
    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(director, act) is None
    assert not package_path(college.id, late.pk).exists()
    assert YearPackage.objects.of(college.id).get(pk=late.pk).destroyed_at is not None
    assert code(drop(college.actor("deputy"), act)) == "done"


def test_orders_of_summer_belong_to_the_year_that_ended(college, old):
    for number, day in enumerate((date(2018, 8, 31), date(2018, 9, 1), date(2019, 7, 15), date(2019, 8, 31))):
        Order.objects.create(
            college=college.college,
            number=f"{number}",
            dated=day,
            kind="expulsion",
            made_at=college.actor("deputy").now,
        )
    units = {one.document: one.units for one in due_list(college.actor("deputy"))}
    assert units[Document.ORDERS] == 3 + Order.objects.of(college.id).filter(dated__gt=date(2019, 8, 31)).count()


@pytest.mark.parametrize(
    ("ended", "following", "expected"),
    [
        (date(2025, 6, 28), date(2025, 9, 1), date(2025, 9, 1)),
        (date(2025, 6, 28), None, date(2025, 9, 1)),
        (date(2025, 12, 31), None, date(2026, 9, 1)),
        (date(2025, 6, 28), date(2025, 6, 1), date(2025, 6, 29)),
    ],
)
def test_summer_is_of_the_year_that_ended(ended, following, expected):
    assert year_after(ended, following) == expected
