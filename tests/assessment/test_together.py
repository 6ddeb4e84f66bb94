"""Two people at once: no mark is lost, no term closes over a page that is being written."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from uuid import uuid4

import pytest
from django.db import connections, transaction

from tests import worlds
from tests.assessment.page import set_all, write_marks
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.actions.steps import make_step
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def page(world):
    return Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses["electro"].pk)


def apart(work):
    """Work in a thread with a connection of its own."""

    def run():
        try:
            return work()
        finally:
            connections.close_all()

    return run


def test_of_two_tabs_at_once_one_saves_and_the_other_is_told(world):
    actor, course, student = world.actor("teacher"), page(world), world.people["student"].id

    def write(value):
        return apart(lambda: set_results(actor, course, [ResultChange(student, value, 0, "причина")])[0].status)

    with ThreadPoolExecutor(2) as pool:
        found = [pool.submit(write(value)) for value in ("5", "4")]
        assert sorted(one.result() for one in found) == ["conflict", "saved"]
    assert Result.objects.of(world.id).count() == 1
    assert list(audit.verify(world.id)) == []


def test_mark_written_while_the_term_closes_is_either_before_it_or_refused(world):
    set_all(world)
    make_step(world.actor("leader"), world.groups["Э-21"], world.term, Step(State.COLLECTED))
    council = Step(State.COUNCIL, number="7", dated=worlds.TODAY)
    make_step(world.actor("department_head"), world.groups["Э-21"], world.term, council)
    course, deputy, teacher = page(world), world.actor("deputy"), world.actor("teacher")
    command = Command(uuid4(), "entry", world.lessons["now"].id, 0, "н", world.people["student"].id, 0)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert make_step(deputy, world.groups["Э-21"], world.term, Step(State.CLOSED)) is None
            late = pool.submit(apart(lambda: record(teacher, course, [command])[0][0]))
            sleep(0.3)
        assert (late.result().state, late.result().code) == ("refused", "frozen")
    assert list(audit.verify(world.id)) == []
