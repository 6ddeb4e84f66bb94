"""Bytes become text in the encoding that they are in, whatever they say of themselves."""

from pathlib import Path

import pytest

from zhurnal.exchange.imports.readers.text import decode, decode_xml

LIST = "ФИО;Дата рождения;Группа\nАбрамов Кирилл Ильич;14.10.2009;Э-21\nЁлкина Юлия;01.02.2010;Э-21\n"
TRUTH = {
    "IBM855": {"cp855"},
    "IBM866": {"cp866"},
    "KOI8-R": {"koi8-r"},
    "MacCyrillic": {"mac-cyrillic"},
    "UTF-16": {"utf-16-le", "utf-16-be"},
    "UTF-16BE": {"utf-16-be"},
    "UTF-16LE": {"utf-16-le"},
    "utf-8": {"utf-8"},
    "windows-1251-russian": {"cp1251"},
}


@pytest.mark.parametrize(
    "encoding", ["cp1251", "cp866", "koi8-r", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_decode_reads_a_list_of_students(encoding):
    assert decode(LIST.encode(encoding)).text == LIST


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r"])
@pytest.mark.parametrize("text", ["ИВАНОВ ПЁТР СЕРГЕЕВИЧ", "Фамилия;Имя;Отчество", "иванов пётр", "Э-21;Сварка;304"])
def test_decode_reads_short_and_shouted_text(encoding, text):
    assert decode(text.encode(encoding)).text == text


def test_decode_keeps_utf8_with_a_spoilt_byte():
    data = (LIST * 20).encode()
    decoded = decode(data[:7] + b"\xff" + data[7:])
    assert (decoded.encoding, decoded.damaged) == ("utf-8", 1)


def test_decode_xml_believes_the_declaration_where_bytes_allow():
    text = '<?xml version="1.0" encoding="windows-1251"?><a b="Кравцова Ольга"/>'
    decoded = decode_xml(text.encode("cp1251"))
    assert (decoded.text, decoded.contradiction) == ('<?xml version="1.0"?><a b="Кравцова Ольга"/>', "")


def test_decode_xml_sees_through_a_wrong_declaration():
    text = '<?xml version="1.0" encoding="windows-1251"?><a b="Кравцова Ольга Сергеевна"/>'
    decoded = decode_xml(text.encode("koi8-r"))
    assert (decoded.encoding, decoded.contradiction) == ("koi8-r", "windows-1251")
    assert "Кравцова Ольга Сергеевна" in decoded.text
    assert decode_xml(text.encode()).contradiction == "windows-1251"


def test_decode_xml_survives_an_invented_encoding():
    decoded = decode_xml('<?xml version="1.0" encoding="zlib"?><a b="ж"/>'.encode())
    assert decoded.text == '<?xml version="1.0"?><a b="ж"/>'


def test_decode_tells_the_samples_apart(shared: Path):
    folder = shared / "data" / "messy" / "encodings"
    wrong = [
        file.name
        for file in sorted(folder.rglob("*"))
        if file.is_file() and decode(file.read_bytes()).encoding not in TRUTH[file.parent.name]
    ]
    assert wrong == []
