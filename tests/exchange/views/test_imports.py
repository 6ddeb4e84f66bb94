"""The screens of imports: upload, preview, application, undoing."""

import re
import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.exchange.college import roster, timetable
from tests.worlds import PASSWORD
from zhurnal.exchange.models import ImportRun
from zhurnal.organisation.models import Department
from zhurnal.people.models import Person, RoleGrant, Session

WINDOW = {"since": "2026-11-16", "until": "2026-12-13"}
FILE = timetable([(0, 0, 1), (1, 2, 2)])


def upload(office, kind="timetable", files=None, **more):
    files = files or {"t.xml": FILE}
    sent = [
        SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode()) for name, text in files.items()
    ]
    return office.post(reverse("exchange:imports"), {"kind": kind, "uploads": sent, **WINDOW, **more})


def run_of(response) -> UUID:
    return UUID(re.search(r"/imports/([0-9a-f-]{36})/", response["Location"])[1])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_list_with_a_teacher_asks_who_is_there_and_keeps_the_answers(office, desk):
    apply = reverse("exchange:apply", args=[run_of(upload(office, "roster", roster()))])
    said = {"decision": "apply", "choice:person:or:s2": "new"}
    Session.objects.filter(account__college=desk.college).update(confirmed=0)
    asked = office.post(apply, said)
    assert (asked.status_code, 'name="choice:person:or:s2" value="new"' in asked.content.decode()) == (403, True)
    assert not desk.rows("role").filter(role="teacher").exists()
    assert office.post(apply, {**said, "proof-asked": "1", "proof-password": PASSWORD}).status_code == 302
    assert desk.rows("role").filter(role="teacher").exists()


def test_from_upload_to_undoing(office, desk):
    response = upload(office)
    assert response.status_code == 302
    run = run_of(response)
    page = office.get(reverse("exchange:import", args=[run]))
    assert "Расписание: проверка перед загрузкой" in text_of(page)
    assert "Ничего не записано" in text_of(page)
    assert not desk.rows("lesson").exists()
    assert office.post(reverse("exchange:apply", args=[run]), {"decision": "apply"}).status_code == 302
    assert desk.rows("lesson").count() == 8
    assert "Загружено 24 ноября в 10:42" in text_of(office.get(reverse("exchange:import", args=[run])))
    assert "создано" in text_of(office.get(reverse("exchange:import", args=[run])))
    assert office.post(reverse("exchange:undo", args=[run])).status_code == 302
    assert not desk.rows("lesson").exists()
    undone = text_of(office.get(reverse("exchange:import", args=[run])))
    assert ("убрано" in undone, "создано" in undone) == (True, False)
    listed = text_of(office.get(reverse("exchange:imports")))
    assert ("отменено" in listed, "И. П. Вычислин" in listed) == (True, True)


def test_nothing_of_the_files_stays_on_the_disk(office, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert upload(office).status_code == 302
    assert list((tmp_path / "temporary").iterdir()) == []
    assert Path(tempfile.gettempdir()) == tmp_path / "temporary"


def test_not_loaded_when_the_person_does_not_want_it(office, desk):
    run = run_of(upload(office))
    assert office.post(reverse("exchange:apply", args=[run]), {"decision": "drop"}).status_code == 302
    found = ImportRun.objects.of(desk.college.id).get(pk=run)
    assert (found.state, bytes(found.reading), bytes(found.plan)) == ("dropped", b"", b"")
    assert not desk.rows("lesson").exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "timetable", **WINDOW}, "Выберите файл."),
        ({"uploads": [SimpleUploadedFile("a.xml", b"<a/>")]}, "Отметьте, что вы загружаете."),
        ({"kind": "photo", "uploads": [SimpleUploadedFile("a.xml", b"<a/>")]}, "Такого варианта здесь нет."),
        ({"kind": "plan", "uploads": [SimpleUploadedFile("a.plx", b"")]}, "Файл пуст."),
        (
            {
                "kind": "timetable",
                "uploads": [SimpleUploadedFile("a.xml", b"<a/>")],
                "since": "2026-12-01",
                "until": "2026-11-01",
            },
            "Последний день должен быть позже первого.",
        ),
        ({"kind": "plan", "uploads": [SimpleUploadedFile("a.plx", b"1")], "since": "31.02.2026"}, "Такой даты нет"),
    ],
)
def test_form_that_is_not_filled_is_told_why(office, desk, sent, said):
    response = office.post(reverse("exchange:imports"), sent)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not ImportRun.objects.of(desk.college.id).exists()


def test_files_above_the_ceiling_are_refused_with_a_sentence(office, settings):
    settings.IMPORT_MAX_BYTES = 1024 * 1024
    response = upload(office, files={"big.xml": b"x" * (1024 * 1024 + 1)})
    assert response.status_code == 422
    assert "Файлы больше 1 МБ" in text_of(response)


def test_preview_after_a_change_is_shown_again_with_the_reason(office, desk):
    run = run_of(upload(office))
    Department.objects.create(college=desk.college, name="Энергетическое", short_name="Энергетическое")
    response = office.post(reverse("exchange:apply", args=[run]), {"decision": "apply"})
    assert response.status_code == 409
    assert "Пока вы смотрели, данные изменились: посмотрите ещё раз" in text_of(response)
    assert office.post(reverse("exchange:apply", args=[run]), {"decision": "apply"}).status_code == 302


def test_undoing_that_is_refused_says_what_rests_on_it(office, desk):
    run = run_of(upload(office))
    office.post(reverse("exchange:apply", args=[run]), {"decision": "apply"})
    desk.rows("room").filter(name="304").update(name="306")
    response = office.post(reverse("exchange:undo", args=[run]))
    assert response.status_code == 409
    assert "Отменить нельзя: потом изменено снова: кабинет «304»" in text_of(response)
    assert desk.rows("lesson").count() == 8


def test_problems_stand_with_file_line_column_and_value(office):
    run = run_of(upload(office, "roster", roster(enrolments="n9,active,,e21,org,s2,student,false,2026-02-31,\n")))
    told = text_of(office.get(reverse("exchange:import", args=[run])))
    assert re.search(r"enrollments\.csv , строка 5 , beginDate|enrollments\.csv, строка 5, beginDate", told)
    assert "2026-02-31" in told


def test_answer_to_a_question_is_carried_out(office, desk):
    known = Person.objects.create(college=desk.college, surname="Белова", given="Инна", patronymic="Олеговна")
    RoleGrant.objects.create(college=desk.college, person=known, role="student", since="2026-09-01")
    run = run_of(upload(office, "roster", roster()))
    page = office.get(reverse("exchange:import", args=[run])).content.decode()
    assert 'name="choice:person:or:s2" value="same"' in page
    office.post(reverse("exchange:apply", args=[run]), {"decision": "apply", "choice:person:or:s2": "same"})
    assert desk.rows("membership").filter(student=known.pk).exists()


@pytest.mark.parametrize(
    ("query", "there", "away"),
    [
        ("show=new", "Физика", "уточните"),
        ("what=room", "304", "1 пара"),
        ("show=nonsense&what=nonsense&page=-1", "Физика", "nonsense"),
        ("page=999999999999", "Страница", "nonsense"),
    ],
)
def test_rows_are_filtered_and_paged(office, query, there, away):
    text = timetable(
        [(n % 3, day, period) for n, (day, period) in enumerate((d, p) for d in range(5) for p in range(1, 5))]
    )
    run = run_of(upload(office, files={"t.xml": text}, since="2026-09-01", until="2026-12-29"))
    told = text_of(office.get(reverse("exchange:import", args=[run]) + "?" + query))
    rows = told[told.index("Что будет") :]
    assert there in told
    assert away not in rows


@pytest.mark.parametrize("weeks", [1, 16])
def test_preview_costs_the_same_for_any_number_of_rows(office, weeks, django_assert_max_num_queries):
    run = run_of(upload(office, until="2026-11-23" if weeks == 1 else "2027-03-01"))
    with django_assert_max_num_queries(10):
        office.get(reverse("exchange:import", args=[run]))
    with django_assert_max_num_queries(10):
        office.get(reverse("exchange:imports"))


def test_file_names_are_shown_and_not_believed(office):
    run = run_of(upload(office, files={"<script>alert(1)</script>.xml": FILE}))
    page = office.get(reverse("exchange:import", args=[run])).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("kind", ["roster", "plan"])
def test_what_holds_nothing_waits_for_nobody_and_names_the_way(office, kind):
    run = run_of(upload(office, kind, {"студенты.txt": "Иванов Иван"}))

    assert "нечего загружать" in text_of(office.get(reverse("exchange:imports")))
    assert "ждёт решения" not in text_of(office.get(reverse("exchange:imports")))
    page = text_of(office.get(reverse("exchange:import", args=[run])))
    assert "проверка перед загрузкой" in page
    assert ("загружают в «Списках»" if kind == "roster" else ".plx или таблица XLSX") in page
