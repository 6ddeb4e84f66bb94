"""From a plan to its rows, hours and disciplines."""

from tests.exchange.college import changes_of, codes_of
from tests.exchange.readers.made import CALENDAR, PLX
from tests.exchange.readers.test_curricula import HEAD, MERGED, workbook
from zhurnal.dictionaries.queries.histories import item_history
from zhurnal.exchange.actions.decide import undo_import
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.queries.words import difference
from zhurnal.exchange.rules.changes import What


def load(desk, text):
    return desk.load(Kind.PLAN, {"p.plx": text.encode("utf-16")})


def test_plan_its_hours_and_disciplines(desk):
    load(desk, PLX)
    assert list(desk.rows("curriculum").values_list("specialty_code", "start_year")) == [("13.02.11", 2026)]
    assert list(desk.rows("discipline").order_by("index").values_list("index", "kind")) == [
        ("МДК.01.01", "module"), ("ОП.02", "theory"),
    ]  # fmt: skip
    load_of = desk.rows("load").get(item__index="ОП.02")
    assert (load_of.semester, load_of.hours_total, load_of.lectures, load_of.practicals) == (2, 36, 20, 16)
    assert desk.rows("load").get(item__index="МДК.01.01").attestation == "Э, КР"  # the work is not lost beside the exam
    assert desk.rows("item").get(index="МДК.01.01").parent_id == desk.rows("item").get(index="ПМ.01").pk


def test_same_plan_again_changes_nothing(desk):
    load(desk, PLX)
    assert changes_of(desk.prepare(Kind.PLAN, {"p.plx": PLX.encode("utf-16")})) == []


def test_the_graphic_of_the_file_is_kept_and_what_it_lacks_is_told_before(desk):
    run = desk.prepare(Kind.PLAN, {"p.plx": CALENDAR.encode("utf-16")})
    told = {p.code: p.reason for p in unpack_plan(run.plan)[1]}
    assert told["graphic"].startswith("В графике назначение 1\u00a0недели файл не называет")
    (change,) = [c for c in changes_of(run) if c.entity == "curriculum"]
    assert (
        "график по неделям",
        "",
        "1 курс: учебная практика — недели 38–39; каникулы — недели 18–19. 2 курс: сессия — неделя 1",
    ) in difference(change)
    load(desk, CALENDAR)
    kept = desk.rows("curriculum").get().graphic
    assert "1 38-39 1234567 educational" in kept.splitlines()
    bare = CALENDAR.replace("ПланыГрафикиЯчейки", "Иное")
    assert {p.code: p.reason for p in unpack_plan(desk.prepare(Kind.PLAN, {"p.plx": bare.encode("utf-16")}).plan)[1]}[
        "graphic"
    ].startswith("Графика по неделям в файле нет.")
    load(desk, bare)
    assert desk.rows("curriculum").get().graphic == kept, "a file without a calendar takes none away"


def test_what_the_file_wrote_stands_in_the_history_of_the_row(desk):
    load(desk, PLX)
    (event,) = item_history(desk.actor, desk.rows("item").get(index="ОП.02"))
    assert event.how == "файл «p.plx»"
    assert ("лекции", "", "20") in [difference for _what, lines in event.lines for difference in lines]


def table_of(exams=0, tests=0, physical=0):
    """A plan in a workbook with so many exams, credits and credits of physical education in its second course."""
    rows = [(f"ОП.{n:02d}", f"Дисциплина {n}", "3", "", "", 36, 36, "", "", "", 36, "") for n in range(1, exams + 1)]
    rows += [(f"ОП.{n:02d}", f"Предмет {n}", "", "", "4", 36, 36, "", "", "", "", 36) for n in range(40, 40 + tests)]
    rows += [
        (
            f"СГ.{n:02d}",
            "Физическая культура",
            "",
            str(3 + n),
            "",
            36,
            36,
            "",
            *("36" if n == at else "" for at in (-2, -1, 0, 1)),
        )
        for n in range(physical)
    ]
    return workbook([*HEAD, *rows], MERGED)


def limits_told(desk, data):
    """What the preview asks about the limits of a year, before anything is written."""
    run = desk.prepare(Kind.PLAN, {"plan.xlsx": data})
    assert not desk.rows("item").exists(), "a preview writes nothing"
    return [
        (p.code, p.reason, p.severity) for p in unpack_plan(run.plan)[1] if p.code in ("limit_exams", "limit_credits")
    ]


def test_the_preview_asks_about_more_exams_and_credits_than_a_year_may_have(desk):
    assert limits_told(desk, table_of(exams=8, tests=10, physical=2)) == []
    (one, two) = limits_told(desk, table_of(exams=9, tests=11))
    assert (one[0], two[0]) == ("limit_exams", "limit_credits")
    assert one[1].startswith("2 курс: 9\u00a0экзаменов в год, а можно не больше 8: ОП.01, ")
    assert two[1].startswith("2 курс: 11\u00a0зачётов в год (без физкультуры), а можно не больше 10: ОП.40, ")
    assert {one[2], two[2]} == {Severity.QUESTION}, "a question and no refusal: the plan may be loaded"


def test_a_plan_over_the_limits_is_loaded_when_the_office_says_so(desk):
    run = desk.load(Kind.PLAN, {"plan.xlsx": table_of(exams=9)})
    assert "limit_exams" in codes_of(run)
    assert desk.rows("item").filter(kind="discipline").count() == 9


JOINT = """
      <КомплексныеФК Код="1" Наименование="Экзамен по монтажу" Курс="2" Семестр="1" КодВидаРабот="1"/>
      <Строки_КомплексныеФК КодКомплекснойФК="1" КодСтроки="-3"/>
      <Строки_КомплексныеФК КодКомплекснойФК="1" КодСтроки="-4"/>
    </dsMMISDB>"""


def test_rows_that_share_an_attestation_are_remembered_and_forgotten_with_the_file(desk):
    load(desk, PLX.replace("</dsMMISDB>", JOINT))
    shared = desk.rows("load").exclude(joint="").order_by("item__position")
    assert list(shared.values_list("semester", "joint")) == [(3, "Экзамен по монтажу")] * 2
    run = load(desk, PLX)
    assert {row for change in changes_of(run, What.CHANGE) for row in difference(change)} == {
        ("комплексная аттестация", "Экзамен по монтажу", "–")
    }
    assert not desk.rows("load").exclude(joint="").exists()


def test_hours_are_compared_by_semester(desk):
    load(desk, PLX)
    run = load(
        desk,
        PLX.replace(
            'КодВидаРаботы="101" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="20"',
            'КодВидаРаботы="101" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="24"',
        ),
    )
    (change,) = changes_of(run, What.CHANGE)
    assert ("лекции", "20", "24") in difference(change)


def test_row_that_is_gone_stays_and_is_asked_about(desk):
    load(desk, PLX)
    text = "\n".join(
        line
        for line in PLX.splitlines()
        if 'ДисциплинаКод="ПM.01.ЭК"' not in line and 'Порядок="4"' not in line and 'КодОбъекта="-4"' not in line
    )
    text = text.replace('\n                   ЧасовПоПлану="12"/>', "")
    run = load(desk, text)
    assert [change.entity for change in changes_of(run, What.ASK)] == ["item"]
    assert desk.rows("item").filter(kind="exam").count() == 1


def test_another_intake_names_a_known_index_otherwise_and_renames_no_journal(desk):
    load(desk, PLX)
    before = set(desk.rows("discipline").values_list("pk", "index", "name"))
    name = desk.rows("discipline").get(index="ОП.02").name
    later = PLX.replace("2026", "2027").replace(name, "Основы бережливого производства")
    load(desk, later)
    assert before < set(desk.rows("discipline").values_list("pk", "index", "name"))
    assert desk.rows("discipline").filter(index="ОП.02").count() == 2
    assert changes_of(desk.prepare(Kind.PLAN, {"p.plx": later.encode("utf-16")})) == []
    assert changes_of(desk.prepare(Kind.PLAN, {"p.plx": PLX.encode("utf-16")})) == []


def test_the_same_plan_corrects_its_own_name(desk):
    load(desk, PLX)
    discipline = desk.rows("discipline").get(index="ОП.02")
    load(desk, PLX.replace(discipline.name, "Основы электроники"))
    assert desk.rows("discipline").get(pk=discipline.pk).name == "Основы электроники"


def test_plans_of_several_intakes_come_at_once_as_they_would_in_turn(desk):
    """All plans of a college are chosen together; what they teach by one name is one discipline, nothing is left to change."""
    name = "Основы электротехники"
    later = PLX.replace("2026", "2027").replace("Электротехника", name)
    files = {"2026.plx": PLX.encode("utf-16"), "2027.plx": later.encode("utf-16"), "3.xlsx": table_of(tests=2)}
    run = desk.load(Kind.PLAN, files)
    assert desk.rows("curriculum").count() == 3
    assert sorted(desk.rows("discipline").filter(index="ОП.02").values_list("name", flat=True)) == sorted(
        ("Электротехника", name)
    )
    names = list(desk.rows("discipline").values_list("index", "name"))
    assert len(names) == len(set(names)), "a discipline stands once"
    for title, data in files.items():
        assert changes_of(desk.prepare(Kind.PLAN, {title: data})) == [], title
    undo_import(desk.actor, desk.again(run))
    assert not any(desk.rows(entity).exists() for entity in ("curriculum", "item", "load", "discipline"))


def test_of_one_plan_twice_the_first_is_taken_and_what_is_no_plan_is_named(desk):
    twice = {
        "план.plx": PLX.encode("utf-16"),
        "копия.plx": PLX.encode("utf-16"),
        "не план.xlsx": workbook([["Список"], ["Иванов"]]),
    }
    run = desk.load(Kind.PLAN, twice)
    assert desk.rows("curriculum").count() == 1
    told = {(p.file, p.code) for p in unpack_plan(run.plan)[1] if p.severity is Severity.ERROR}
    assert told == {("копия.plx", "same_plan"), ("не план.xlsx", "no_header")}
