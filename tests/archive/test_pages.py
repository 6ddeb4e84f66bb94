"""What the archive's pages refuse, and in which words."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.access.conftest import body_of
from tests.archive.years import CLOSED, old_year
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.archive.actions.packing import pack
from zhurnal.archive.books import book
from zhurnal.archive.keys import archive_folder
from zhurnal.archive.prints import OF_GROUP
from zhurnal.archive.queries.packages import year_page
from zhurnal.archive.queries.search import Filters, journals
from zhurnal.archive.records import records_of, scope_of
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course, Group
from zhurnal.jobs.models import Job
from zhurnal.journal.models import Entry
from zhurnal.kernel.errors import Refused
from zhurnal.printing.queries.document import course_document
from zhurnal.printing.queries.rows import RELATED
from zhurnal.printing.rules.selection import Selection


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


def test_the_page_opens_on_the_newest_year_that_has_groups(college):
    old, own = old_year(college), {"college": college.college}
    AcademicYear.objects.create(**own, name="2025/26", starts=date(2025, 9, 1), ends=date(2026, 6, 30))
    assert year_page(college.actor("deputy"), None).year == old.year
    Group.objects.of(college.id).filter(pk=old.group.pk).update(year=college.year)
    assert year_page(college.actor("deputy"), None).year == college.year  # nothing over has any


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


def test_an_absence_reads_as_the_journal_wrote_it(college):
    """A2.2: the letter is «н», whatever the reason; the reason stands beside it and is told to those who listen."""
    old = old_year(college)
    Entry.objects.of(college.id).filter(course=old.course.pk).update(value="нб", slot=0)
    page = college.client("deputy").get(f"/archive/journals/{old.course.pk}/").content.decode()
    assert "не был по болезни" in page
    assert ">нб<" not in page


def test_the_mark_of_the_year_stands_on_the_page_in_the_package_and_on_paper(college):
    old, adult = old_year(college), college.people["adult"]
    second = Term.objects.create(
        college=college.college, year=old.year, number=2, starts=date(2025, 1, 12), ends=date(2025, 6, 28)
    )
    Course.objects.of(college.id).filter(pk=old.course.pk).update(term=second)
    for level, form, value in (("term", "", "4"), ("exam", "ДЗ", "3"), ("year", "", "на")):
        Result.objects.create(
            college=college.college, student=adult, discipline=old.course.discipline, term=second, course=old.course,
            group=old.group, level=level, form=form, semester=4, value=value, set_at=CLOSED,
        )  # fmt: skip
    page = " ".join(college.client("deputy").get(f"/archive/journals/{old.course.pk}/").content.decode().split())
    for head in ("Сем.", "Диф. зач.", "Год"):
        assert f'<th scope="col" class="old-grid__day">{head}</th>' in page
    cells = "".join(f'<td class="old-grid__cell strong">{value}</td>' for value in ("4", "3", "н/а"))
    assert cells in page

    found, _chains = records_of(scope_of(Group.objects.of(college.id).select_related("year").get(pk=old.group.pk)))
    results = next(sheet for sheet in book(found).more if sheet.title == "Итоги")
    assert ("годовая отметка", "на") in [(row[3], row[4]) for row in results.rows]

    course = Course.objects.of(college.id).select_related(*RELATED).get(pk=old.course.pk)
    sheets = course_document(college.actor("deputy"), course, Selection())["sections"]
    left = next(sheet["left"] for sheet in sheets if sheet["kind"] == "spread")
    assert left["after"][2:] == ["2 сем.", "диф. зач.", "год"]
    assert [row["after"][2:] for row in left["rows"]] == [["4", "3", "н/а"]]
