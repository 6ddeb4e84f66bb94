"""Fixtures of the registers."""

from tests.exchange.lists.conftest import office  # noqa: F401  (a fixture of the lists, for the list of registers)
