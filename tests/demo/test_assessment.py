"""C5.6 and the checkpoints of the running term in the demonstration college."""

import pytest

from tests.demo.colleges import small_college
from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.assessment.rules.levels import Level


@pytest.mark.django_db
def test_checkpoint_holds_a_departure_with_its_reason_and_the_unattested(frozen_time):
    college = small_college()
    points = {row.name: row for row in Checkpoint.objects.of(college.id)}
    assert (points["Первая рубежная"].published_at is None, points["Вторая рубежная"].published_at) == (False, None)
    rows = Result.objects.of(college.id).filter(level=Level.CHECKPOINT)
    assert set(rows.values_list("value", flat=True)) >= {"атт", "неатт"}
    assert rows.exclude(reason="").filter(value="атт", proposed="неатт").count() == 1
    assert not rows.filter(published_at=None).exists()
