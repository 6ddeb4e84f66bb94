"""What many tests of a module begin with is made once, inside a transaction around those of the tests.

What a test writes goes with the test, what all began with goes with the module.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import time_machine
from django.db import transaction

from tests.conftest import NOON

Made = TypeVar("Made")


@contextmanager
def made_once(blocker: Any, make: Callable[[], Made]) -> Iterator[Made]:
    """For a fixture of a module, which asks for ``django_db_setup`` and ``django_db_blocker``. It is noon while ``make`` works."""
    with blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOON, tick=False):
            made = make()
        yield made
        transaction.set_rollback(True)
