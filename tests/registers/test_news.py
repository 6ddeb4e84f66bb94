"""Who hears of a correction, of its answer, of a reminder; no notice names a student (2.2, 3.5)."""

import pytest
from django.test import TestCase

from tests import worlds
from zhurnal.notifications.models import Notice
from zhurnal.people.models import Person
from zhurnal.registers.actions.proposals import Wish, decide, propose
from zhurnal.registers.models import Proposal
from zhurnal.registers.rules.fields import BY_KEY

catch = TestCase.captureOnCommitCallbacks


@pytest.fixture
def world(db, frozen_time):
    one, _other = worlds.two_colleges()
    return one


def heard(world):
    rows = Notice.objects.of(world.id).order_by("title", "person")
    keys = {person.pk: name for name, person in world.people.items()}
    return [(keys[row.person_id], row.title) for row in rows]


def test_the_leader_hears_of_a_wish_and_the_parent_of_the_answer(world):
    student = Person.objects.of(world.id).get(pk=world.people["student"].pk)
    with catch(execute=True):
        made = propose(world.actor("parent"), student, Wish(BY_KEY["phone"], "89001112233"))
    assert heard(world) == [("leader", "Семья просит исправить данные в реестре группы")]
    with catch(execute=True):
        decide(world.actor("leader"), Proposal.objects.of(world.id).get(pk=made.pk), "спасибо", accept=True)
    assert heard(world)[0] == ("parent", "Данные в колледже: «Телефон» исправлено")
    told = " ".join(f"{row.title} {row.items} {row.url}" for row in Notice.objects.of(world.id))
    assert "Калугин" not in told


def test_the_head_reminds_the_leaders_of_his_department_only(world):
    with catch(execute=True):
        assert world.client("department_head").post("/registers/remind/").status_code == 302
    assert heard(world) == [("leader", "Реестр группы Э-21 заполнен на 25\u00a0%")]
