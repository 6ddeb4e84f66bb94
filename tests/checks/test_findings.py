"""A finding's life in the database, and what each person sees of it (2.5, 2.6, 3.7; A10.4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.access.reaches import ALL_RULES
from tests.assessment.page import write_marks
from tests.journal.written_day import add_work, put, write_day
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.checks.actions.deciding import MINE, NOT_OPEN, dismiss
from zhurnal.checks.actions.nightly import at_night
from zhurnal.checks.models import Finding, FindingStep, RuleSetting
from zhurnal.checks.queries import own_open
from zhurnal.checks.queries.overview import Asked, load_overview
from zhurnal.checks.queries.own import load_own
from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.states import State
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_day(made)
    return made


def night(world, day=TODAY):
    return at_night(world.college, day)


def of(world, rule, lesson=None):
    """The only finding of a rule (at a lesson)."""
    rows = Finding.objects.of(world.id).filter(rule=rule.value)
    return (rows.filter(lesson=world.lessons[lesson]) if lesson else rows).get()


def topic(world, lesson, text):
    LessonRecord.objects.of(world.id).filter(lesson=world.lessons[lesson]).update(topic=text)


def steps(row):
    return [
        (step.step, step.words)
        for step in FindingStep.objects.of(row.college_id).filter(finding=row).order_by("made_at", "pk")
    ]


def test_a_finding_opens_once_closes_by_itself_and_returns_with_its_trace(world, frozen_time):
    topic(world, "yesterday", "")
    night(world)
    first = of(world, Rule.NO_TOPIC)
    assert (first.state, first.lesson_id, first.teacher_id) == (
        State.OPEN, world.lessons["yesterday"].pk, world.people["teacher"].pk,
    )  # fmt: skip
    before = Finding.objects.of(world.id).count()
    assert "новых замечаний 0, закрыто 0" in night(world)
    assert Finding.objects.of(world.id).count() == before
    frozen_time.shift(timedelta(hours=1))
    topic(world, "yesterday", "Закон Кирхгофа")
    night(world)
    closed = of(world, Rule.NO_TOPIC)
    assert (closed.state, closed.closed_how, closed.closed_at) == (State.CLOSED, "gone", datetime.now(UTC))
    frozen_time.shift(timedelta(hours=1))
    topic(world, "yesterday", "")
    night(world)
    again = of(world, Rule.NO_TOPIC)
    assert (again.pk, again.state, again.returns, again.closed_at) == (first.pk, State.OPEN, 1, None)
    assert again.first_seen == first.first_seen
    assert [step for step, _said in steps(again)] == ["gone", "returned"]
    assert again.seen_at == datetime.now(UTC)
    assert list(audit.verify(world.id)) == []


def test_what_a_checker_dismisses_stays_so(world, frozen_time):
    topic(world, "yesterday", "")
    night(world)
    deputy = world.actor("deputy")
    dismiss(deputy, of(world, Rule.NO_TOPIC), "Занятие провёл методист")
    with pytest.raises(Refused) as refused:
        dismiss(deputy, of(world, Rule.NO_TOPIC), "Ещё раз")
    assert refused.value.refusal == NOT_OPEN
    for text in ("Закон Кирхгофа", ""):
        frozen_time.shift(timedelta(hours=1))
        topic(world, "yesterday", text)
        night(world)
    row = of(world, Rule.NO_TOPIC)
    assert (row.state, row.reason, row.dismissed_by_id) == (
        State.DISMISSED,
        "Занятие провёл методист",
        world.people["deputy"].pk,
    )
    assert steps(row) == [("dismissed", "Занятие провёл методист")]
    assert list(audit.verify(world.id)) == []


def test_nobody_dismisses_what_stands_in_his_own_journal(world):
    RoleGrant.objects.create(
        college=world.college, person=world.people["teacher"], role=Role.DEPUTY_ACADEMIC, since=date(2026, 9, 1)
    )
    topic(world, "yesterday", "")
    night(world)
    row = of(world, Rule.NO_TOPIC)
    with pytest.raises(Refused) as refused:
        dismiss(world.actor("teacher"), row, "Так надо")
    assert refused.value.refusal == MINE
    assert "Почему это не замечание" not in world.client("teacher").get(f"/checks/all/{row.pk}/").text


def test_the_teacher_sees_it_first_and_it_is_gone_when_repaired(world):
    topic(world, "yesterday", "")
    client = world.client("teacher")
    place = f"/lessons/{world.lessons['yesterday'].pk}/"
    said = client.get("/checks/own/").text
    assert "Нет темы занятия" in said
    assert place in said
    assert not Finding.objects.of(world.id).exists()  # before any night
    topic(world, "yesterday", "Закон Кирхгофа")
    assert "Нет темы занятия" not in client.get("/checks/own/").text
    assert "Нет темы занятия" not in world.client("other_teacher").get("/checks/own/").text


def test_a_substitute_sees_his_lesson_and_nothing_else_of_the_journal(world):
    own = {line.lesson for journal in load_own(world.actor("substitute")).journals for line in journal.lines}
    assert own == set()
    world.college.refresh_from_db()
    substituted, topics = world.lessons["substituted"], {"topic": "", "homework": "§ 1"}
    LessonRecord.objects.create(college=world.college, lesson=substituted, course=world.courses["electro"], **topics)
    type(substituted).objects.of(world.id).filter(pk=substituted.pk).update(date=TODAY - timedelta(days=2))
    topic(world, "yesterday", "")
    page = load_own(world.actor("substitute"))
    assert {line.lesson for journal in page.journals for line in journal.lines} == {substituted.pk}


def rows_seen(world, person):
    names = {course.pk: name for name, course in world.courses.items()}
    page = load_overview(world.actor(person), Asked(rule=Rule.NO_RECORD.value))
    return {names[line.head.id] for line in page.lines}


def test_checkers_see_their_part_and_count_it(world):
    for key, course in (("m", "module"), ("h", "history")):
        worlds.add_lesson(world, key, course, "other_teacher", TODAY - timedelta(days=3))
    night(world)
    assert rows_seen(world, "deputy") == {"electro", "history"}
    assert rows_seen(world, "deputy_practice") == {"module"}
    assert rows_seen(world, "director") == rows_seen(world, "administrator") == {"electro", "history", "module"}
    assert rows_seen(world, "department_head") == {"electro", "module"}
    assert rows_seen(world, "other_head") == {"history"}
    page = load_overview(world.actor("director"), Asked(rule="no_record"))
    numbers = {key: sum(facet.number for facet in page.facets[key]) for key in ("department", "group", "teacher")}
    assert numbers == dict.fromkeys(("department", "group", "teacher"), page.total)
    assert {facet.words for facet in page.chosen} == {"Нет записи о занятии"}
    assert next(facet.number for facet in page.facets["rule"] if facet.words == "Нет записи о занятии") == page.total


def test_the_page_of_a_checker_leads_to_the_place(world):
    night(world)
    client = world.client("deputy")
    said = client.get("/checks/all/?rule=two_at_edge").text
    assert "Ничего не найдено" in said
    row = Finding.objects.of(world.id).filter(rule="no_record").first()
    assert f"/lessons/{row.lesson_id}/" in client.get("/checks/all/?rule=no_record").text
    of_student = Finding.objects.create(
        college=world.college, rule="absent_marked", course_id=row.course_id, lesson_id=row.lesson_id, place="x",
        student=world.people["student"], evidence="«н» и отметка", first_seen=row.first_seen, seen_at=row.seen_at,
    )  # fmt: skip
    cell = f"/journals/{row.course_id}/?view=marks#cell={row.lesson_id.hex}:{world.people['student'].pk.hex}:0"
    assert cell in client.get("/checks/all/?rule=absent_marked").text
    assert cell in client.get(f"/checks/all/{of_student.pk}/").text
    one = client.get(f"/checks/all/{row.pk}/").text
    assert "найдено проверкой" in one.lower()
    assert client.post(f"/checks/all/{row.pk}/dismiss/", {"reason": ""}).status_code == 422
    assert client.post(f"/checks/all/{row.pk}/dismiss/", {"reason": "Был выезд"}).status_code == 302
    assert "Был выезд" in client.get(f"/checks/all/{row.pk}/").text


def test_rules_are_set_within_bounds_and_one_that_is_off_closes_its_findings(world):
    night(world)
    client = world.client("administrator")
    on = {f"on_{rule}": "on" for rule in Rule}
    refused = client.post("/checks/rules/", {**ALL_RULES, **on, "number_no_topic": "99"})
    assert refused.status_code == 422
    assert "Нужно число от 1 до 30." in refused.text
    assert not RuleSetting.objects.of(world.id).exists()
    del on["on_no_record"]
    assert client.post("/checks/rules/", {**ALL_RULES, **on, "number_no_topic": "5"}).status_code == 302
    assert set(RuleSetting.objects.of(world.id).values_list("rule", "enabled", "number")) == {
        ("no_record", False, None), ("no_topic", True, 5), ("few_in_lesson", True, None), ("homework_late", True, None),
    }  # fmt: skip
    night(world)
    assert set(Finding.objects.of(world.id).filter(rule="no_record").values_list("state", "closed_how")) == {
        ("closed", "off")
    }
    assert list(audit.verify(world.id)) == []


def test_homework_that_appears_in_the_evening_is_advice_where_the_college_asks(world):
    lesson, course = world.lessons["yesterday"], world.courses["electro"]

    def late(hour):
        Change.objects.create(
            college_id=world.id, chain=course.pk, seq=1000 + hour, at=datetime(2026, 11, 23, hour, 20, tzinfo=UTC), action="x",
            target=f"homework:{lesson.pk.hex}", salt=b"1" * 16, hash=b"1" * 32, actor_name="", door="",
        )  # fmt: skip

    late(18)  # 21:20 in Moscow; the only lesson of the day ended at 11:55
    night(world)
    assert not Finding.objects.of(world.id).filter(rule="homework_late").exists()  # off until the college asks
    RuleSetting.objects.create(college=world.college, rule="homework_late", set_at=datetime.now(UTC))
    night(world)
    said = "23.11, 2-я пара: задание записано в 21:20, занятия группы кончились в 11:55."
    assert of(world, Rule.HOMEWORK_LATE).evidence == said
    assert said in world.client("teacher").get("/checks/own/").text
    late(9)  # it had stood there since 12:20
    night(world)
    assert of(world, Rule.HOMEWORK_LATE).state == State.CLOSED


def test_a_closed_journal_is_not_checked_and_ends_what_stood_open_in_it(world, frozen_time):
    topic(world, "yesterday", "")
    page = Course.objects.of(world.id).filter(pk=world.courses["electro"].pk)
    page.update(frozen_at=datetime.now(UTC))
    night(world)
    assert not Finding.objects.of(world.id).filter(course=world.courses["electro"]).exists()
    assert "не начался" in at_night(world.college, date(2026, 8, 1))
    page.update(frozen_at=None)
    night(world)
    frozen_time.shift(timedelta(hours=1))
    page.update(frozen_at=datetime.now(UTC))
    night(world)
    row = of(world, Rule.NO_TOPIC)
    assert (row.state, row.closed_how, steps(row)) == (State.CLOSED, "frozen", [("frozen", "")])
    assert "журнал закрыт" in world.client("deputy").get(f"/checks/all/{row.pk}/").text.lower()
    assert not Finding.objects.of(world.id).filter(course=world.courses["electro"], state=State.OPEN.value).exists()
    frozen_time.shift(timedelta(hours=1))
    page.update(frozen_at=None)  # the term was opened again by two people
    night(world)
    assert of(world, Rule.NO_TOPIC).state == State.OPEN
    assert list(audit.verify(world.id)) == []


def test_the_first_semester_is_repaired_in_the_second(world):
    """A finding of 27 December, repaired on 14 January, closes; until then checkers and the teacher are shown its semester."""
    topic(world, "yesterday", "")
    at_night(world.college, date(2026, 12, 27))
    second = Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 12), ends=date(2027, 6, 28)
    )
    january = datetime(2027, 1, 14, 9, 0, tzinfo=UTC)
    teacher, deputy = world.actor("teacher", january), world.actor("deputy", january)
    own, seen = load_own(teacher), load_overview(deputy, Asked(rule="no_topic"))
    standing = Finding.objects.of(world.id).filter(rule="no_topic").count()
    assert (own.term, seen.term, seen.total) == ("1 семестр 2026/27", "1 семестр 2026/27", standing)
    assert own_open(teacher) == sum(number for _term, _name, number, _current in own.terms) > 0
    assert [(name, current) for _term, name, _number, current in own.terms] == [
        ("2 семестр 2026/27", False), ("1 семестр 2026/27", True),
    ]  # fmt: skip
    assert [facet.words for facet in seen.terms] == ["2 семестр 2026/27", "1 семестр 2026/27"]
    assert (load_own(teacher, second.pk.hex).total, load_overview(deputy, Asked(term=second.pk.hex)).total) == (0, 0)
    topic(world, "yesterday", "Закон Кирхгофа")
    at_night(world.college, date(2027, 1, 14))
    row = of(world, Rule.NO_TOPIC, "yesterday")
    assert (row.state, steps(row)) == (State.CLOSED, [("gone", "")])


def test_the_teachers_day_counts_what_the_night_found_and_the_grid_asks_nothing(world):
    night(world)
    client = world.client("teacher")
    number = own_open(world.actor("teacher"))
    assert number == load_own(world.actor("teacher")).total  # a lesson that somebody gave in his place, too
    assert f"ждут вас: </span>{number}<" in client.get("/today/").text
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(frozen_at=datetime.now(UTC))
    assert (own_open(world.actor("teacher")), load_own(world.actor("teacher")).total) == (0, 0)  # its term is closed
    assert "ждут вас: " not in client.get(f"/journals/{world.courses['electro'].pk}/").text


@pytest.mark.parametrize("students", [1, 30])
def test_statements_do_not_grow_with_students(students):
    made = worlds.make_college("vek", "А", students=students)
    write_marks(made)
    for name in list(made.people):
        if name.startswith("student") and name != "student":
            put(made, name, "electro-0", 1, "2")
    add_work(made, "yesterday", 1, "control")
    actor = made.actor("teacher")
    load_own(actor)
    with CaptureQueriesContext(connection) as asked:
        load_own(actor)
    assert len(asked) == (31 if connection.vendor == "sqlite" else 18)
