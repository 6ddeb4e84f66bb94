"""A whole college for the counts by hand, with its raw rows."""

import pytest

from tests.demo.colleges import TODAY
from tests.reports.college import office, written_college
from tests.reports.raw import Raw
from zhurnal.academic_year.models import Term


@pytest.fixture
def college(db, frozen_time):
    return written_college()


@pytest.fixture
def raw(college):
    return Raw(college.pk)


@pytest.fixture
def deputy(college):
    return office(college)


@pytest.fixture
def term(college):
    return Term.objects.of(college.pk).select_related("year").get(starts__lte=TODAY, ends__gte=TODAY)
