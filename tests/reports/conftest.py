"""A whole college for the counts by hand, with its raw rows."""

import pytest
import time_machine
from django.db import transaction

from tests.conftest import NOON
from tests.demo.colleges import TODAY
from tests.reports.college import office, written_college
from tests.reports.raw import Raw
from zhurnal.academic_year.models import Term


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """Made once for a module, inside a transaction around those of its tests: what a test writes goes with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOON, tick=False):
            college = written_college()
        yield college
        transaction.set_rollback(True)


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
