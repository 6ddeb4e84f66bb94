"""A group's term is collected, goes to the council, is closed, and opens again by two people; what is closed stays as it is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests import worlds
from tests.assessment.page import set_all, write_marks
from tests.journal.written_day import add_work, put
from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.actions.steps import agree, close_terms, decline, make_step, withdraw
from zhurnal.assessment.models import Result, TermClosing, TermStep
from zhurnal.assessment.queries import results_of_student
from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.actions.requests import ask_to_open
from zhurnal.journal.models import StudentFeed
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.notifications.models import Notice
from zhurnal.oversight.actions.excuses import Cause, set_cause
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause as Ground
from zhurnal.timetable.rules.ground import Ground as Why

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
PROTOCOL = Step(State.COUNCIL, number="7", dated=worlds.TODAY)


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def step(world, who, step_, group="Э-21"):
    return make_step(world.actor(who), world.groups[group], world.term, step_)


def code(refusal):
    return refusal.code if refusal else None


def close(world):
    set_all(world)
    for who, one in (("leader", Step(State.COLLECTED)), ("department_head", PROTOCOL), ("deputy", Step(State.CLOSED))):
        assert step(world, who, one) is None


def feed(world, student="student"):
    return StudentFeed.objects.of(world.id).get(student=world.people[student].id).version


def seen(world, student="student"):
    return [row.value for row in results_of_student(world.id, world.people[student].id, published=True)]


def test_term_is_not_collected_until_all_is_set_and_who_has_not_is_named(world):
    refusal = step(world, "leader", Step(State.COLLECTED))
    assert code(refusal) == "missing"
    assert str(refusal).replace("\u00a0", " ") == (
        "Итоговые отметки поставлены не всем: Иностранный язык 1 — А. Б. Жукова-А (3), "
        "Иностранный язык 2 — П. И. Лосев-А (2), Обслуживание — П. И. Лосев-А (5) и ещё журналов: 1."
    )
    assert not TermStep.objects.of(world.id).exists()


def late_mark(world, key, value, days_ago):
    worlds.add_lesson(world, key, "electro", "teacher", worlds.TODAY - timedelta(days=days_ago), 3)
    add_work(world, key, 1, "oral")
    put(world, "classmate", key, 1, value, course="electro")


def test_a_proposal_that_moved_since_asks_for_the_reason_and_is_kept_as_the_closed_journal_has_it(world):
    """Set as proposed, 3 of 3,25; then a late five makes 3,60 of it, which proposes 4 (A4.5)."""
    set_all(world)
    page = Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses["electro"].id)
    own = Result.objects.of(world.id).filter(student=world.people["classmate"], discipline=page.discipline_id)
    own.delete()
    saved = set_results(world.actor("teacher"), page, [ResultChange(world.people["classmate"].id, "3", 0)])[0]
    assert (saved.status, own.get().proposed) == ("saved", "3")
    late_mark(world, "late", "5", 5)
    refusal = step(world, "leader", Step(State.COLLECTED))
    assert code(refusal) == "departs"
    assert "Электротехника, Удальцов-А Семён: стоит 3, предложено 4." in str(refusal)
    reasoned = ResultChange(world.people["classmate"].id, "3", saved.version, "пятёрка за чужую работу")
    assert set_results(world.actor("teacher"), page, [reasoned])[0].status == "saved"
    assert step(world, "leader", Step(State.COLLECTED)) is None
    assert step(world, "department_head", PROTOCOL) is None
    late_mark(world, "later", "5", 4)  # (3 + 4 + 3 + 3 + 5 + 5) / 6
    before = own.get()
    assert step(world, "deputy", Step(State.CLOSED)) is None
    after = own.get()
    assert ((before.average, before.proposed), (after.average, after.proposed)) == ((360, "4"), (383, "4"))
    assert (after.value, after.version, after.set_by_id) == ("3", before.version, world.people["teacher"].id)
    others = Result.objects.of(world.id).filter(student=world.people["student"], discipline=page.discipline_id)
    assert others.get().proposed == "5"  # set without a proposal, as an import does
    told = Change.objects.of(world.id).filter(chain=TermClosing.objects.of(world.id).get().pk).latest("seq")
    assert (told.after["state"], told.after["proposals"] > 1) == ("closed", True)
    assert list(audit.verify(world.id)) == []


def test_closing_freezes_the_pages_and_shows_the_marks(world):
    before = feed(world)
    set_all(world)
    assert step(world, "leader", Step(State.COLLECTED)) is None
    assert step(world, "department_head", PROTOCOL) is None
    assert (seen(world), feed(world)) == ([], before)
    assert step(world, "deputy", Step(State.CLOSED)) is None
    assert len(seen(world)) == 4
    assert feed(world) > before
    frozen = Course.objects.of(world.id).filter(frozen_at__isnull=False)
    assert set(frozen.values_list("group_id", flat=True)) == {world.groups["Э-21"].id}
    assert frozen.count() == 4
    closing = TermClosing.objects.of(world.id).get()
    assert (closing.state, closing.council_number, closing.council_date) == ("closed", "7", worlds.TODAY)
    assert [row.after for row in TermStep.objects.of(world.id).order_by("made_at", "pk")] == [
        "collected", "council", "closed",
    ]  # fmt: skip
    assert list(audit.verify(world.id)) == []


def test_only_the_right_person_makes_each_step(world):
    set_all(world)
    for who in ("teacher", "other_leader", "other_head", "director", "student", "parent"):
        with pytest.raises(Refused):
            step(world, who, Step(State.COLLECTED))
    step(world, "leader", Step(State.COLLECTED))
    with pytest.raises(Refused):
        step(world, "leader", PROTOCOL)
    step(world, "department_head", PROTOCOL)
    with pytest.raises(Refused):
        step(world, "department_head", Step(State.CLOSED))


def test_closed_page_refuses_every_way_of_changing_it(world):
    close(world)
    page = Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses["electro"].id)
    lesson, teacher = world.lessons["now"], world.actor("teacher")
    outcomes = record(
        teacher, page,
        [
            Command(uuid4(), "entry", lesson.id, 0, "4", world.people["student"].id, 1),
            Command(uuid4(), "entry", lesson.id, 0, "н", world.people["student"].id, 0),
            Command(uuid4(), "topic", lesson.id, 0, {"text": "Тема"}),
            Command(uuid4(), "roll_call", lesson.id, 0, True),
            Command(uuid4(), "work", lesson.id, 0, {"kind": "oral", "title": ""}, slot=0),
        ],
    )[0]  # fmt: skip
    assert {(outcome.state, outcome.code) for outcome in outcomes} == {("refused", "frozen")}
    assert code(set_results(teacher, page, [ResultChange(world.people["student"].id, "5", 1)])[0].refusal) == "frozen"
    assert code(ask_to_open(teacher, world.lessons["closed"], "забыла записать тему")) == "frozen"
    ground = Why(Ground.ILLNESS, "лист № 15")
    assert code(arrange(world.actor("dispatcher"), world.lessons["future"], Way(WayKind.CANCEL), ground)) == "frozen"
    with pytest.raises(Refused, match="frozen"):
        set_cause(
            world.actor("leader"), world.people["student"],
            Cause(worlds.TODAY - timedelta(days=3), worlds.TODAY, ExcuseKind.ILLNESS),
        )  # fmt: skip


def test_the_other_group_is_written_as_before(world):
    close(world)
    lesson = world.lessons["history"]
    page = Course.objects.of(world.id).get(pk=world.courses["history"].id)
    outcome = record(
        world.actor("other_teacher"), page, [Command(uuid4(), "entry", lesson.id, 0, "н", world.people["sister"].id, 0)]
    )[0][0]
    assert outcome.state == "saved"


def test_closed_term_opens_by_two_people_a_reason_and_an_order(world):
    close(world)
    assert code(step(world, "deputy", Step(State.OPEN, "ошибка в отметке"))) == "order_needed"
    assert code(agree(world.actor("director"), world.groups["Э-21"], world.term)) == "not_asked"
    assert step(world, "deputy", Step(State.OPEN, "ошибка в отметке", order="12-у")) is None
    assert TermClosing.objects.of(world.id).get().state == "closed"  # asked for is not opened
    assert code(agree(world.actor("deputy"), world.groups["Э-21"], world.term)) == "same_person"
    with pytest.raises(Refused):
        agree(world.actor("department_head"), world.groups["Э-21"], world.term)
    assert agree(world.actor("director"), world.groups["Э-21"], world.term) is None
    last = TermStep.objects.of(world.id).order_by("made_at", "pk").last()
    assert (last.order_number, last.made_by_id, last.seconded_by_id) == (
        "12-у", world.people["deputy"].id, world.people["director"].id,
    )  # fmt: skip
    assert not Course.objects.of(world.id).filter(frozen_at__isnull=False).exists()
    assert list(audit.verify(world.id)) == []


ASKED = Step(State.OPEN, "ошибка в отметке", order="12-у")


def told_of(world, who):
    """Titles and lines of notices about reopened terms."""
    rows = Notice.objects.of(world.id).filter(person=world.people[who].pk, about__startswith="term:")
    return [(row.title.replace("\u00a0", " "), row.items[0][3]) for row in rows.order_by("happened_at")]


def test_a_request_to_reopen_is_declined_with_a_reason_that_the_asker_hears(world, django_capture_on_commit_callbacks):
    close(world)
    group, term = world.groups["Э-21"], world.term
    assert code(decline(world.actor("director"), group, term, "рано")) == "not_asked"
    assert step(world, "department_head", ASKED) is None
    assert code(decline(world.actor("director"), group, term, "  ")) == "why_needed"
    for who in ("department_head", "leader", "teacher", "other_head"):
        with pytest.raises(Refused):
            decline(world.actor(who), group, term, "нет")
    with django_capture_on_commit_callbacks(execute=True):
        assert decline(world.actor("director"), group, term, " Отметка  верна ") is None
    last = TermStep.objects.of(world.id).get(before="closed")
    assert (last.dropped_by_id, last.dropped_why, last.waits) == (world.people["director"].pk, "Отметка верна", False)
    assert code(agree(world.actor("deputy"), group, term)) == "not_asked"
    assert TermClosing.objects.of(world.id).get().state == "closed"
    assert told_of(world, "department_head") == [("1 семестр группы Э-21 не открыли", "Отметка верна")]
    told = Change.objects.of(world.id).filter(chain=TermClosing.objects.of(world.id).get().pk).latest("seq")
    assert (told.after, told.reason) == ({"declined": True}, "Отметка верна")
    assert step(world, "department_head", ASKED) is None  # asked again, this time agreed
    with django_capture_on_commit_callbacks(execute=True):
        assert agree(world.actor("deputy"), group, term) is None
    assert set(told_of(world, "department_head")) == {
        ("1 семестр группы Э-21 не открыли", "Отметка верна"), ("1 семестр группы Э-21 открыт снова", ""),
    }  # fmt: skip
    assert list(audit.verify(world.id)) == []


def test_a_request_to_reopen_is_taken_back_by_whoever_asked(world, django_capture_on_commit_callbacks):
    close(world)
    group, term = world.groups["Э-21"], world.term
    assert step(world, "deputy", ASKED) is None
    assert code(decline(world.actor("deputy"), group, term, "ошиблась")) == "own_request"
    assert code(withdraw(world.actor("administrator"), group, term, "не нужно")) == "not_own"
    assert code(withdraw(world.actor("deputy"), group, term, "")) == "why_needed"
    with pytest.raises(Refused):
        withdraw(world.actor("director"), group, term, "не нужно")
    with django_capture_on_commit_callbacks(execute=True):
        assert withdraw(world.actor("deputy"), group, term, "Отметка верна") is None
    assert code(withdraw(world.actor("deputy"), group, term, "Отметка верна")) == "not_asked"
    assert code(agree(world.actor("director"), group, term)) == "not_asked"
    last = TermStep.objects.of(world.id).get(before="closed")
    assert (last.dropped_by_id, last.waits) == (last.made_by_id, False)
    assert told_of(world, "deputy") == []
    assert list(audit.verify(world.id)) == []


def test_a_request_is_answered_once(world):
    close(world)
    assert step(world, "deputy", ASKED) is None
    last = TermStep.objects.of(world.id).filter(before="closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        last.update(seconded_at=world.actor("deputy").now, dropped_at=world.actor("deputy").now)


def test_mark_changed_after_reopening_is_hidden_until_the_term_is_closed_again(world):
    close(world)
    step(world, "deputy", Step(State.OPEN, "ошибка", order="12-у"))
    agree(world.actor("administrator"), world.groups["Э-21"], world.term)
    page = Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses["electro"].id)
    before = feed(world)
    change = ResultChange(world.people["student"].id, "5", 1)
    assert set_results(world.actor("teacher"), page, [change])[0].status == "saved"
    assert (sorted(seen(world)), feed(world)) == (["4", "4", "4"], before)
    for who, one in (("leader", Step(State.COLLECTED)), ("department_head", PROTOCOL), ("deputy", Step(State.CLOSED))):
        assert step(world, who, one) is None
    assert sorted(seen(world)) == ["4", "4", "4", "5"]


def test_way_back_before_the_closing_needs_a_reason(world):
    set_all(world)
    step(world, "leader", Step(State.COLLECTED))
    assert code(step(world, "leader", Step(State.OPEN))) == "reason_needed"
    assert step(world, "leader", Step(State.OPEN, "не все отметки верны")) is None
    assert (
        code(step(world, "department_head", Step(State.COUNCIL, number="1", dated=date(2026, 11, 1)))) == "other_state"
    )


def test_many_groups_close_at_once_and_those_that_cannot_say_why(world):
    set_all(world)
    step(world, "leader", Step(State.COLLECTED))
    step(world, "department_head", PROTOCOL)
    refused = close_terms(world.actor("deputy"), list(world.groups.values()), world.term)
    assert {pk: refusal.code for pk, refusal in refused.items()} == {world.groups["ТЭ-11"].pk: "other_state"}


def test_a_year_closed_meanwhile_keeps_its_terms_closed(world):
    close(world)
    step(world, "deputy", Step(State.OPEN, "ошибка", order="12-у"))
    happened, now = [], world.actor("director").now

    def meanwhile(execute, sql, params, many, context):
        """The year is closed while the second person waits for the lock."""
        if not happened and "chainhead" in sql:
            happened.append(True)
            AcademicYear.objects.of(world.id).update(closed_at=now)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile), pytest.raises(Refused, match="year_closed"):
        agree(world.actor("director"), world.groups["Э-21"], world.term)
    assert TermClosing.objects.of(world.id).get().state == "closed"
