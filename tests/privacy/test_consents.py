"""The register of consents: one document a purpose, signed by age, withdrawn in a click; never doubled with the consent at 18."""

from datetime import UTC, datetime

import pytest

from tests import worlds
from tests.regulation.browser import text_of
from zhurnal.kernel import audit
from zhurnal.people.models import Guardianship
from zhurnal.privacy.models import Consent


@pytest.fixture
def college(db, frozen_time):
    return worlds.two_colleges()[0]


def press(college, who, subject, do, purpose="photo"):
    address = f"/privacy/{college.people[subject].pk}/consent/"
    return college.client(who).post(address, {"purpose": purpose, "do": do})


def states(college):
    rows = Consent.objects.of(college.id).order_by("pk").values_list("own_at", "guardian__surname", "withdrawn_at")
    return [(bool(own), guardian, bool(withdrawn)) for own, guardian, withdrawn in rows]


def test_a_minor_and_his_parent_sign_the_same_text_and_either_takes_it_back(college):
    assert press(college, "student", "student", "sign").status_code == 302
    assert states(college) == [(True, None, False)]
    assert "ждёт подписи родителя" in text_of(college.client("student").get("/privacy/"))
    assert press(college, "parent", "student", "sign").status_code == 302
    assert states(college) == [(True, "Калугина-А", False)]
    assert "Калугин-А Степан Андреевич" in Consent.objects.of(college.id).get().text
    assert "действует" in text_of(college.client("director").get("/privacy/office/"))
    assert press(college, "student", "student", "withdraw").status_code == 302
    assert press(college, "parent", "student", "withdraw").status_code == 409  # nothing is left to withdraw
    assert press(college, "student", "student", "sign").status_code == 302  # anew: a row of its own, the old one stays
    assert states(college) == [(True, "Калугина-А", True), (True, None, False)]
    assert list(audit.verify(college.id)) == []


def test_an_adult_signs_alone_and_his_parent_does_not_even_see_the_paper(college):
    assert press(college, "adult", "adult", "sign", "publication").status_code == 302
    assert press(college, "adults_parent", "adult", "withdraw", "publication").status_code == 404
    assert "Зимин Илья" not in text_of(college.client("adults_parent").get("/privacy/"))
    assert press(college, "teacher", "teacher", "sign").status_code == 409  # no birthday: nobody can say who signs


def test_the_consent_at_eighteen_stands_in_the_register_and_nowhere_twice(college):
    page = text_of(college.client("administrator").get("/privacy/office/"))
    assert "Доступ родителя" not in page
    Guardianship.objects.of(college.id).filter(student=college.people["adult"]).update(consent=True)
    page = text_of(college.client("administrator").get("/privacy/office/"))
    assert "Доступ родителя к журналу после 18 лет" in page
    assert Consent.objects.of(college.id).count() == 0


def test_nobody_is_asked_for_messengers_and_what_was_signed_once_is_taken_back(college):
    """The journal writes to none; a consent of an earlier release stays readable until its signer takes it back."""

    def page():
        return text_of(college.client("adult").get("/privacy/")).lower()

    assert "мессенджер" not in page()
    answer = press(college, "adult", "adult", "sign", "messenger")
    assert (answer.status_code, "больше не нужно" in text_of(answer)) == (409, True)
    Consent.objects.create(
        college=college.college, subject=college.people["adult"], purpose="messenger", version=1, text="Прежние слова.",
        own_at=datetime.now(UTC),
    )  # fmt: skip
    assert "прежние слова" in page()
    assert press(college, "adult", "adult", "withdraw", "messenger").status_code == 302
    assert "мессенджер" not in page()
