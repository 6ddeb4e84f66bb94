"""Consents signed on paper: an officer writes them down, whoever had to sign is asked by the paper's day; they end by themselves or by a paper."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import worlds
from tests.regulation.browser import text_of
from zhurnal.archive.actions.warning import warn_at_night
from zhurnal.kernel import audit
from zhurnal.notifications.models import Notice
from zhurnal.privacy.models import Consent, ConsentScan

DAY = date(2026, 9, 2)


@pytest.fixture
def college(db, frozen_time, settings, tmp_path):
    settings.STATE_DIR = tmp_path
    return worlds.two_colleges()[0]


def entered(college, who="administrator", subject="student", scan=None, **more):
    said = {
        "do": "enter", "person": str(college.people[subject].pk), "purpose": "photo", "number": "12", "on": DAY.isoformat(),
        "signed": ["own", "guardian"], **more,
    }  # fmt: skip
    files = {"scan": SimpleUploadedFile("бумага.pdf", scan)} if scan else {}
    return college.client(who).post("/privacy/office/paper/", {**said, **files})


def test_a_paper_of_both_stands_in_the_register_with_its_number_and_picture_and_holds(college):
    found = text_of(college.client("administrator").post("/privacy/office/paper/", {"do": "find", "name": "Калуг"}))
    assert str(college.people["student"].pk) in found
    assert entered(college, scan=b"%PDF-1.4 picture").status_code == 302
    row, scan = Consent.objects.of(college.id).get(), ConsentScan.objects.of(college.id).get()
    assert (row.paper_number, row.paper_on, row.entered_by_id) == ("12", DAY, college.people["administrator"].pk)
    page = text_of(college.client("director").get("/privacy/office/"))
    assert "бумага № 12 от 02.09.2026" in page
    assert "действует" in page
    assert "Записать отзыв" not in page  # the director looks
    answer = college.client("director").get(f"/privacy/office/scans/{scan.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "действует" in text_of(college.client("student").get("/privacy/"))
    assert entered(college).status_code == 422  # it stands already
    assert list(audit.verify(college.id)) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"signed": ["own"]}, "без подписи представителя"), ({"signed": ["guardian"]}, "без его подписи"), ({"signed": []}, "кто подписал"),
        ({"on": "2026-11-25"}, "ещё не наступила"), ({"on": "завтра"}, "Такой даты нет"), ({"until": "2026-10-01"}, "раньше его даты или уже вышел"),
        ({"purpose": "все"}, "на что дано согласие"), ({"person": "кто-то"}, "чьё это согласие"), ({"scan": b"MZ program"}, "Подойдёт фотография"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_sentence_and_nothing_is_written(college, more, words):
    answer = entered(college, **more)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Consent.objects.of(college.id).exists()


def test_a_paper_is_taken_back_by_a_paper(college):
    entered(college, subject="adult", signed=["own"])
    row = Consent.objects.of(college.id).get()
    client = college.client("ivc_head")
    assert "по какому заявлению" in text_of(client.post(f"/privacy/office/consents/{row.pk}/end/", {"words": " "}))
    assert client.post(f"/privacy/office/consents/{row.pk}/end/", {"words": "№ 4 от 20.11.2026"}).status_code == 302
    assert (
        client.post(f"/privacy/office/consents/{row.pk}/end/", {"words": "№ 4"}).status_code == 422
    )  # nothing is left
    assert "отозвано 24.11.2026 (№ 4 от 20.11.2026)" in text_of(college.client("director").get("/privacy/office/"))
    assert entered(college, subject="adult", signed=["own"], number="13").status_code == 302
    assert Consent.objects.of(college.id).count() == 2


def test_one_given_for_a_time_is_announced_ends_by_itself_and_makes_room(college, frozen_time):
    last = worlds.TODAY + timedelta(days=20)
    assert entered(college, subject="adult", signed=["own"], until=last.isoformat()).status_code == 302
    page = text_of(college.client("administrator").get("/privacy/office/"))
    assert "Скоро кончатся согласия" in page
    assert "напомнено" in warn_at_night(college.college, worlds.TODAY)
    heard = Notice.objects.of(college.id).filter(about="terms:2026-11")
    assert set(heard.values_list("person_id", flat=True)) == {
        college.people["administrator"].pk,
        college.people["ivc_head"].pk,
    }
    assert all(
        "Зимин" not in str(items) and "согласие" in str(items) for items in heard.values_list("items", flat=True)
    )
    assert "напомнено в этом месяце" in warn_at_night(college.college, worlds.TODAY)  # once a month
    frozen_time.move_to("2026-12-16T10:00:00+03:00")
    assert "срок вышел" in text_of(college.client("adult").get("/privacy/"))
    signed = college.client("adult").post(
        f"/privacy/{college.people['adult'].pk}/consent/", {"purpose": "photo", "do": "sign"}
    )
    assert signed.status_code == 302
    assert "действует" in text_of(college.client("adult").get("/privacy/"))
