"""Kinds of work: named by who weighs them, told apart while open, closed from a day, never deleted (3.7; A2.11)."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.assessment.actions.kinds import add_kind, described, move_kind, set_kind
from zhurnal.assessment.queries.kinds import kind_history, list_kinds
from zhurnal.assessment.rules.kinds import Described
from zhurnal.curriculum.models import Course
from zhurnal.grading.models import WorkKind
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import StudentFeed, Work
from zhurnal.journal.queries import page as pages
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
TOUR = Described("коллоквиум", "КЛ", 250, marks_everyone=True)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def kind(world, code="oral"):
    return WorkKind.objects.of(world.id).get(code=code)


def column(world, code, lesson="now", slot=0, version=0):
    """What becomes of a column of that kind."""
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    value = {"kind": code, "title": ""}
    command = Command(uuid4(), "work", world.lessons[lesson].pk, version, value, slot=slot)
    outcome = record(world.actor("teacher"), page, [command])[0][0]
    return outcome.state if outcome.state == "saved" else outcome.code


def offered(world):
    page = Course.objects.of(world.id).select_related(*pages.RELATED).get(pk=world.courses["electro"].pk)
    actor = world.actor("teacher")
    return {one["code"]: one for one in pages.load_page(actor, page, pages.page_rights(actor, page), 1)["kinds"]}


def test_a_new_kind_is_offered_at_once_and_written(world):
    made = add_kind(world.actor("deputy"), TOUR)
    told = offered(world)[made.code]
    assert (told["name"], told["short"], told["weight"], told["everyone"]) == ("коллоквиум", "КЛ", 250, True)
    assert column(world, made.code) == "saved"
    assert Work.objects.of(world.id).get(kind=made.pk).weight == 250


def test_open_kinds_are_told_apart(world):
    deputy = world.actor("deputy")
    same = add_kind(deputy, replace(TOUR, short="уо"))
    assert isinstance(same, Refusal)
    assert same.code == "same_short"
    assert add_kind(deputy, replace(TOUR, name="Устный опрос")).code == "same_name"
    today = deputy.today
    assert set_kind(deputy, kind(world), replace(described(kind(world)), closed_on=today)) is None
    assert add_kind(deputy, replace(TOUR, short="УО")).short == "УО"  # the closed one gave it up
    assert set_kind(deputy, kind(world), replace(described(kind(world)), closed_on=None)).code == "same_short"


def test_a_kind_closed_from_a_day_is_not_offered_to_its_lessons_and_keeps_its_columns(world):
    deputy = world.actor("deputy")
    assert column(world, "oral") == "saved"
    early = replace(described(kind(world)), closed_on=date(2026, 11, 23))
    assert set_kind(deputy, kind(world), early).code == "closed_earlier"
    assert set_kind(deputy, kind(world), replace(early, closed_on=deputy.today)) is None
    assert offered(world)["oral"]["closed"] == "2026-11-24"
    assert column(world, "oral") == "kind_closed"
    assert column(world, "oral", "yesterday") == "saved"
    assert column(world, "lab", slot=1, version=1) == "saved"  # another kind for the column that stands
    assert column(world, "oral", slot=1, version=2) == "kind_closed"
    for code in WorkKind.objects.of(world.id).exclude(code__in=("oral", "lab")).values_list("code", flat=True):
        assert (
            set_kind(deputy, kind(world, code), replace(described(kind(world, code)), closed_on=deputy.today)) is None
        )
    last = kind(world, "lab")
    assert set_kind(deputy, last, replace(described(last), closed_on=deputy.today)).code == "last_kind"


def test_changes_and_order_are_told_with_who_and_when(world):
    deputy, oral = world.actor("deputy"), kind(world)
    wanted = replace(described(oral), name="опрос", weight=150)
    assert set_kind(deputy, oral, wanted) is None
    assert StudentFeed.objects.of(world.id).get(student=world.people["student"]).version > 0  # his diary names it
    assert set_kind(deputy, kind(world), wanted) is None  # nothing more to write
    move_kind(deputy, oral, 1)
    move_kind(deputy, oral, -1)
    move_kind(deputy, oral, -1)  # the first stays first
    assert [line.name for line in list_kinds(deputy)][:2] == ["опрос", "практическая работа"]
    told = kind_history(deputy, oral)
    assert [event.lines[0][0] for event in told] == ["порядок", "порядок", "вес", "название"]
    assert (told[3].lines, told[2].lines) == ((("название", "устный опрос", "опрос"),), (("вес", "1,00", "1,50"),))
    assert {event.who for event in told} == {world.people["deputy"].short}
    assert list(audit.verify(world.id)) == []


def test_only_who_sets_weights_names_kinds(world):
    for who in ("teacher", "director", "deputy_practice", "student"):
        with pytest.raises(Refused):
            add_kind(world.actor(who), TOUR)
        assert world.client(who).get(f"/marks/rules/kinds/{kind(world).pk}/").status_code == 404


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(world):
    client = world.client("deputy")
    typed = {"name": "экскурсия", "short": "ЭКСКУРС", "weight": "много", "marks_everyone": "no"}
    wrong = client.post("/marks/rules/kinds/", typed)
    said = wrong.content.decode()
    assert wrong.status_code == 422
    assert ("до 6 букв" in said, "Напишите число" in said, 'value="экскурсия"' in said) == (True, True, True)
    assert client.post("/marks/rules/kinds/", {**typed, "short": "ЭК", "weight": "0,5"}).status_code == 302
    made = WorkKind.objects.of(world.id).get(short="ЭК")
    assert (made.weight, made.marks_everyone, made.closed_on) == (50, False, None)
    address = f"/marks/rules/kinds/{made.pk}/"
    changed = {**typed, "short": "ЭК", "weight": "1", "closed_on": "2026-12-01"}
    assert client.post(address, changed).status_code == 302
    assert "01.12.2026" in client.get(address).content.decode()
