"""A whole college for the counts by hand, with its raw rows."""

import pytest

from tests.demo.colleges import TODAY
from tests.once_a_module import made_once
from tests.reports.college import office, written_college
from tests.reports.raw import Raw
from zhurnal.academic_year.models import Term


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, written_college) as college:
        yield college


@pytest.fixture
def college(written, db, frozen_time):
    return written


@pytest.fixture
def raw(college):
    return Raw(college.pk)


@pytest.fixture
def deputy(college):
    return office(college)


@pytest.fixture
def term(college):
    return Term.objects.of(college.pk).select_related("year").get(starts__lte=TODAY, ends__gte=TODAY)
