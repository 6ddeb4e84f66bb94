"""Registers by file: what differs is written, what cannot be read is named, the student's history knows of it, undo takes it back."""

from datetime import timedelta

import pytest

from tests.exchange.college import changes_of
from tests.exchange.lists.conftest import told
from tests.worlds import TODAY
from zhurnal.exchange.models import ImportRun
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.models import Change
from zhurnal.organisation.agenda import turn_day
from zhurnal.registers.models import FormerValue, RegisterValue

FILE = (
    "Фамилия;Имя;Отчество;Группа;Телефон;СНИЛС;Основа обучения\n"
    "Калугин-А;Степан;Андреевич;Э-21;8 900 111-22-33;нет;бюджет\n"
    "Удальцов-А;Семён;Ильич;;нет;112-233-445 96;\n"
    "Никтоев;Иван;Иванович;Э-21;нет;;\n"
)


def test_a_file_fills_a_register_and_can_be_undone(office):
    student = office.world.people["student"].pk
    run = office.load("registers", FILE)
    values = RegisterValue.objects.of(office.world.id).filter(person=student).order_by("field")
    assert list(values.values_list("field", "value")) == [
        ("funding", "budget"), ("phone", "+7 900 111-22-33"), ("snils", "нет"),
    ]  # fmt: skip
    assert [(what, line) for what, line, _note in told(run)] == [("refuse", 3), ("refuse", 4)]
    assert "Контрольное число СНИЛС" in told(run)[0][2]
    history = Change.objects.of(office.world.id).filter(chain=student, target__endswith=":phone")
    assert [one.reason for one in history] == ["пусто → +7 900 111-22-33; загружено из файла"]
    assert all(change.entity == "registervalue" for change in changes_of(run) if change.line == 2)
    office.undo(run)
    assert values.count() == 0
    assert history.order_by("seq").last().reason == "+7 900 111-22-33 → пусто; загрузка отменена"


def test_what_a_file_said_is_forgotten_after_a_month(office, frozen_time):
    own = office.world.id
    run, waiting = office.load("registers", FILE), office.prepare("registers", FILE.replace("111-22-33", "111-22-44"))
    turn_day(own, TODAY + timedelta(days=29))
    assert all(len(plan) for plan in ImportRun.objects.of(own).values_list("plan", flat=True))
    turn_day(own, TODAY + timedelta(days=30))
    kept = ImportRun.objects.of(own).filter(pk__in=[run.pk, waiting.pk]).order_by("made_at", "pk")
    assert [bytes(row.plan) + bytes(row.reading) for row in kept] == [b"", b""]
    assert {row.state for row in kept} == {"applied", "dropped"}
    with pytest.raises(Refused) as refused:
        office.undo(run)
    assert refused.value.refusal.code == "forgotten"
    assert RegisterValue.objects.of(own).filter(field="phone").exists()


def test_a_phone_written_otherwise_changes_nothing(office):
    office.load("registers", FILE)
    run = office.prepare("registers", FILE.replace("8 900 111-22-33", "+79001112233"))
    assert not [change for change in changes_of(run) if change.line == 2]


def test_the_list_goes_out_within_ones_reach_and_without_what_is_special(office):
    office.load("registers", FILE)
    assert "+7 900 111-22-33" in office.out("registers", who="leader").decode()
    assert "+7 900 111-22-33" not in office.out("registers", who="other_leader").decode()
    assert "льготы" not in office.out("registers").decode()
    with pytest.raises(Absent):
        office.out("registers", who="director")


def test_a_basis_changed_by_file_keeps_what_held_before_it(office):
    office.load("registers", FILE)
    run = office.load("registers", FILE.replace("бюджет", "договор"))
    former = FormerValue.objects.of(office.world.id).values_list("field", "value", "until")
    assert former.get() == ("funding", "budget", TODAY)
    office.undo(run)
    assert not former.exists()
