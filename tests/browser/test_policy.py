"""On a phone somebody reads the policy, accepts it, signs a consent and takes it back; the officer writes a paper down by the keyboard's fields."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.browser.conftest import DESKTOP, PHONE
from zhurnal.privacy.actions.policy import publish
from zhurnal.privacy.models import Acceptance, Consent
from zhurnal.privacy.rules.policy_text import usual

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_the_policy_is_read_and_accepted_a_consent_is_signed_and_taken_back(page_as, world):
    text = usual("Колледж А")
    assert publish(world.actor("administrator"), text, worlds.TODAY + timedelta(days=14)) is None
    page = page_as("adult", **PHONE)
    page.goto("/privacy/policy/")
    assert "Журнал не хранит диагнозов" in page.locator("main").inner_text()
    page.get_by_role("button", name="Прочитано, принимаю").click()
    page.wait_for_load_state()
    assert Acceptance.objects.of(world.id).filter(person=world.people["adult"]).count() == 1
    page.goto("/privacy/")
    paper = page.locator("details", has_text="Фото и видео для колледжа").first
    paper.locator("summary").click()
    assert "можно отозвать в любой день" in paper.inner_text()
    paper.get_by_role("button", name="Подписать").click()
    page.get_by_role("button", name="Отозвать: Фото и видео для колледжа").wait_for()
    assert Consent.objects.of(world.id).get().withdrawn_at is None
    page.get_by_role("button", name="Отозвать: Фото и видео для колледжа").click()
    page.get_by_text("отозвано").first.wait_for()
    assert Consent.objects.of(world.id).get().withdrawn_at is not None


def test_an_officer_finds_the_person_and_writes_his_paper_down(page_as, world):
    page = page_as("administrator", **DESKTOP)
    page.goto("/privacy/office/")
    page.get_by_role("link", name="Внести бумажное").click()
    page.get_by_label("Фамилия, имя").fill("Зимин")
    page.get_by_role("button", name="Найти").click()
    page.locator("input[name=person]").first.check()
    page.get_by_label("Дата на бумаге").fill("2026-09-02")
    page.get_by_label("Номер бумаги").fill("12")
    page.get_by_label("сам человек").check()
    page.get_by_role("button", name="Внести").click()
    page.wait_for_url("**/privacy/office/")
    assert "бумага № 12 от 02.09.2026" in page.locator("main").inner_text()
    assert Consent.objects.of(world.id).get().subject_id == world.people["adult"].pk
