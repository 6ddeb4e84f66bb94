"""The night: forecasts stored once a week, the past learnt from, and said held beside what came."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db.models import F

from tests import worlds
from tests.assessment.page import write_marks
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.forecast.actions import nightly
from zhurnal.forecast.gather import learnt_of
from zhurnal.forecast.models import Learning, StoredForecast
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def end_term(world, published=True):
    """The term ended yesterday, and its results were told."""
    Term.objects.of(world.id).filter(pk=world.term.pk).update(ends=TODAY - timedelta(days=1))
    for student, value in (("student", "5"), ("classmate", "2"), ("adult", "на")):
        course = world.courses["electro"]
        Result.objects.create(
            college=world.college, student=world.people[student], discipline_id=course.discipline_id, term=world.term,
            course=course, group=world.groups["Э-21"], level=Level.TERM, semester=3, value=value,
            set_at=datetime.now(UTC), published_at=datetime.now(UTC) if published else None,
        )  # fmt: skip


def test_once_a_week_and_never_changed(world):
    assert nightly.store(world.college, TODAY) == 2  # the third has too few marks
    assert nightly.store(world.college, TODAY) == 0
    monday = TODAY + timedelta(days=7 - TODAY.weekday())
    assert nightly.store(world.college, monday) == 2
    row = StoredForecast.objects.of(world.id).order_by("day").first()
    assert row.day == TODAY
    assert all(sum(chances) == pytest.approx(1, abs=0.01) for chances in row.said.values())


def test_the_past_is_learnt_from_and_the_record_shown(world):
    nightly.store(world.college, date(2026, 11, 17))
    end_term(world)
    assert nightly.learn(world.college, TODAY)
    learnt, record = learnt_of(world.id)
    assert learnt.cases >= 1
    assert record["count"] == 2
    assert record["true"] <= record["held"] <= 2
    assert sum(band[1] for band in record["bands"]) == 2
    assert not nightly.learn(world.college, TODAY)
    assert list(audit.verify(world.id)) == []


def test_unpublished_results_teach_nothing(world):
    end_term(world, published=False)
    assert not nightly.learn(world.college, TODAY)
    assert not Learning.objects.of(world.id).exists()


def test_the_nightly_command_does_it(world, capsys):
    call_command("nightly")
    assert "прогнозов сохранено: 2" in capsys.readouterr().out


def test_more_results_are_learnt_anew(world):
    end_term(world)
    assert nightly.learn(world.college, TODAY)
    Result.objects.of(world.id).filter(student=world.people["adult"].pk).update(level=Level.EXAM)
    assert nightly.learn(world.college, TODAY)
    assert Learning.objects.of(world.id).get().results == 2


def test_changed_results_marks_and_thresholds_are_learnt_anew_though_there_are_as_many(world):
    end_term(world)
    assert nightly.learn(world.college, TODAY)
    assert not nightly.learn(world.college, TODAY)
    Result.objects.of(world.id).filter(student=world.people["student"].pk).update(value="4")
    assert nightly.learn(world.college, TODAY)
    Entry.objects.of(world.id).filter(student=world.people["student"].pk, slot=1).update(
        value="2", version=F("version") + 1
    )
    assert nightly.learn(world.college, TODAY)
    world.college.parameters = {**world.college.parameters, "five_from": 460}
    world.college.save(update_fields=["parameters"])
    assert nightly.learn(world.college, TODAY)
    assert not nightly.learn(world.college, TODAY)
