"""Requests of subjects: a clock of ten working days, an answer, five days more once and in time."""

from datetime import date

import pytest
import time_machine

from tests import worlds
from tests.regulation.browser import text_of
from zhurnal.kernel.models import Change
from zhurnal.people.models import Guardianship
from zhurnal.privacy.models import SubjectRequest
from zhurnal.privacy.queries import requests as queries


@pytest.fixture
def college(db, frozen_time):
    return worlds.two_colleges()[0]


def ask(college, who, subject, text="Исправьте отчество"):
    address = f"/privacy/{college.people[subject].pk}/ask/"
    return college.client(who).post(address, {"kind": "correct", "text": text})


def settle(college, do, text="Исправлено по паспорту"):
    row = SubjectRequest.objects.of(college.id).get()
    return college.client("administrator").post(f"/privacy/office/{row.pk}/", {"do": do, "text": text})


def test_a_parent_asks_for_his_child_the_officer_answers_and_the_parent_reads_it(college):
    assert ask(college, "parent", "student").status_code == 302
    row = SubjectRequest.objects.of(college.id).get()
    assert (row.number, row.due, row.subject_id) == (1, date(2026, 12, 8), college.people["student"].pk)
    assert "10 рабочих дней" in text_of(college.client("ivc_head").get("/privacy/office/"))
    empty = settle(college, "answer", " ")
    assert empty.status_code == 422
    assert "Напишите ответ" in text_of(empty)
    assert settle(college, "answer").status_code == 302
    assert "Исправлено по паспорту" in text_of(college.client("parent").get("/privacy/"))
    assert settle(college, "answer", "Ещё раз").status_code == 422  # answered once


def test_the_term_is_put_off_once_and_not_when_it_has_passed(college):
    ask(college, "student", "student")
    assert settle(college, "longer", "").status_code == 422
    assert settle(college, "longer", "Ждём ответа архива").status_code == 302
    assert SubjectRequest.objects.of(college.id).get().due == date(2026, 12, 15)
    assert settle(college, "longer", "Ещё раз").status_code == 422
    with time_machine.travel("2026-12-17 10:00", tick=False):
        assert "просрочено на 2 рабочих дня" in text_of(college.client("ivc_head").get("/privacy/office/")).replace(
            "\xa0", " "
        )


def test_five_wait_and_the_sixth_is_refused_with_what_was_typed(college):
    for _time in range(5):
        assert ask(college, "student", "student").status_code == 302
    refused = ask(college, "student", "student", "Шестая просьба")
    assert refused.status_code == 422
    assert "Шестая просьба</textarea>" in text_of(refused)
    assert SubjectRequest.objects.of(college.id).count() == 5


def test_who_no_longer_speaks_for_the_child_reads_the_answer_no_more(college):
    ask(college, "parent", "student")
    settle(college, "answer")
    bond = Guardianship.objects.of(college.id).filter(
        parent=college.people["parent"], student=college.people["student"]
    )
    bond.update(until=date(2026, 11, 1))
    assert "Исправлено по паспорту" not in text_of(college.client("parent").get("/privacy/"))


def test_the_record_says_what_became_of_the_term(college):
    ask(college, "student", "student")
    assert settle(college, "longer", "Ждём ответа архива").status_code == 302
    assert settle(college, "answer").status_code == 302
    told = (
        Change.objects.of(college.id)
        .filter(target="request:1")
        .order_by("seq")
        .values_list("action", "before", "after")
    )
    assert list(told)[1:] == [
        ("privacy.request.put_off", {"due": "2026-12-08", "answered": False}, {"due": "2026-12-15", "answered": False}),
        ("privacy.request.answered", {"due": "2026-12-15", "answered": False}, {"due": "2026-12-15", "answered": True}),
    ]


def test_a_subject_sees_what_others_asked_about_him_and_who(college):
    ask(college, "parent", "student", "Что о сыне хранится")
    page = text_of(college.client("student").get("/privacy/"))
    assert "Что о сыне хранится" in page
    assert f"спросил(а): {college.people['parent']}" in page
    assert "Что о сыне хранится" not in text_of(college.client("classmate").get("/privacy/"))


def test_what_does_not_fit_the_page_is_counted_and_what_waits_comes_first(college, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    ask(college, "student", "student", "Первая, ждёт ответа")
    for _time in range(3):
        ask(college, "student", "student", "Поздняя")
        late = SubjectRequest.objects.of(college.id).order_by("-number").first()
        college.client("administrator").post(f"/privacy/office/{late.pk}/", {"do": "answer", "text": "Готово"})
    page = text_of(college.client("ivc_head").get("/privacy/office/")).replace("\xa0", " ")
    assert "Первая, ждёт ответа" in page
    assert "Ещё не показано: 2 обращения" in page
