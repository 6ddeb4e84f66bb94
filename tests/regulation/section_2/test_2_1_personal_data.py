"""2.1: all work follows the personal-data policy: it is shown and accepted, consents and requests have their places."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.regulation.browser import Person
from zhurnal.privacy.models import Acceptance
from zhurnal.privacy.rules.policy_text import usual


@pytest.fixture
def college(db, frozen_time):
    return worlds.two_colleges()[0]


def test_the_administrator_puts_a_policy_in_force_and_a_teacher_reads_and_accepts_it(college):
    admin, teacher = Person(college, "administrator"), Person(college, "teacher")
    due = (worlds.TODAY + timedelta(days=3)).isoformat()
    said = admin.client.post("/privacy/office/policy/", {"text": usual("Колледж"), "due": due})
    assert said.status_code == 302
    assert "Прочесть и принять" in teacher.sees("/privacy/")
    assert "Прочитано, принимаю" in teacher.sees("/privacy/policy/")
    assert teacher.client.post("/privacy/accept/", {"number": "1", "next": "/privacy/"}).status_code == 302
    assert "Прочесть и принять" not in teacher.sees("/privacy/")
    assert Acceptance.objects.of(college.id).filter(person=college.people["teacher"].pk, number=1).exists()
    assert "приняли 1 из" in admin.sees("/privacy/office/")
