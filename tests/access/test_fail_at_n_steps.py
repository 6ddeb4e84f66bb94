"""T22 for what takes several steps: each is broken at everything that it writes (at night at every statement), then done for the next one.

Each command of the journal, a batch of them, a correction of an earlier day, a term and a statement from filling in to being opened again by two, a timetable applied and
taken back, a register's field and a list's faulty cells. The table of rights sends these forms empty, or into a world in which there is nothing to close.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests.access.breaking import carry_out, two_standing
from tests.access.conftest import Colleges
from tests.access.row import Row
from tests.access.test_commands import DOS, command
from tests.access.typed import phone
from tests.assessment.page import set_all
from tests.exchange.college import timetable
from zhurnal.assessment.actions import steps
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.journal.models import Entry
from zhurnal.kernel.models import Change
from zhurnal.registers.changes import WRITTEN
from zhurnal.statements.models import StatementLine

pytestmark = pytest.mark.once
PROTOCOL = {"target": "council", "number": "7", "dated": "2026-11-24"}
AGAIN = {"target": "open", "reason": "ошибка в ведомости", "order": "№ 140-с"}


@pytest.fixture
def standing(database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Colleges]:
    """The two colleges, committed, anew for each test: steps change them for good."""
    with two_standing(django_db_blocker, tmp_path_factory.mktemp("state")) as found:
        yield found


@dataclass(frozen=True)
class Desk:
    """Where steps are sent from."""

    colleges: Colleges

    def step(self, person: str, name: str, thing: Any, **body: Any) -> list[str]:
        """What is wrong with one step of a form."""
        address = reverse(name, args=thing if isinstance(thing, tuple) else [thing] if thing else [])
        return carry_out(self.colleges, Row(name, "POST", "", "", {}, body=body), person, address)

    def commands(self, *sent: dict[str, Any]) -> list[str]:
        """What is wrong with a batch that the teacher's page sends."""
        address = reverse("journal:commands", args=[self.colleges.one.objects["course"]["electro"]])
        row = Row("journal:commands", "POST", "", "", {}, body={"commands": list(sent)}, json=True)
        return carry_out(self.colleges, row, "teacher", address)


@pytest.mark.parametrize("do", DOS)
def test_a_command_of_the_journal_is_written_whole_or_not_at_all(standing, do):
    version = 1 if do in ("topic", "homework") else 0
    sent = command(do, standing.ids("lesson")["now"], standing.one.objects["student"]["adult"], version=version)
    assert Desk(standing).commands(sent) == []


def test_a_batch_of_a_lesson_is_written_whole_or_not_at_all(standing):
    ids, student = standing.ids("lesson"), standing.one.objects["student"]
    own = student["adult"]
    sent = [
        command("topic", ids["now"], own, version=1), command("roll_call", ids["now"], own), command("work", ids["now"], own),
        command("entry", ids["now"], own), command("homework", ids["now"], own, version=1),
    ]  # fmt: skip
    assert Desk(standing).commands(*sent) == []


def test_a_mark_of_an_earlier_day_is_corrected_whole_or_not_at_all(standing):
    lesson, student = standing.ids("lesson")["yesterday"], standing.one.objects["student"]["adult"]
    own = Entry.objects.of(standing.one.world.id).filter(lesson=lesson, student=student)
    assert (
        Desk(standing).commands(command("work", lesson, student), command("entry", lesson, student, value="3", slot=1))
        == []
    )
    told = command("entry", lesson, student, value="4", slot=1, version=1, reason="отчёт защищён повторно")
    assert Desk(standing).commands(told) == []
    assert own.get(slot=1).corrected == 1


def test_a_term_is_closed_and_opened_again_whole_or_not_at_all(standing):
    world = standing.one.world
    set_all(world)
    group, desk = world.groups["Э-21"].pk, Desk(standing)
    term = {"term": world.term.pk}
    assert desk.step("leader", "assessment:step", group, target="collected", **term) == []
    assert desk.step("department_head", "assessment:step", group, **PROTOCOL, **term) == []
    assert desk.step("deputy", "assessment:close", None, **term) == []
    assert desk.step("deputy", "assessment:step", group, **AGAIN, **term) == []
    assert desk.step("director", "assessment:second", group, **term) == []


def test_a_statement_is_filled_closed_and_opened_again_whole_or_not_at_all(standing):
    world = standing.one.world
    statement, desk = standing.one.objects["statement"]["statement"], Desk(standing)
    line = StatementLine.objects.of(world.id).get(statement=statement)
    typed = {f"v-{line.pk}": "4", f"n-{line.pk}": str(line.version)}
    assert desk.step("teacher", "statements:fill", statement, close="1", **typed) == []
    assert desk.step("department_head", "statements:reopen", statement, reason="ошибка в ведомости") == []
    assert desk.step("deputy", "statements:agree", statement, answer="agree") == []


def test_a_timetable_is_applied_and_taken_back_whole_or_not_at_all(standing, tmp_path):
    world, file = standing.one.world, tmp_path / "t.xml"
    file.write_text(timetable([(0, 0, 1), (1, 2, 2)]))
    run, desk = prepare(world.actor("ivc_head"), Kind.TIMETABLE, [file]).pk, Desk(standing)
    assert desk.step("ivc_head", "exchange:apply", run) == []
    assert desk.step("ivc_head", "exchange:undo", run) == []


def test_a_field_of_a_register_is_written_and_taken_back_whole_or_not_at_all(standing):
    world, desk = standing.one.world, Desk(standing)
    student, group = standing.one.objects["student"]["student"], world.groups["Э-21"].pk
    written = Change.objects.of(world.id).filter(chain=student, action=WRITTEN).order_by("-seq")
    assert desk.step("leader", "registers:card", student, **phone(world)) == []
    assert desk.step("leader", "registers:undo-value", student, event=str(written[0].pk)) == []
    assert desk.step("leader", "registers:field", (group, "phone"), **phone(world)) == []
    assert desk.step("leader", "registers:undo-field", (group, "phone"), event=str(written[0].pk)) == []


def test_a_list_is_mended_and_its_faulty_rows_taken_away_whole_or_not_at_all(standing, tmp_path):
    file = tmp_path / "students.csv"
    file.write_text(
        "Фамилия;Имя;Отчество;Дата рождения;Группа\nМирошник;Алёна;Витальевна;31.02.2010;Э-21\nАвдеев;Роман;;30.02.2010;Э-21\n"
    )
    run, desk = prepare(standing.one.world.actor("ivc_head"), Kind("students"), [file]).pk, Desk(standing)
    assert desk.step("ivc_head", "exchange:mend", run, **{"cell:2:birth_date": "28.02.2010"}) == []
    assert desk.step("ivc_head", "exchange:faulty", run, format="csv") == []
    assert desk.step("ivc_head", "exchange:apply", run) == []


def test_a_step_without_its_transaction_is_found_out(standing, monkeypatch):
    """The negative control."""
    world = standing.one.world
    set_all(world)
    monkeypatch.setattr(steps, "transaction", SimpleNamespace(atomic=nullcontext))
    assert Desk(standing).step(
        "leader", "assessment:step", world.groups["Э-21"].pk, target="collected", term=world.term.pk
    )
