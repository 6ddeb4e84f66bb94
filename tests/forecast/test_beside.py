"""What stands at the right of the journal's grid: term mark, proposed mark, forecast; the same as their own pages say."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.assessment.page import write_marks
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.queries.page import load_marks
from zhurnal.curriculum.models import Course
from zhurnal.forecast.queries import pages
from zhurnal.forecast.queries.beside import load_beside
from zhurnal.kernel.readings import personal_data_opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def course(world):
    return Course.objects.of(world.id).select_related(*pages.RELATED).get(pk=world.courses["electro"].pk)


def rows(world, who="teacher"):
    return load_beside(world.actor(who), course(world))["rows"]


def test_a_proposed_mark_and_a_set_one(world):
    student, key = world.people["student"], world.people["student"].id.hex
    assert {name: rows(world)[key][name] for name in ("proposed", "why")} == {
        "proposed": "5", "why": "Средний 4,50, «5» с 4,50.",
    }  # fmt: skip
    assert "value" not in rows(world)[key]
    set_results(world.actor("teacher"), course(world), [ResultChange(student.id, "4", 0, "списывал")])
    told = rows(world)[key]
    assert (told["value"], told["proposed"], told["reason"]) == ("4", "5", "списывал")
    assert load_beside(world.actor("teacher"), course(world))["head"] == "1 сем."


def test_it_says_what_the_pages_of_results_and_of_the_forecast_say(world):
    told = rows(world)
    for line in load_marks(world.actor("teacher"), course(world), None).lines:
        assert told[line.id.hex]["why"] == line.proposal.why
    for line in pages.load_journal(world.actor("teacher"), course(world)).lines:
        one = told[line.id.hex]
        assert one.get("likely") == (None if line.early else line.likely)
        assert one.get("facts") == (None if line.early else [fact.text for fact in line.facts])


def test_of_a_closed_term_nothing_is_foretold(world):
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(frozen_at=datetime.now(UTC))
    assert not [row for row in rows(world).values() if "likely" in row]
    assert rows(world)[world.people["student"].id.hex]["proposed"] == "5"


def test_the_number_of_statements_does_not_grow_with_the_group(world):
    def statements(found):
        actor, page = found.actor("teacher"), course(found)
        with CaptureQueriesContext(connection) as told:
            load_beside(actor, page)
        return len(told)

    larger = worlds.make_college("big", "Б", students=9)
    write_marks(larger)
    assert statements(world) == statements(larger)


def test_the_grid_names_the_address_and_whoever_reads_the_page_may_ask(world):
    address = f"/forecast/courses/{world.courses['electro'].id}/beside/"
    assert (
        f'"beside":"{address}"'
        in world.client("teacher").get(f"/journals/{world.courses['electro'].id}/").content.decode()
    )
    opened = []

    def hear(readings, **_more):
        opened.extend(readings)

    personal_data_opened.connect(hear)
    try:
        answer = world.client("deputy").get(address)
    finally:
        personal_data_opened.disconnect(hear)
    assert (answer.status_code, set(answer.json())) == (200, {"head", "rows"})
    assert {one.action for one in opened} >= {"forecast.page.read", "assessment.page.read"}
    assert world.client("student").get(address).status_code in (403, 404)
