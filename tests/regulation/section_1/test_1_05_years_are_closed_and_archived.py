"""1.5, 1.11 c: a year is closed by two people, packed, signed, verifiable; then its journals are only read, by who kept them."""

import io
import zipfile

import pytest

from tests.archive.years import CLOSED, old_year
from zhurnal.archive.models import YearPackage
from zhurnal.archive.rules import verify
from zhurnal.archive.rules.closing import is_reading
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.models import Course, Group
from zhurnal.inspection.policy import NOT_REOPENED
from zhurnal.jobs.actions.working import work_until_idle
from zhurnal.kernel import policy
from zhurnal.kernel.models import Change
from zhurnal.modules.models import PracticePage, Project
from zhurnal.statements.models import Statement, StatementLine


@pytest.fixture(autouse=True)
def state(settings, tmp_path):
    """Packages and the key lie in a folder of the test's own."""
    settings.STATE_DIR = tmp_path


def said(answer, status):
    assert answer.status_code == status
    return answer.content.decode()


def test_1_5_a_year_is_closed_by_two_people(college, enter):
    old = old_year(college, closed=False)
    deputy, director = enter("deputy").client, enter("director").client
    close, agree = f"/archive/years/{old.year.pk}/close/", f"/archive/years/{old.year.pk}/agree/"
    assert "Сначала закройте семестры" in said(deputy.post(close, {"decision": "close"}), 422)
    assert "после его последнего дня" in said(
        deputy.post(f"/archive/years/{college.year.pk}/close/", {"decision": "close"}), 422
    )
    TermClosing.objects.create(
        college=college.college, group=old.group, term=old.term, state=State.CLOSED, changed_at=CLOSED
    )
    Course.objects.of(college.id).filter(pk=old.course.pk).update(frozen_at=CLOSED)
    assert deputy.post(close, {"decision": "close"}).status_code == 302
    assert "другой человек" in said(deputy.post(agree), 422)
    assert director.post(agree).status_code == 302
    old.year.refresh_from_db(from_queryset=type(old.year).objects.of(college.id))
    assert old.year.closed_at is not None
    assert "по приказу" in said(deputy.post(close, {"decision": "reopen"}), 422)
    assert deputy.post(close, {"decision": "reopen", "order": "7", "reason": "ошибка"}).status_code == 302
    assert director.post(agree).status_code == 302
    told = Change.objects.of(college.id).filter(action="archive.year").order_by("seq").values_list("after", flat=True)
    assert list(told) == [
        {"asked": "close", "order": ""}, "closed", {"asked": "reopen", "order": "7"}, "open",
    ]  # fmt: skip


def test_1_5_every_writing_action_of_a_closed_year_is_refused_with_its_reason(college):
    old, actor = old_year(college), college.actor("administrator")
    own = {"college": college.college, "group": old.group, "discipline": old.course.discipline, "term": old.term}
    statement = Statement(
        **own, year=old.year, semester=1, level="exam", form="Э", dated=old.term.ends, number=1, state="open"
    )
    Statement.objects.bulk_create([statement])
    things = {
        type(old.year): old.year,
        Course: old.course,
        Group: old.group,
        Statement: statement,
        StatementLine: StatementLine(college=college.college, statement=statement, student=college.people["adult"]),
        PracticePage: PracticePage(**own, starts=old.term.starts, ends=old.term.ends),
        Project: Project(**own, student=college.people["adult"]),
    }
    asked = [one for one in policy.all_actions() if policy.policy_of(one.name).model in things]
    refused = {one.name: policy.refusal_of(actor, one.name, things[policy.policy_of(one.name).model]) for one in asked}
    assert len(refused) > 40
    assert is_reading("printing.group.print")  # a closed year is printed as well (3.3)
    assert not is_reading("assessment.group.reopen")
    for name, refusal in refused.items():
        if is_reading(name):
            # of its own accord: an act is about a term that was opened again, in whatever year (A3.7)
            assert refusal is None or (name, refusal.code) == ("inspection.course.act", "not_reopened"), name
        else:
            assert refusal is not None, name
            assert "2024/25 закрыт" in str(refusal), name
    open_things = {Course: college.courses["electro"], Group: college.groups["Э-21"], type(old.year): college.year}
    for one in asked:
        thing = open_things.get(policy.policy_of(one.name).model)
        if one.name == "inspection.course.act":  # about a term that was opened again, which this one was not
            assert thing is not None
            assert policy.refusal_of(actor, one.name, thing) == NOT_REOPENED
            continue
        assert thing is None or policy.refusal_of(actor, one.name, thing) is None


def test_1_5_in_the_browser_the_closed_year_says_why(college, enter):
    old = old_year(college)
    deputy = enter("deputy").client
    step = {"term": str(old.term.pk), "target": "open", "reason": "ошибка", "order": "7"}
    assert "2024/25 закрыт" in said(deputy.post(f"/marks/groups/{old.group.pk}/step/", step), 403)
    assert "2024/25 закрыт" in said(deputy.get(f"/year/{old.year.pk}/"), 403)
    assert said(deputy.get(f"/marks/groups/{old.group.pk}/"), 200)  # reading goes on


def test_1_11_c_former_teacher_and_leader_read_their_old_journal(college, enter):
    old = old_year(college)
    page = f"/archive/journals/{old.course.pk}/"
    for name in ("ex_teacher", "other_leader", "department_head", "deputy", "deputy_practice", "director"):
        text = enter(name).sees(page)
        assert "Закон Ома" in text, name
        assert "Зимин-А Илья" in text, name
        assert "Записи только читают" in text, name
    for name in ("teacher", "leader", "other_head"):
        assert enter(name).client.get(page).status_code == 404, name
    assert enter("ex_teacher").client.post(page).status_code == 405


def test_1_11_c_old_journals_are_found_by_year_group_discipline_and_student(college, enter):
    old = old_year(college)
    deputy, found = enter("deputy"), f"/archive/journals/{old.course.pk}/"
    for asked in (
        {}, {"year": str(old.year.pk)}, {"group": "э-0"}, {"discipline": "электро"}, {"discipline": "ОП.02"},
        {"student": "зимин ил"},
    ):  # fmt: skip
        assert found in deputy.client.post("/archive/", asked).content.decode(), asked
    for asked in ({"group": "ТЭ"}, {"discipline": "история"}, {"student": "калугин"}, {"year": str(college.year.pk)}):
        assert found not in deputy.client.post("/archive/", asked).content.decode(), asked
    assert (
        found in deputy.client.get("/archive/?student=калугин").content.decode()
    )  # a name in the address asks nothing
    assert found in enter("ex_teacher").client.get("/archive/").content.decode()
    assert found not in enter("teacher").client.get("/archive/").content.decode()
    assert enter("student").client.get("/archive/").status_code == 404


def test_1_5_the_package_is_made_in_the_background_listed_taken_and_recorded(college, enter):
    old = old_year(college)
    deputy, head = enter("deputy").client, enter("other_head").client
    make = f"/archive/years/{old.year.pk}/make/"
    asked = deputy.post(make)
    assert asked.status_code == 302
    assert asked["Location"].startswith("/jobs/")
    assert work_until_idle() == 1
    row = YearPackage.objects.of(college.id).get()
    assert (row.group_id, row.made_by_id) == (old.group.pk, college.people["deputy"].pk)
    listed = deputy.get(f"/archive/years/?year={old.year.pk}").content.decode()
    assert row.sha256 in listed
    assert row.key in listed
    body = b"".join(deputy.get(f"/archive/packages/{row.pk}/").streaming_content)
    path = verify.Package(io.BytesIO(body))
    assert (path.faults, path.key) == ([], row.key)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert "Закон Ома" in archive.read("data/lesson_record.json").decode()
    assert head.get(f"/archive/packages/{row.pk}/").status_code == 404
    assert enter("teacher").client.get(f"/archive/packages/{row.pk}/").status_code == 404
    told = Change.objects.of(college.id).filter(chain=old.year.pk).order_by("seq").values_list("action", flat=True)
    assert list(told) == ["archive.package.made", "archive.package.taken"]
