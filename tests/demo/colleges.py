"""The demonstration colleges of one day, built once for all tests here."""

from datetime import date, time
from functools import lru_cache

from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.rows import DemoCollege

TODAY, NOW = date(2026, 11, 24), time(10, 42)


@lru_cache
def vek() -> DemoCollege:
    """The big college on the day of the pictures."""
    return build_college(specs.VEK, TODAY, NOW)


@lru_cache
def pml() -> DemoCollege:
    """The small one."""
    return build_college(specs.PML, TODAY, NOW)
