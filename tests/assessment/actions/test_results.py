"""Setting results: what is saved, refused and why; documents; that nothing shows before its day."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection

from tests import worlds
from tests.assessment.page import write_marks
from zhurnal.assessment.actions import Put, ResultChange, put_results, set_results
from zhurnal.assessment.models import Checkpoint, Result, TermClosing
from zhurnal.assessment.queries import results_of_group, results_of_student
from zhurnal.assessment.rules.levels import Level, Source, State
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import StudentFeed
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def page(world, name="electro"):
    return Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses[name].pk)


def change(world, student, value, version=0, reason="", until=None):
    return ResultChange(world.people[student].id, value, version, reason, until)


def put(world, *changes, who="teacher", checkpoint=None):
    return set_results(world.actor(who), page(world), changes, checkpoint=checkpoint)


def stands(world, student):
    row = Result.objects.of(world.id).filter(student=world.people[student].id, level=Level.TERM).first()
    return row and (row.value, row.proposed, row.average, row.reason, row.version)


def test_results_are_saved_with_what_was_proposed_and_told_in_the_record(world):
    outcomes = put(world, change(world, "student", "5"), change(world, "adult", "н/а", until=date(2026, 12, 20)))
    assert [(o.status, o.value, o.version) for o in outcomes] == [("saved", "5", 1), ("saved", "на", 1)]
    assert stands(world, "student") == ("5", "5", 450, "", 1)
    row = Result.objects.of(world.id).get(student=world.people["student"].id)
    assert (row.semester, row.group_id, row.source, row.published_at) == (
        3, world.groups["Э-21"].id, Source.TEACHER, None,
    )  # fmt: skip
    told = Change.objects.of(world.id).filter(chain=world.courses["electro"].id).order_by("seq")
    assert [(row.action, row.after) for row in told] == [
        ("assessment.result", {"value": "5", "proposed": "5"}),
        ("assessment.result", {"value": "на", "proposed": "на", "personal_until": "2026-12-20"}),
    ]
    assert list(audit.verify(world.id)) == []


def test_departing_by_a_mark_asks_for_a_reason_and_keeps_it(world):
    refused = put(world, change(world, "classmate", "4"))[0]
    assert (refused.status, refused.refusal.code, refused.refusal.needs) == ("refused", "reason_needed", "reason")
    assert str(refused.refusal) == "Отметка расходится с предложенной (3). Напишите причину."
    assert put(world, change(world, "classmate", "4", reason="защитил все работы"))[0].status == "saved"
    assert stands(world, "classmate") == ("4", "3", 325, "защитил все работы", 1)


def test_two_tabs_never_overwrite_one_another(world):
    put(world, change(world, "student", "5"))
    stale = put(world, change(world, "student", "4", 0, "иначе"))[0]
    assert (stale.status, stale.value, stale.version) == ("conflict", "5", 1)
    assert put(world, change(world, "student", "5", 0))[0].status == "saved"  # the same word twice is one
    struck = put(world, change(world, "student", "", 1))[0]
    assert (struck.status, struck.value, struck.version) == ("saved", "", 2)


@pytest.mark.parametrize(
    ("student", "value", "until", "code"),
    [
        ("student", "7", None, "unknown_value"),
        ("student", "зач", None, "unknown_value"),
        ("student", "5", date(2026, 12, 20), "personal_without_debt"),
        ("adult", "на", date(2026, 11, 24), "personal_past"),
        ("left", "5", None, "not_listed"),
        ("sister", "5", None, "not_listed"),
    ],
)
def test_what_may_not_stand_is_refused_in_a_sentence(world, student, value, until, code):
    outcome = put(world, change(world, student, value, until=until))[0]
    assert (outcome.status, outcome.refusal.code) == ("refused", code)
    assert str(outcome.refusal).endswith(".")
    assert not Result.objects.of(world.id).exists()


@pytest.mark.parametrize("state", [State.COLLECTED, State.COUNCIL, State.CLOSED])
def test_collected_council_and_closed_terms_take_no_marks(world, state):
    TermClosing.objects.create(
        college=world.college, group=world.groups["Э-21"], term=world.term, state=state, changed_at=datetime.now(UTC)
    )
    assert put(world, change(world, "student", "5"))[0].status == "refused"


def test_others_set_nothing(world):
    for who in ("other_teacher", "substitute", "ex_teacher", "leader", "deputy", "administrator", "student", "parent"):
        with pytest.raises(Refused):
            put(world, change(world, "student", "5"), who=who)


def test_checkpoint_counts_only_its_days_and_is_attested_or_not(world):
    early = Checkpoint.objects.create(
        college=world.college, term=world.term, name="Октябрь", since=date(2026, 10, 19), until=date(2026, 11, 6)
    )
    outcomes = put(world, change(world, "student", "атт"), change(world, "adult", "неатт"), checkpoint=early)
    assert [outcome.status for outcome in outcomes] == ["saved", "saved"]
    row = Result.objects.of(world.id).get(student=world.people["student"].id)
    assert (row.level, row.checkpoint_id, row.average, row.proposed) == (Level.CHECKPOINT, early.id, 433, "атт")
    Checkpoint.objects.of(world.id).filter(pk=early.pk).update(published_at=datetime.now(UTC))
    assert put(world, change(world, "student", "4", 1), checkpoint=early)[0].refusal.code == "published"


def rows_of(world, **more):
    discipline = world.courses["electro"].discipline_id
    return [
        Put(
            world.people[name].id, discipline, world.term.id, 3, Level.TERM, value, group=world.groups["Э-21"].id,
            course=world.courses["electro"].id, form="Э", ground="ведомость № 14", **more,
        )
        for name, value in (("student", "4"), ("classmate", "2"))
    ]  # fmt: skip


def feed(world, student):
    return StudentFeed.objects.of(world.id).get(student=world.people[student].id).version


def test_closed_statement_is_the_only_source_of_its_mark(world):
    put(world, change(world, "student", "5"))
    before, chain = feed(world, "student"), uuid4()
    put_results(world.actor("deputy"), rows_of(world), chain)
    assert stands(world, "student")[::4] == ("4", 2)
    refused = put(world, change(world, "student", "5", 2))[0]
    assert str(refused.refusal) == "Эту отметку определяет документ: ведомость № 14. Здесь её не меняют."
    assert feed(world, "student") == before + 1
    told = Change.objects.of(world.id).get(chain=chain, seq=1)
    assert (told.before, told.after["source"]) == ({"value": "5", "proposed": "5"}, "statement")
    assert list(audit.verify(world.id)) == []


def test_nothing_moves_the_students_feed_before_publication(world):
    before = feed(world, "student"), feed(world, "classmate")
    put(world, change(world, "student", "5"))
    put_results(world.actor("deputy"), rows_of(world, published=False), uuid4())
    assert (feed(world, "student"), feed(world, "classmate")) == before
    student = world.people["student"].id
    assert results_of_student(world.id, student, published=True) == []
    assert [row.value for row in results_of_student(world.id, student, published=False)] == ["4"]


def test_reads_cost_the_same_for_one_and_for_many(world, django_assert_num_queries):
    put_results(world.actor("deputy"), rows_of(world), uuid4())
    with django_assert_num_queries(1):
        found = results_of_group(world.id, world.groups["Э-21"].id, world.term.id)
    assert sorted((row.value, row.ground) for row in found) == [("2", "ведомость № 14"), ("4", "ведомость № 14")]


def test_cost_does_not_grow_with_the_changes(world, django_assert_num_queries):
    actor, course = world.actor("teacher"), page(world)
    names = ("student", "newcomer", "student0")
    set_results(actor, course, [change(world, "student", "5")])
    with django_assert_num_queries(19 if connection.vendor == "sqlite" else 13):
        set_results(actor, course, [change(world, "student", "4", 1, "причина")])
    with django_assert_num_queries(19 if connection.vendor == "sqlite" else 13):
        versions = [2, 0, 0]
        set_results(
            actor,
            course,
            [change(world, name, "3", version, "причина") for name, version in zip(names, versions, strict=True)],
        )
