"""Weights of the college, a discipline, a page: each goes before the one before it, and everything that is read follows."""

import pytest

from tests import worlds
from tests.assessment.page import write_marks
from tests.journal.written_day import add_work, put
from zhurnal.assessment.actions.weights import weigh_college, weigh_discipline, weigh_page
from zhurnal.curriculum.models import Course
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import StudentFeed, Work
from zhurnal.journal.queries import page as pages
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    add_work(made, "now", 1, "control", weight=300)
    put(made, "student", "now", 1, "2")
    return made


def kind(world, code):
    return WorkKind.objects.of(world.id).get(code=code).pk


def weights(world, course="electro"):
    """(kinds of the page, columns of the page) by code."""
    page = Course.objects.of(world.id).select_related(*pages.RELATED).get(pk=world.courses[course].pk)
    actor = world.actor("teacher")
    data = pages.load_page(actor, page, pages.page_rights(actor, page), 1)
    offered = {one["code"]: one["weight"] for one in data["kinds"]}
    return offered, {work["kind"]: work["weight"] for lesson in data["lessons"] for work in lesson["works"]}


def test_page_goes_before_discipline_and_discipline_before_the_college(world):
    page, actor = world.courses["electro"], world.actor("deputy")
    assert weigh_college(actor, {kind(world, "oral"): 50}) is None
    offered, columns = weights(world)
    assert (offered["oral"], columns) == (50, {"oral": 50, "control": 300})
    assert weigh_discipline(actor, page.discipline, {kind(world, "oral"): 70, kind(world, "control"): 400}) is None
    assert weights(world)[1] == {"oral": 70, "control": 400}
    assert weigh_page(world.actor("teacher"), page, {kind(world, "oral"): 0}) is None
    assert weights(world)[1] == {"oral": 0, "control": 400}
    assert weigh_college(actor, {kind(world, "oral"): 90, kind(world, "control"): 500}) is None
    assert weights(world)[1] == {"oral": 0, "control": 400}
    assert weights(world, "module")[0]["oral"] == 90
    assert weigh_page(world.actor("teacher"), page, {kind(world, "oral"): None}) is None
    assert weigh_discipline(actor, page.discipline, {kind(world, "control"): None}) is None
    assert weights(world)[1] == {"oral": 70, "control": 500}
    assert list(audit.verify(world.id)) == []


def test_diaries_learn_that_averages_are_others(world):
    def version():
        return StudentFeed.objects.of(world.id).get(student=world.people["student"].id).version

    before = version()
    weigh_page(world.actor("teacher"), world.courses["electro"], {kind(world, "oral"): 200})
    assert version() == before + 1


def test_new_column_takes_the_weight_of_its_page(world):
    from tests.journal.actions.test_record import add_work as add

    weigh_page(world.actor("teacher"), world.courses["electro"], {kind(world, "lab"): 150})
    assert add(world, kind="lab", lesson="old").value["weight"] == 150


def test_closed_pages_and_earlier_years_keep_what_their_marks_weighed(world):
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(frozen_at=world.actor("deputy").now)
    weigh_college(world.actor("deputy"), {kind(world, "oral"): 50})
    assert set(Work.objects.of(world.id).filter(kind__code="oral").values_list("weight", flat=True)) == {100}
    assert weigh_page(world.actor("teacher"), world.courses["electro"], {kind(world, "oral"): 50}).code == "frozen"


def test_who_sets_what(world):
    for who in ("teacher", "leader", "department_head", "student"):
        with pytest.raises(Refused):
            weigh_college(world.actor(who), {kind(world, "oral"): 50})
        with pytest.raises(Refused):
            weigh_discipline(world.actor(who), world.courses["electro"].discipline, {kind(world, "oral"): 50})
    for who in ("other_teacher", "leader", "substitute"):
        with pytest.raises(Refused):
            weigh_page(world.actor(who), world.courses["electro"], {kind(world, "oral"): 50})
    assert (
        weigh_page(world.actor("teacher"), world.courses["electro"], {kind(world, "oral"): 1001}).code == "weight_limit"
    )
    world.college.parameters = {"page_weights": False}
    world.college.save()
    assert (
        weigh_page(world.actor("teacher"), world.courses["electro"], {kind(world, "oral"): 50}).code
        == "page_weights_off"
    )
    assert weigh_page(world.actor("deputy"), world.courses["electro"], {kind(world, "oral"): 50}) is None
