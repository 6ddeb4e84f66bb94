"""Many work programmes at once: of which discipline each is, single or out of an archive, what is wrong with one told apart."""

import io
import unicodedata
import zipfile

import pytest

from tests.exchange.readers.made import zipped
from tests.exchange.readers.test_curricula import TOPICS, document, workbook
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.programme_names import name_of, names_in, semester_in, split, year_in
from zhurnal.exchange.imports.readers.programmes import read_programmes
from zhurnal.exchange.imports.readers.sandbox import read


@pytest.mark.parametrize(
    ("file", "name", "year", "semester"),
    [
        ("КТП_ОП.02_Электротехника_2026-2027.docx", ("ОП.02", "Электротехника"), 0, 0),
        ("ОП.02.xlsx", ("ОП.02", ""), 0, 0),
        ("OП 02. Электротехника Э-21.xlsx", ("ОП.02", "Электротехника"), 0, 0),
        ("МДК 01.01 Устройство автомобилей 2 курс.docx", ("МДК.01.01", "Устройство автомобилей"), 2, 0),
        ("Физическая культура, 3 семестр.XLSX", ("", "Физическая культура"), 0, 3),
        ("Рабочая программа учебной дисциплины ОГСЭ.03 Иностранный язык 2026 год.docx", ("ОГСЭ.03", "Иностранный язык"), 0, 0),
        ("Календарно-тематический план Физика 1 курс.ods", ("", "Физика"), 1, 0),
        ("КТП 2026.docx", ("", ""), 0, 0),
    ],
)  # fmt: skip
def test_what_a_file_is_called_names_its_discipline(file, name, year, semester):
    assert (split(name_of(file)), year_in(file), semester_in(file)) == (name, year, semester)


def test_what_a_title_page_says_names_the_discipline():
    page = [
        "РАБОЧАЯ ПРОГРАММА", "учебной дисциплины ОП.02 «Электротехника»", "по специальности 13.02.07", "Дисциплина",
        "ОП.03 Материалы", "по дисциплине: «Физика» для специальности 13.02.07", "МДК.01.01 Устройство автомобилей",
        "Наименование дисциплины (модуля): Химия, группа Э-21", "Содержание учебной дисциплины",
    ]  # fmt: skip
    names = ("ОП.02 Электротехника", "ОП.03 Материалы", "Физика", "МДК.01.01 Устройство автомобилей", "Химия")
    assert names_in(page) == names


def titled(rows, *lines):
    """A document with lines of text before the table."""
    said = "".join(f"<w:p><w:r><w:t>{line[:5]}</w:t></w:r><w:r><w:t>{line[5:]}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(io.BytesIO(document(rows))) as archive:
        text = archive.read("word/document.xml").decode().replace("<w:body>", f"<w:body>{said}")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", text)
    return stream.getvalue()


def put(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def test_each_file_by_itself_and_what_is_wrong_with_one_leaves_the_others(tmp_path):
    files = {
        "ОП.02.docx": titled(TOPICS, "Рабочая программа", "учебной дисциплины «Электротехника»"),
        "Физика.xlsx": workbook([("Дисциплина", "ОУД.03 Физика"), (), *TOPICS]),
        "битый.docx": document(TOPICS)[:200],
        "без тем.xlsx": workbook([("Просто текст",)]),
    }
    found = read_programmes(put(tmp_path, files))
    assert [(one.file, one.inside, one.called, len(one.topics)) for one in found.files] == [
        ("ОП.02.docx", ("Электротехника",), "ОП.02", 3), ("Физика.xlsx", ("ОУД.03 Физика",), "Физика", 3),
        ("битый.docx", (), "битый", 0), ("без тем.xlsx", (), "без тем", 0),
    ]  # fmt: skip
    assert [one.refusal.partition(":")[0] for one in found.files] == [
        "", "", "Это повреждённый архив ZIP, а нужна книга Excel.", "Таблица тем не найдена",
    ]  # fmt: skip
    assert {problem.file for problem in found.problems} == set(files)


@pytest.mark.parametrize("coding", ["cp866", "utf-8"])
def test_an_archive_with_russian_names_and_no_word_of_their_coding(tmp_path, coding):
    """Windows' own archiver writes names in the code page of DOS, that of macOS in UTF-8 with letters in two parts; neither says so."""
    name = "ОП.02_Электротехника.docx"
    data = zipped({f"Программы/{name}": document(TOPICS), "Программы/План.pdf": b"%PDF-1.4"})

    def written(said):
        return said.encode(coding) if coding == "cp866" else unicodedata.normalize("NFD", said).encode(coding)

    # zipfile writes such names in UTF-8 with a flag; the same archive without the flag and in the old code page
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            for info in old.infolist():
                member = zipfile.ZipInfo("x" * len(written(info.filename)))
                made.writestr(member, old.read(info))
        raw = stream.getvalue()
        for info in old.infolist():
            placed, said = b"x" * len(written(info.filename)), written(info.filename)
            raw = raw.replace(b"\0\0" + placed, b"\0\0" + said) if raw.count(placed) else raw
    (tmp_path / "все.zip").write_bytes(raw)
    found = read_programmes([tmp_path / "все.zip"])
    assert [(one.file, len(one.topics)) for one in found.files] == [(name, 3)]
    assert any("«Программы/План.pdf»" in problem.reason for problem in found.problems)


def test_too_much_is_refused_and_nothing_is_told_where_nothing_is(tmp_path):
    many = {f"{number}.docx": document(TOPICS) for number in range(5)}
    (tmp_path / "много.zip").write_bytes(zipped(many))
    found = read_programmes([tmp_path / "много.zip"], Limits(entries=4))
    assert (found.files, [problem.code for problem in found.problems]) == ((), ["too_many"])
    (tmp_path / "бомба.zip").write_bytes(zipped({"1.docx": b"0" * 1_000_000}))
    found = read_programmes([tmp_path / "бомба.zip"], Limits(unpacked_bytes=300_000))
    assert (found.files, [problem.code for problem in found.problems]) == ((), ["bomb"])
    (tmp_path / "пусто.zip").write_bytes(zipped({"a.txt": b"1"}))
    assert "no_files" in [problem.code for problem in read_programmes([tmp_path / "пусто.zip"]).problems]


def test_the_same_in_the_process_of_its_own(tmp_path):
    reading = read(Kind.PROGRAMMES, put(tmp_path, {"ОП.02.docx": document(TOPICS), "ОП.03.xlsx": workbook(TOPICS)}))
    assert [(one.called, len(one.topics)) for one in reading.content.files] == [("ОП.02", 3), ("ОП.03", 3)]
