"""A whole college for the counts by hand, with its raw rows."""

import pytest

from tests.demo.colleges import TODAY
from tests.reports.college import office, written_college
from tests.reports.raw import Raw
from zhurnal.academic_year.models import Term


@pytest.fixture
def college(db, frozen_time, request):
    """Cast from a mould, but for a past day: records of changes name cells by their keys, which a cast has anew."""
    asked = getattr(request.node, "callspec", None)
    return written_college(anew=asked is not None and asked.params.get("day", TODAY) < TODAY)


@pytest.fixture
def raw(college):
    return Raw(college.pk)


@pytest.fixture
def deputy(college):
    return office(college)


@pytest.fixture
def term(college):
    return Term.objects.of(college.pk).select_related("year").get(starts__lte=TODAY, ends__gte=TODAY)
