"""Curricula, invented."""

import gzip
from pathlib import Path

import pytest

from tests.exchange.readers.made import CALENDAR, PLX, codes, zipped
from zhurnal.curriculum.rules.graphic import words, written
from zhurnal.exchange.imports.readers.plan import Plan
from zhurnal.exchange.imports.readers.plx import read_plan
from zhurnal.exchange.imports.readers.plx_graphic import spans_of, unread


def plx(tmp_path: Path, text: str) -> Plan:
    file = tmp_path / "план.plx"
    file.write_bytes(text.encode("utf-16"))
    return read_plan([file])


def test_head_is_read(tmp_path):
    plan = plx(tmp_path, PLX)
    assert (plan.specialty_code, plan.specialty_name, plan.qualification) == ("13.02.11", "Электромонтаж", "Техник")
    assert (plan.start_year, plan.base, plan.form, plan.years, plan.courses) == (
        2026,
        "основное общее образование",
        "Очная",
        3,
        2,
    )


def test_the_kind_of_practice_weeks_is_seen_from_the_hours_of_the_plan(tmp_path):
    plan = plx(tmp_path, CALENDAR)
    assert words(written(spans_of(plan.weeks))) == (
        "1 курс: учебная практика — недели 38–39; каникулы — недели 18–19. 2 курс: сессия — неделя 1"
    )
    assert unread(plan.weeks) == 1, "a week with a number that nothing explains"
    two = plx(tmp_path, CALENDAR.replace('Недель="2"', 'Недель="3"'))  # another count of weeks: the kind is not guessed
    assert [span.kind for span in spans_of(two.weeks) if span.first == 38] == ["practice"]
    days = CALENDAR.replace(
        'КодВидаДеятельности="12" НомерНедели="19"',
        'НомерЧастиНедели="2" КоличествоЧастейВНеделе="3" КодВидаДеятельности="12" НомерНедели="19"',
    )
    assert ("34", 19) in [(span.days, span.first) for span in spans_of(plx(tmp_path, days).weeks)], (
        "a third of a week: two days"
    )


def test_items_are_a_tree_in_the_order_of_the_plan(tmp_path):
    plan = plx(tmp_path, PLX)
    assert [(item.key, item.kind, item.parent) for item in plan.items] == [
        ("цикл:ПП", "cycle", ""),
        ("цикл:ОП", "cycle", "цикл:ПП"),
        ("ОП.02", "discipline", "цикл:ОП"),
        ("ПМ.01", "module", "цикл:ПП"),
        ("МДК.01.01", "mdk", "ПМ.01"),
        ("ПМ.01.ЭК", "exam", "ПМ.01"),
    ]
    assert codes(plan.problems) == ["mended_index", "latin_index"]


def test_hours_lie_in_semesters_and_modules_apart(tmp_path):
    plan = plx(tmp_path, PLX)
    first, mdk, exam = plan.loads
    assert (first.semester, first.total, first.lectures, first.practicals, first.hands_on, first.attestation) == (
        2,
        36,
        20,
        16,
        16,
        "ДЗ",
    )
    assert (mdk.semester, mdk.labs, mdk.attestation, mdk.attestations) == (3, 36, "Э, КР", ("Э", "КР"))
    assert (exam.item, exam.total, exam.exam_hours) == ("ПМ.01.ЭК", 12, 12)
    assert [(load.item, load.total) for load in plan.totals] == [("ПМ.01", 48)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            'КодВидаРаботы="101" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="20"',
            'КодВидаРаботы="101" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="22"',
            "sum_semester",
        ),
        ('Порядок="1" ЧасовПоПлану="36"', 'Порядок="1" ЧасовПоПлану="40"', "sum_item"),
        ('Семестр="1" Сессия="0" Количество="12"', 'Семестр="1" Сессия="0" Количество="18"', "sum_module"),
        ('КодОбъекта="-4" КодВидаРаботы="108"', 'КодОбъекта="-77" КодВидаРаботы="108"', "no_such_id"),
        ('КодВидаРаботы="108"', 'КодВидаРаботы="777"', "work"),
        ('Количество="12"', 'Количество="много"', "hours"),
        ('Количество="12"', 'Количество="12.5"', "hours_fraction"),
        (
            'Курс="1" Семестр="2" Сессия="0" Количество="20"',
            'Курс="0" Семестр="2" Сессия="0" Количество="20"',
            "semester",
        ),
        (
            'Курс="1" Семестр="2" Сессия="0" Количество="20"',
            'Курс="1" Семестр="0" Сессия="2" Количество="20"',
            "sessions",
        ),
        ('ДисциплинаКод="  МДК.01.01"', 'ДисциплинаКод="ЫЫЫ"', "index"),
        ('ДисциплинаКод="  МДК.01.01"', 'ДисциплинаКод="ОП.02"', "double_index"),
        ('КодРодителя="-2" ДисциплинаКод="  МДК', 'КодРодителя="-3" ДисциплинаКод="  МДК', "no_parent"),
        ('КодБлока="-2" ДисциплинаКод="  ОП 02"', 'КодБлока="-8" ДисциплинаКод="  ОП 02"', "no_parent"),
        ('УровеньОбразования="2"', 'УровеньОбразования="3"', "level"),
        ('ГодНачалаПодготовки="2026"', "", "no_year"),
        ('Порядок="1" ЧасовПоПлану="36"', 'Порядок="1" ЧасовПоПлану="999999999"', "hours"),
    ],
)
def test_fault_is_named(tmp_path, old, new, code):
    assert old in PLX
    plan = plx(tmp_path, PLX.replace(old, new))
    assert code in codes(plan.problems)
    assert len(plan.items) == 6


def test_double_code_on_one_line_is_taken_once(tmp_path):
    row = '<ПланыСтроки Код="-1" КодБлока="-2" ДисциплинаКод="ОП.03" Дисциплина="Лишняя" ТипОбъекта="2" Порядок="5"/>'
    plan = plx(tmp_path, PLX.replace('ЧасовПоПлану="36"/>', 'ЧасовПоПлану="36"/>' + row, 1))
    assert "double_id" in codes(plan.problems)
    assert len(plan.items) == 6


def test_equal_indices_keep_keys_of_their_own(tmp_path):
    plan = plx(tmp_path, PLX.replace('ДисциплинаКод="  МДК.01.01"', 'ДисциплинаКод="ОП.02"'))
    assert [item.key for item in plan.items if item.index == "ОП.02"] == ["ОП.02", "ОП.02#2"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "cp1251"])
def test_encodings_and_packing_do_not_matter(tmp_path, encoding):
    data = PLX.replace(
        'encoding="utf-16"', 'encoding="windows-1251"' if encoding == "cp1251" else 'encoding="utf-16"'
    ).encode(encoding)
    for name, packed in (("a.plx", data), ("b.plx.gz", gzip.compress(data)), ("c.zip", zipped({"план.plx": data}))):
        (tmp_path / name).write_bytes(packed)
        assert len(read_plan([tmp_path / name]).items) == 6, name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<timetable><days/></timetable>", "Это расписание"),
        ("<Документ><План><СтрокиПлана/></План></Документ>", "старого образца"),
        ("<Документ/>", "нет ни одной строки"),
        ("<a/>", "другой XML"),
    ],
)
def test_wrong_file_is_called_by_its_name(tmp_path, text, words):
    assert words in plx(tmp_path, text).problems[0].reason


def test_a_plan_is_called_by_its_name_with_the_code_of_its_specialty(tmp_path):
    """The line below it tells the profile of schooling and is no part of the name."""
    plan = plx(
        tmp_path,
        PLX.replace('Титул="Электромонтаж"', 'Титул="Электромонтаж &#xD;&#xA;Профиль образования: Технический"'),
    )
    assert plan.title == "13.02.11 Электромонтаж"
