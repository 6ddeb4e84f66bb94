"""The demonstration colleges of one day, built once for all tests here."""

from datetime import date, time
from functools import lru_cache

from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.progress import Progress
from zhurnal.demo.rows import DemoCollege
from zhurnal.organisation.models import College

TODAY, NOW = date(2026, 11, 24), time(10, 42)


@lru_cache
def vek() -> DemoCollege:
    """The big college on the day of the pictures."""
    return build_college(specs.VEK, TODAY, NOW)


@lru_cache
def pml() -> DemoCollege:
    """The small one."""
    return build_college(specs.PML, TODAY, NOW)


@lru_cache
def tiny() -> DemoCollege:
    """Two groups of the big college with eight students each."""
    return build_college(specs.tiny(), TODAY, NOW)


def small_college() -> College:
    """The tiny college in the database: the people of the guide, a whole term of lessons, in about a second."""
    return load(tiny(), Progress(0))
