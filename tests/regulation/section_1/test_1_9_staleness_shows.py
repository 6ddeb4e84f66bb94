"""1.9: everyone keeps the information current: each part of a record says when it was written last, and that it is long ago."""

from datetime import UTC, datetime

import pytest

from tests import worlds
from zhurnal.registers.models import RegisterValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_each_part_of_the_record_says_how_fresh_it_is():
    world, _other = worlds.two_colleges()
    student = world.people["student"]
    for field, value, at in (
        ("phone", "+79001234567", datetime(2025, 10, 12, tzinfo=UTC)),
        ("address", "Лесная, 1", datetime(2025, 9, 1, tzinfo=UTC)),
        ("funding", "budget", datetime(2026, 11, 2, 22, tzinfo=UTC)),
    ):
        RegisterValue.objects.create(college=world.college, person=student, field=field, value=value, changed_at=at)
    for who, address in (
        ("student", f"/registers/own/{student.pk}/"),
        ("leader", f"/registers/students/{student.pk}/"),
    ):
        page = world.client(who).get(address).content.decode()
        assert "обновлено 12.10.2025, больше года назад" in page, who
        assert "обновлено 03.11.2026<" in page, who
        assert page.count("обновлено ") == 2, who
