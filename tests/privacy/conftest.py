"""The record of readings, empty and in a folder of its own."""

import pytest

from zhurnal.privacy import keeping


@pytest.fixture(autouse=True)
def spool_folder(settings, tmp_path):
    """A spool of this test's own; nothing was told lately."""
    settings.READINGS_DIR = tmp_path / "readings"
    keeping.forget()
    yield settings.READINGS_DIR
    keeping.forget()
