"""What tests of imports stand on."""

from pathlib import Path

import pytest

from tests.exchange.college import Desk


@pytest.fixture
def desk(db: None, frozen_time: object, tmp_path: Path) -> Desk:
    """An empty college on 24 November 2026."""
    return Desk(tmp_path)
