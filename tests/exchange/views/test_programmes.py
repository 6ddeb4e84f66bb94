"""The screens of many work programmes: brought together, the unknown ones answered, the rest written."""

from django.urls import reverse

from tests.exchange.readers.test_curricula import document
from tests.exchange.study import followed, table
from tests.exchange.views.test_imports import run_of, text_of, upload
from zhurnal.curriculum.models import WorkProgramme
from zhurnal.exchange.forms import field_of
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.exchange.queries.names import questions_of


def test_from_many_files_to_programmes_of_journals(office, desk, study):
    electro, safety = study.course("ОП.02", "Э-21"), study.course("ОП.05", "Э-21")
    files = {"ОП.02.docx": document(table()), "Техника безопасности.docx": document(table())}
    run = run_of(upload(office, "programmes", files, since="", until=""))
    address = reverse("exchange:import", args=[run])
    page = text_of(office.get(address)).replace("\xa0", " ")
    for words in (
        "Рабочие программы: проверка перед загрузкой", "о каких дисциплинах некоторые файлы", "2 файла", "не узнана",
        "ОП.02 Электротехника 3 6 Э-21, 1 семестр новое", "3 темы, 6 ч, как в плане.", "Загрузить программы",
        "Файлы с ошибкой и вопросом без ответа останутся незагруженными",
    ):  # fmt: skip
        assert words in page, words
    names = reverse("exchange:asked-names", args=[run])
    asked = office.get(names)
    assert "Завести" not in text_of(asked)
    assert "строка" not in text_of(asked)
    [question] = questions_of(ImportRun.objects.of(desk.college.id).get(pk=run))
    assert office.post(names, {field_of(question): "new"}).status_code == 422
    said = {f"{field_of(question)}-own": "ОП.05 Охрана труда"}
    assert office.post(names, said).status_code == 302
    assert NameMapping.objects.of(desk.college.id).get().source == "ktp"
    assert "рабочие программы" in text_of(office.get(reverse("exchange:names")))
    assert "не узнана" not in text_of(office.get(address))
    assert office.post(reverse("exchange:apply", args=[run]), {"decision": "apply"}).status_code == 302
    assert (followed(electro).title, followed(safety).title) == ("Электротехника", "Охрана труда")
    assert "создано" in text_of(office.get(address))
    assert office.post(reverse("exchange:undo", args=[run])).status_code == 302
    assert not WorkProgramme.objects.of(desk.college.id).exists()


def test_the_files_come_first_and_what_was_noticed_in_them_stays_closed(office, desk, study):
    study.course("ОП.02", "Э-21")
    files = {"ОП.02.docx": document(table()), "Записка.docx": document([("Слова",)])}
    run = run_of(upload(office, "programmes", files, since="", until=""))
    page = office.get(reverse("exchange:import", args=[run])).content.decode()
    assert page.index("Файлы программ") < page.index("import-problems")
    assert '<details class="sheet import-problems">' in page
    assert "не узнана" not in page  # it could not be read, nobody is asked of what it is


def test_a_question_alone_can_be_answered_on_the_page(office, desk, study):
    first, second = study.course("СГ.04", "Э-11"), study.course("СГ.04", "Э-21")
    run = run_of(upload(office, "programmes", {"СГ.04.docx": document(table())}, since="", until=""))
    page = office.get(reverse("exchange:import", args=[run]))
    assert ("Применить ответы" in text_of(page), "2 курс: Э-21, по плану 6 ч" in text_of(page)) == (True, True)
    said = {"decision": "apply", "choice:programme:1": "2"}
    assert office.post(reverse("exchange:apply", args=[run]), said).status_code == 302
    assert (followed(first), followed(second) is not None) == (None, True)
