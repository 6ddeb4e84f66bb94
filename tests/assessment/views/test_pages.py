"""Screens of results: what is typed is never lost, refusals are sentences, costs do not grow, nothing leaks before its day."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from tests import worlds
from tests.assessment.page import set_all, write_marks
from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.actions.rules import Days, add_checkpoint, publish_checkpoint
from zhurnal.assessment.actions.steps import make_step
from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.assessment.queries.groups import load_group, load_groups
from zhurnal.assessment.queries.page import RELATED, load_derivation, load_marks
from zhurnal.assessment.rules.levels import Level, State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import Course
from zhurnal.kernel.models import Change
from zhurnal.organisation.models import College

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def address(world, end=""):
    return f"/marks/courses/{world.courses['electro'].id}/{end}"


def fields(world, **typed):
    """What the form sends for these students: value, or (value, reason, version)."""
    sent = {}
    for name, given in typed.items():
        value, reason, version = given if isinstance(given, tuple) else (given, "", 0)
        key = world.people[name].id.hex
        sent |= {f"value-{key}": value, f"reason-{key}": reason, f"version-{key}": str(version)}
    return sent


def values(world):
    rows = Result.objects.of(world.id).exclude(value="")
    return {row.student_id: row.value for row in rows}


def test_teacher_saves_and_sees_what_stands(world):
    client = world.client("teacher")
    assert client.post(address(world, "save/"), fields(world, student="5", adult="н/а")).status_code == 302
    assert values(world) == {world.people["student"].id: "5", world.people["adult"].id: "на"}
    html = client.get(address(world)).content.decode()
    assert 'value="5"' in html
    assert 'value="н/а"' in html


def test_refused_line_keeps_what_was_typed_and_the_others_are_saved(world):
    client = world.client("teacher")
    answer = client.post(address(world, "save/"), fields(world, student="5", classmate=("5", "", 0)))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Отметка расходится с предложенной (3). Напишите причину." in html
    assert html.count('value="5"') == 2
    assert values(world) == {world.people["student"].id: "5"}


def test_second_tab_is_told_what_stands_and_nothing_typed_is_lost(world):
    client = world.client("teacher")
    client.post(address(world, "save/"), fields(world, student="5"))
    answer = client.post(address(world, "save/"), fields(world, student=("4", "не сдал проект", 0)))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Пока вы писали, эту отметку изменили." in html
    assert 'value="4"' in html
    assert "не сдал проект" in html
    assert values(world) == {world.people["student"].id: "5"}


def test_average_explains_itself(world):
    html = (
        world.client("teacher").get(address(world, f"average/?student={world.people['student'].id}")).content.decode()
    )
    assert "Средний 4,50, «5» с 4,50." in html
    assert html.count("<tr>") == 5
    page = Course.objects.of(world.id).select_related(*RELATED).get(pk=world.courses["electro"].pk)
    told = load_derivation(world.actor("teacher"), page, world.people["student"].id)
    assert [part.without for part in told.explanation.parts] == [467, 433, 467, 433]


def test_teacher_sees_whom_to_ask_while_he_can_act(world):
    page = Course.objects.of(world.id).select_related(*RELATED).get(pk=world.courses["electro"].pk)
    lines = {line.name: line for line in load_marks(world.actor("teacher"), page, None).lines}
    troubles = [text.replace("\u00a0", " ") for text in lines["Панкратов-А Лев"].standing.troubles]
    assert troubles == ["отметок нет, по часам нужно 1", "не спрашивали 7 занятий подряд"]
    assert lines["Калугин-А Степан"].standing.few is False
    html = world.client("leader").get(f"/marks/accumulation/?group={world.groups['Э-21'].id}").content.decode()
    assert "Панкратов-А Лев" in html


@pytest.mark.parametrize("count", [1, 30])
def test_pages_cost_the_same_for_one_and_thirty(count, django_assert_num_queries):
    world = worlds.make_college("vek", "А", students=count)
    write_marks(world)
    page = Course.objects.of(world.id).select_related(*RELATED).get(pk=world.courses["electro"].pk)
    teacher, head, group = world.actor("teacher"), world.actor("department_head"), world.groups["Э-21"]
    joined = 0 if connection.vendor == "sqlite" else 5  # what does not depend on each other goes as one message
    with django_assert_num_queries(12 - joined):
        load_marks(teacher, page, None)
    with django_assert_num_queries(24 - joined):
        load_group(head, group, world.term)
    with django_assert_num_queries(8):
        load_groups(head, None)


def test_leader_sees_who_has_not_set_and_closes_step_by_step(world):
    own = f"/marks/groups/{world.groups['Э-21'].id}/"
    html = world.client("leader").get(own).content.decode()
    assert "Кто ещё не поставил" in html
    assert world.client("leader").post(f"{own}step/", {"target": "collected"}).status_code == 422
    set_all(world)
    assert world.client("leader").post(f"{own}step/", {"target": "collected"}).status_code == 302
    refused = world.client("department_head").post(f"{own}step/", {"target": "council", "number": "7"})
    assert "Напишите номер и дату протокола педсовета." in refused.content.decode()
    sent = {"target": "council", "number": "7", "dated": "2026-11-24"}
    assert world.client("department_head").post(f"{own}step/", sent).status_code == 302
    assert world.client("deputy").post("/marks/groups/close/", {}).status_code == 302
    assert "24.11.2026 10:42" in world.client("leader").get(own).content.decode()  # by the college's clock
    assert Course.objects.of(world.id).filter(frozen_at__isnull=False).count() == 4


def _everything(world, who):
    """Whatever a family may read of the journal and of results, as one text."""
    client, student = world.client(who), world.people["student"].id
    texts = []
    for path in (
        "/diary/", f"/diary/{student}/", f"/diary/{student}/week/", f"/diary/{student}/marks/", f"/marks/students/{student}/",
        "/notices/", "/search/?q=электротехника",
    ):  # fmt: skip
        answer = client.get(path)
        texts.append(f"{answer.status_code} {answer.headers.get('ETag', '')} {answer.content.decode()}")
    return "\n".join(texts)


@pytest.mark.parametrize("who", ["student", "parent"])
def test_nothing_of_a_term_mark_is_derivable_before_publication(world, who):
    before = _everything(world, who)
    client = world.client("teacher")
    assert client.post(address(world, "save/"), fields(world, student="5", classmate="3")).status_code == 302
    set_missing(world)
    make_step(world.actor("leader"), world.groups["Э-21"], world.term, Step(State.COLLECTED))
    make_step(
        world.actor("department_head"), world.groups["Э-21"], world.term,
        Step(State.COUNCIL, number="7", dated=worlds.TODAY),
    )  # fmt: skip
    assert _stripped(_everything(world, who)) == _stripped(before)
    assert make_step(world.actor("deputy"), world.groups["Э-21"], world.term, Step(State.CLOSED)) is None
    own = world.client(who).get(f"/marks/students/{world.people['student'].id}/").content.decode()
    assert own.count("семестровая отметка") == 4


def set_missing(world):
    """The rest of the marks, so that the term can be collected."""
    known = set(Result.objects.of(world.id).values_list("student_id", "discipline_id"))
    group = world.groups["Э-21"]
    people = world.people
    listed = [people[name].id for name in ("student", "classmate", "adult", "newcomer", "student0")]
    Result.objects.bulk_create(
        Result(
            college=world.college, student_id=student, discipline_id=course.discipline_id, term=world.term, course=course,
            group=group, level=Level.TERM, semester=3, value="4", reason="по работам семестра", set_at=datetime.now(UTC),
        )
        for course in Course.objects.of(world.id).filter(group=group)
        for student in listed
        if (student, course.discipline_id) not in known
    )  # fmt: skip


def _stripped(text):
    """Without what is new at every answer: tokens and nonces."""
    import re

    return re.sub(r'(nonce|value|content|csrf[a-z]*)="[A-Za-z0-9+/=_-]{16,}"', "", text)


def test_checkpoint_is_added_inside_the_term_and_published_after_its_last_day(world):
    deputy = world.actor("deputy")
    assert add_checkpoint(deputy, world.term, Days("А", date(2026, 10, 9), date(2026, 10, 1))).code == "backward"
    assert add_checkpoint(deputy, world.term, Days("А", date(2026, 8, 1), date(2026, 10, 1))).code == "outside"
    client = world.client("deputy")
    sent = {"name": "Октябрь", "since": "2026-10-19", "until": "2026-11-20"}
    assert client.post("/marks/rules/checkpoints/", sent).status_code == 302
    assert client.post("/marks/rules/checkpoints/", sent).status_code == 422
    point = Checkpoint.objects.of(world.id).get()
    sent = {**fields(world, student="атт"), "checkpoint": str(point.id)}
    assert world.client("teacher").post(address(world, "save/"), sent).status_code == 302
    assert (
        "Октябрь" not in world.client("student").get(f"/marks/students/{world.people['student'].id}/").content.decode()
    )
    assert publish_checkpoint(deputy, point.id) is None
    assert publish_checkpoint(deputy, point.id).code == "published"
    assert "Октябрь" in world.client("student").get(f"/marks/students/{world.people['student'].id}/").content.decode()


def test_rules_of_the_college_are_set_with_their_history(world):
    client = world.client("deputy")
    sent = {
        "five_from": "4,6", "four_from": "3.6", "three_from": "2,60", "credit_from": "2,5", "marks_needed": "3",
        "missed_share": "66", "ill_share": "50", "hours_per_mark": "8", "asked_within": "5", "repaired_within": "3",
        "unattested_when": "any", "page_weights": "no", "year_marks": "general", "admission_works": "no",
    }  # fmt: skip
    assert client.post("/marks/rules/", {**sent, "five_from": "3,5"}).status_code == 422
    assert client.post("/marks/rules/", {**sent, "four_from": "много"}).status_code == 422
    assert client.post("/marks/rules/", sent).status_code == 302
    kept = College.objects.get(pk=world.id).settings
    assert kept.year_marks == "general"
    assert (kept.five_from, kept.four_from, kept.three_from, kept.missed_share, kept.page_weights) == (
        460, 360, 260, 66, False,
    )  # fmt: skip
    told = Change.objects.of(world.id).filter(action="assessment.rules.set").values_list("target", "before", "after")
    assert ("setting:five_from", 450, 460) in list(told)


def test_weights_are_typed_as_people_write_them(world):
    client = world.client("teacher")
    from zhurnal.grading.models import WorkKind

    key = WorkKind.objects.of(world.id).get(code="oral").pk.hex
    wrong = client.post(address(world, "weights/"), {f"weight-{key}": "много"})
    assert wrong.status_code == 422
    assert 'value="много"' in wrong.content.decode()
    assert client.post(address(world, "weights/"), {f"weight-{key}": "1,5"}).status_code == 302
    assert 'value="1,50"' in client.get(address(world, "weights/")).content.decode()


def test_a_request_to_reopen_is_answered_on_the_page(world):
    """Who asked may take it back, another one agrees or declines; in a closed year the page says what comes first."""
    set_all(world)
    group, protocol = world.groups["Э-21"], Step(State.COUNCIL, number="7", dated=worlds.TODAY)
    way = (("leader", Step(State.COLLECTED)), ("department_head", protocol), ("deputy", Step(State.CLOSED)))
    assert [make_step(world.actor(who), group, world.term, one) for who, one in way] == [None, None, None]
    own, asked = f"/marks/groups/{group.pk}/", {"target": "open", "reason": "Ошибка", "order": "12-у"}
    assert world.client("department_head").post(f"{own}step/", asked).status_code == 302
    html = world.client("department_head").get(own).content.decode()
    assert ("Отозвать просьбу" in html, "Отклонить просьбу" in html) == (True, False)
    html = world.client("director").get(own).content.decode()
    assert ("Отозвать просьбу" in html, "Отклонить просьбу" in html) == (False, True)
    refused = world.client("director").post(f"{own}decline/", {"why": ""})
    assert (refused.status_code, "Напишите, почему семестр не откроется" in refused.content.decode()) == (422, True)
    assert world.client("director").post(f"{own}decline/", {"why": "Отметка верна"}).status_code == 302
    html = world.client("department_head").get(own).content.decode()
    assert ("Просьба открыть отклонена" in html, "Отметка верна" in html, "Попросить открыть семестр" in html) == (
        True, True, True,
    )  # fmt: skip
    AcademicYear.objects.of(world.id).filter(pk=world.term.year_id).update(closed_at=world.actor("deputy").now)
    html = world.client("department_head").get(own).content.decode()
    assert ("Учебный год закрыт" in html, "Попросить открыть семестр" in html) == (True, False)
