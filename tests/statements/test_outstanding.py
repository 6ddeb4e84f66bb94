"""Closing a term asks for the statements of the plan: missing or open ones are named; who goes on without them says why (A4.12)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.assessment.page import set_all
from tests.modules.modules_worlds import give_plan
from zhurnal.assessment.actions.steps import close_terms, make_step
from zhurnal.assessment.models import Result, TermClosing, TermStep
from zhurnal.assessment.rules.levels import Level, Source, State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import Discipline, Group, Membership
from zhurnal.kernel.models import Change
from zhurnal.statements.models import Statement
from zhurnal.statements.queries.outstanding import outstanding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
ROWS = (
    ("ОП.02", "Электротехника", "discipline", "", ((3, 96, "Э"), (4, 104, "Э"))),
    ("МДК.01.01", "Обслуживание", "mdk", "", ((3, 96, "ДЗ"),)),
    ("ОГСЭ.04", "Физкультура", "discipline", "", ((3, 32, ""),)),
)


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    items = give_plan(made, ROWS)
    electro = made.courses["electro"].discipline
    Discipline.objects.of(made.id).filter(pk=electro.pk).update(plan_item=items["ОП.02"].pk)
    return made


def asked(world):
    return [
        (one.name.split()[0], one.words) for one in outstanding(world.actor("deputy"), world.groups["Э-21"], world.term)
    ]


def statement(world, course, form, state, number=1, **more):
    return Statement.objects.create(
        college=world.college, year=world.year, number=number, group=world.groups["Э-21"], term=world.term, semester=3,
        discipline=world.courses[course].discipline, level=Level.EXAM, form=form, dated=worlds.TODAY, state=state,
        closed_at=datetime.now(UTC) if state == "closed" else None, **more,
    )  # fmt: skip


def before_closing(world):
    set_all(world)
    group = world.groups["Э-21"]
    assert make_step(world.actor("leader"), group, world.term, Step(State.COLLECTED)) is None
    council = Step(State.COUNCIL, number="7", dated=worlds.TODAY)
    assert make_step(world.actor("department_head"), group, world.term, council) is None
    return group


def test_the_plan_names_what_is_missing_and_what_is_open(world):
    assert asked(world) == [("ОП.02", "Э: ведомости нет"), ("МДК.01.01", "ДЗ: ведомости нет")]
    statement(world, "electro", "Э", "open", 14)
    statement(world, "module", "ДЗ", "draft", None)
    assert asked(world) == [("ОП.02", "Э: ведомость № 14 открыта"), ("МДК.01.01", "ДЗ: ведомость черновик")]


def test_closed_and_cancelled_ones(world):
    statement(world, "electro", "Э", "closed", 1)
    statement(world, "module", "ДЗ", "cancelled", 2)
    assert asked(world) == [("МДК.01.01", "ДЗ: ведомости нет")]


def test_nothing_is_asked_where_everybody_has_it_from_a_document(world):
    group = world.groups["Э-21"]
    people = Membership.objects.of(world.id).filter(group=group, left__isnull=True).values_list("student_id", flat=True)
    for place, student in enumerate(people):
        assert len(asked(world)) == 2, place
        Result.objects.create(
            college=world.college, student_id=student, discipline=world.courses["module"].discipline, term=world.term,
            semester=3, group=group, level=Level.EXAM, value="4", source=Source.CREDIT, set_at=datetime.now(UTC),
        )  # fmt: skip
    assert asked(world) == [("ОП.02", "Э: ведомости нет")]


@pytest.mark.parametrize(("value", "source"), [("осв", Source.TEACHER), ("4", Source.CREDIT)])
def test_nothing_is_asked_where_nobody_would_stand_in_the_statement(world, value, source):
    """Released in the term, or with a brought mark of the term, they stand in no statement: it could not be opened (A2.13)."""
    group = world.groups["Э-21"]
    people = Membership.objects.of(world.id).filter(group=group, left__isnull=True).values_list("student_id", flat=True)
    for place, student in enumerate(people):
        assert len(asked(world)) == 2, place
        Result.objects.create(
            college=world.college, student_id=student, discipline=world.courses["module"].discipline, term=world.term,
            semester=3, group=group, level=Level.TERM, value=value, source=source, set_at=datetime.now(UTC),
        )  # fmt: skip
    assert asked(world) == [("ОП.02", "Э: ведомости нет")]


def test_nothing_is_asked_of_a_group_that_has_emptied(world):
    assert len(asked(world)) == 2
    Membership.objects.of(world.id).filter(group=world.groups["Э-21"]).update(left=worlds.TODAY - timedelta(days=1))
    assert asked(world) == []


def test_the_page_asks_for_the_reason_where_it_is_missing(world):
    """A refusal about statements does not open the way back; the two fields of a reason are two fields."""
    group = before_closing(world)
    client, sent = world.client("deputy"), {"term": str(world.term.pk)}
    address = f"/marks/groups/{group.pk}/"
    refused = client.post(f"{address}step/", sent | {"target": "closed"}).content.decode()
    assert "По плану нужны закрытые ведомости" in refused
    assert '<details><summary class="link">Вернуть преподавателям' in refused
    ids = re.findall(r' id="([^"]*reason[^"]*)"', refused)
    assert len(ids) == len(set(ids)) == 2
    assert all(refused.count(f'for="{one}"') == 1 for one in ids)
    back = client.post(f"{address}step/", sent | {"target": "open"}).content.decode()
    assert "Напишите, почему семестр возвращается." in back
    assert '<details open><summary class="link">Вернуть преподавателям' in back


def test_a_term_is_not_closed_without_them_or_only_with_a_reason_that_stays(world):
    group = before_closing(world)
    deputy = world.actor("deputy")
    refused = close_terms(deputy, [group], world.term)[group.pk]
    assert (refused.code, refused.needs) == ("papers", "papers")
    assert "Электротехника А — Э: ведомости нет; " in str(refused)
    assert TermClosing.objects.of(world.id).get().state == State.COUNCIL
    assert make_step(deputy, group, world.term, Step(State.CLOSED, reason="сессия перенесена на январь")) is None
    assert TermStep.objects.of(world.id).get(after="closed").reason == "сессия перенесена на январь"
    told = Change.objects.of(world.id).filter(chain=TermClosing.objects.of(world.id).get().pk).latest("seq")
    assert (told.after["state"], len(told.after["without"])) == ("closed", 2)


def test_closed_statements_let_it_close(world):
    group = before_closing(world)
    statement(world, "electro", "Э", "closed", 1)
    statement(world, "module", "ДЗ", "closed", 2)
    assert make_step(world.actor("deputy"), group, world.term, Step(State.CLOSED)) is None


def test_the_page_names_them_before_anybody_closes(world):
    page = world.client("deputy").get(f"/marks/groups/{world.groups['Э-21'].pk}/").content.decode()
    assert "Ведомости, которых ждёт план: 2" in page
    assert "Э: ведомости нет" in page


def test_the_number_of_statements_does_not_grow_with_the_plan(world):
    def statements():
        group = Group.objects.of(world.id).get(pk=world.groups["Э-21"].pk)
        with CaptureQueriesContext(connection) as told:
            outstanding(world.actor("deputy"), group, world.term)
        return len(told)

    few = statements()
    rows = tuple((f"ОП.{n}", f"Дисциплина {n}", "discipline", "", ((3, 32, "ДЗ"),)) for n in range(3, 30))
    items = give_plan(world, (*ROWS, *rows))
    for index, item in items.items():
        Discipline.objects.create(
            college=world.college, index=index, name=f"{item.name} ещё", short_name=index, kind="theory", plan_item=item
        )
    assert statements() == few
