"""What the archive's pages refuse, and in which words."""

import pytest
from django.core.management import CommandError, call_command

from tests.access.conftest import body_of
from tests.archive.years import old_year
from zhurnal.archive.actions.packing import pack
from zhurnal.archive.keys import archive_folder
from zhurnal.archive.prints import OF_GROUP
from zhurnal.archive.queries.search import Filters, journals
from zhurnal.curriculum.models import Course, Group
from zhurnal.jobs.models import Job
from zhurnal.kernel.errors import Refused


@pytest.mark.parametrize("spoilt", ["", "00", "нет"])
def test_a_spoilt_key_signs_nothing_and_is_told(college, spoilt):
    (archive_folder(college.id) / "signing.key").write_text(spoilt, encoding="utf-8")
    group = Group.objects.of(college.id).select_related(*OF_GROUP).get(pk=college.groups["Э-21"].pk)
    actor = college.actor("deputy")
    with pytest.raises(Refused, match="key_spoilt"):
        pack(actor, group, actor.now)
    with pytest.raises(CommandError, match="испорчен"):
        call_command("archive", college.college.code, key=True)
    page = college.client("deputy").get("/archive/years/")
    assert (page.status_code, "signing.key" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("asked", [{"group": "x"}, {"department": "x"}, {"group": "0" * 32}, {"department": "0" * 32}])
def test_a_group_that_is_none_packs_nothing(college, asked):
    old = old_year(college)
    assert college.client("deputy").post(f"/archive/years/{old.year.pk}/make/", asked).status_code == 404
    assert not Job.objects.of(college.id).exists()


def test_documents_of_graduates_are_sent_for_the_last_course_and_not_by_the_director(college):
    group = college.groups["Э-21"]
    address = f"/archive/exports/{group.pk}/frdo/"
    early = college.client("deputy").post(address, {"format": "csv"})
    assert (early.status_code, "не выпускается" in early.content.decode()) == (422, True)
    Group.objects.of(college.id).filter(pk=group.pk).update(course_year=4)
    taken = college.client("deputy").post(address, {"format": "csv"})
    assert (taken.status_code, "СНИЛС" in body_of(taken).decode()) == (200, True)
    assert address in college.client("deputy").get("/archive/exports/").content.decode()
    assert college.client("director").post(address, {"format": "csv"}).status_code == 404
    assert address not in college.client("director").get("/archive/exports/").content.decode()


def test_the_list_says_of_the_year_whether_it_is_closed(college):
    old = old_year(college)
    Course.objects.of(college.id).filter(pk=old.course.pk).update(frozen_at=None)
    found = journals(college.actor("deputy"), Filters(student="зимин"))
    assert [(line.group, line.closed) for line in found.lines] == [("Э-01", True)]
    assert [name for name, _groups in found.students] == ["Зимин-А Илья"]
