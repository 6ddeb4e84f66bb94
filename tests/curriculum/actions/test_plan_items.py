"""A plan's row is mended by hand until a journal stands on it; every change is recorded."""

import re

import pytest

from tests import worlds
from zhurnal.curriculum.actions.plan_items import edit_item
from zhurnal.curriculum.models import Curriculum, Discipline, PlanItem, PlanLoad
from zhurnal.curriculum.rules.plan_edit import Hours
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


@pytest.fixture
def item(world):
    plan = Curriculum.objects.create(college=world.college, specialty_code="13.02.03", specialty_name="С", title="План")
    own = {"college": world.college, "curriculum": plan}
    module = PlanItem.objects.create(**own, index="ПМ.01", name="Модуль", kind="module", position=1)
    row = PlanItem.objects.create(**own, parent=module, index="МДК.01.01", name="Ремонт", kind="mdk", position=2)
    PlanLoad.objects.create(college=world.college, item=row, semester=3, hours_total=72, lectures=72)
    PlanLoad.objects.create(college=world.college, item=row, semester=4, hours_total=36, lectures=36, attestation="Э")
    return row


def test_hours_are_changed_and_recorded(world, item):
    hours = Hours(lectures=50, practicals=22, hours_total=72, attestation="ДЗ")
    assert edit_item(world.actor("administrator"), item, "Ремонт", {3: hours}) is None
    load = PlanLoad.objects.of(world.id).get(item=item.pk, semester=3)
    assert (load.lectures, load.practicals, load.attestation) == (50, 22, "ДЗ")
    change = Change.objects.of(world.id).filter(chain=item.curriculum_id).get()
    assert (change.before["lectures"], change.after["lectures"]) == (72, 50)


def test_a_semester_with_a_journal_is_closed_the_others_are_not(world, item):
    discipline = world.courses["module"].discipline_id
    Discipline.objects.of(world.id).filter(pk=discipline).update(plan_item=item)
    refusal = edit_item(world.actor("administrator"), item, "Ремонт", {3: Hours(lectures=10, hours_total=10)})
    assert refusal.code == "journal"
    assert "Э-21" in str(refusal)
    assert edit_item(world.actor("administrator"), item, "Иначе", {}).code == "journal"
    assert edit_item(world.actor("administrator"), item, "Ремонт", {4: Hours(lectures=40, hours_total=40)}) is None


def test_sums_that_do_not_agree_are_told_and_the_page_keeps_them(world, item):
    client = world.client("administrator")
    answer = client.post(f"/plans/rows/{item.pk}/", {"name": "Ремонт", "s3-hours_total": "72", "s3-lectures": "70"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "всего 72 ч, а по видам работ вместе 70 ч" in page
    assert 'value="70"' in page
    answer = client.post(f"/plans/rows/{item.pk}/", {"name": "Ремонт", "s3-hours_total": "много"})
    assert "«много» — не число часов" in answer.content.decode()


def test_a_course_work_is_chosen_beside_the_form_and_a_closed_semester_is_sent_back_as_it_stands(world, item):
    client, address = world.client("administrator"), f"/plans/rows/{item.pk}/"
    hours = {"name": "Ремонт", "s3-hours_total": "72", "s3-lectures": "72", "s3-attestation": "ДЗ", "s3-project": "КР"}
    assert client.post(address, hours).status_code == 302
    loads = PlanLoad.objects.of(world.id).filter(item=item.pk)
    assert list(loads.order_by("semester").values_list("attestation", flat=True)) == ["ДЗ, КР", "Э"]
    assert '<b class="plan__form">ДЗ, КР</b>' in client.get(f"/plans/{item.curriculum_id}/").content.decode()
    Discipline.objects.of(world.id).filter(pk=world.courses["module"].discipline_id).update(plan_item=item)
    page = client.get(address).content.decode()  # from now on a journal is kept in the third semester
    hidden = dict(re.findall(r'type="hidden" name="(s3-\w+)" value="([^"]*)"', page))
    assert hidden == {"s3-attestation": "ДЗ", "s3-project": "КР"}
    later = {"s4-hours_total": "36", "s4-lectures": "36", "s4-attestation": "Э", "s4-project": "КП"}
    assert client.post(address, hours | hidden | later).status_code == 302
    assert loads.get(semester=4).attestation == "Э, КП"


def test_a_control_work_is_offered_as_a_form_and_kept(world, item):
    client = world.client("administrator")
    assert '<option value="К">К</option>' in client.get(f"/plans/rows/{item.pk}/").content.decode()
    typed = {"name": "Ремонт", "s3-hours_total": "72", "s3-lectures": "72", "s3-attestation": "К"}
    assert client.post(f"/plans/rows/{item.pk}/", typed).status_code == 302
    assert PlanLoad.objects.of(world.id).get(item=item.pk, semester=3).attestation == "К"
