"""Pages of statements and debts: what each sees, what is refused with a sentence and kept, how many questions they cost."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import worlds
from tests.access.conftest import body_of
from tests.statements.papers import closed, debt_of, filled, fresh, line_of, opened, planned, results
from tests.worlds import TODAY
from zhurnal.curriculum.models import Curriculum, Discipline, Group, PlanItem, PlanLoad
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.registers.models import RegisterValue
from zhurnal.statements.actions.taken import note_statement
from zhurnal.statements.models import Debt, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.queries.page import statement_page
from zhurnal.statements.queries.planned import planned_rows
from zhurnal.statements.queries.sheet import statement_table


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def text(response):
    return response.content.decode().replace("\xa0", " ")


def by_the_plan(world):
    """Э-21 studies by a plan in which electrical engineering ends with an exam and a project in the third semester."""
    plan = Curriculum.objects.create(
        college=world.college, specialty_code="13.02.03", specialty_name="Станции", title="П"
    )
    Group.objects.of(world.id).filter(pk=world.groups["Э-21"].pk).update(curriculum=plan)
    item = PlanItem.objects.create(
        college=world.college, curriculum=plan, index="ОП.02", name="Электротехника", kind="discipline"
    )
    PlanLoad.objects.create(
        college=world.college, item=item, semester=3, hours_total=96, attestation="Э", course_project=10
    )
    Discipline.objects.of(world.id).filter(pk=world.courses["electro"].discipline_id).update(plan_item=item)


def test_rows_of_the_plan_become_opened_statements_on_one_page(world):
    by_the_plan(world)
    head = world.client("department_head")
    page = text(head.get(f"/statements/new/?group={world.groups['Э-21'].pk}"))
    electro = world.courses["electro"].discipline_id
    assert 'value="Э" selected' in page
    assert page.count(f'value="{electro}.') == 2  # the exam and the project of the same row

    sent = head.post(
        "/statements/new/",
        {
            "group": world.groups["Э-21"].pk, "term": world.term.pk, "dated": "2026-11-20", "open": "1",
            "row": [f"{electro}.exam", f"{electro}.project"],
        },
    )  # fmt: skip

    assert sent.status_code == 302
    rows = Statement.objects.of(world.id).order_by("number")
    assert [(row.number, row.form, row.level, row.hours, row.state) for row in rows] == [
        (1, "Э", "exam", 96, "open"), (2, "КП", "project", 96, "open"),
    ]  # fmt: skip
    assert "ведомость № 1" in text(head.get(f"/statements/new/?group={world.groups['Э-21'].pk}"))


def test_a_course_work_without_hours_of_its_own_has_its_statement_beside_the_form_of_the_discipline(world):
    by_the_plan(world)
    PlanLoad.objects.of(world.id).update(attestation="ДЗ, КР", course_project=0)
    rows = planned_rows(world.actor("department_head"), world.groups["Э-21"], world.term)
    assert [(row.form, row.level) for row in rows if row.discipline == world.courses["electro"].discipline_id] == [
        ("ДЗ", "exam"), ("КР", "project"),
    ]  # fmt: skip


def joined(world):
    """Two rows of the plan that end with one examination, and a course project beside them."""
    by_the_plan(world)
    electro, module = (world.courses[key].discipline_id for key in ("electro", "module"))
    first = PlanItem.objects.of(world.id).get()
    second = PlanItem.objects.create(
        college=world.college, curriculum_id=first.curriculum_id, index="ОП.03", name="Измерения", kind="discipline",
        position=1,
    )  # fmt: skip
    PlanLoad.objects.create(college=world.college, item=second, semester=3, hours_total=40, attestation="Э")
    PlanLoad.objects.of(world.id).update(joint="Экзамен по электротехнике")
    Discipline.objects.of(world.id).filter(pk=module).update(plan_item=second)
    return electro, module


def sent_rows(world, *rows, **more):
    where = {"group": world.groups["Э-21"].pk, "term": world.term.pk, "dated": "2026-11-20"}
    return world.client("department_head").post("/statements/new/", {**where, "row": rows, **more})


def test_rows_that_the_plan_joins_get_one_statement_of_a_joint_form(world):
    electro, module = joined(world)
    head = world.client("department_head")
    assert "несколько дисциплин: Экзамен по электротехнике" in text(
        head.get(f"/statements/new/?group={world.groups['Э-21'].pk}")
    )

    head.post(
        "/statements/new/",
        {
            "group": world.groups["Э-21"].pk, "term": world.term.pk, "dated": "2026-11-20",
            "row": [f"{electro}.exam", f"{electro}.project", f"{module}.exam"],
        },
    )  # fmt: skip

    rows = Statement.objects.of(world.id).order_by("form")
    assert [(row.form, row.discipline_id) for row in rows] == [("КП", electro), ("КЭ", electro)]
    assert StatementDiscipline.objects.of(world.id).get().discipline_id == module


def test_a_row_that_the_plan_joins_is_not_examined_without_its_partners_unsaid(world):
    electro, module = joined(world)
    page = text(world.client("department_head").get(f"/statements/new/?group={world.groups['Э-21'].pk}"))
    partner = str(world.courses["module"].discipline)
    assert f"Экзамен по электротехнике, вместе с {partner}" in page

    refused = sent_rows(world, f"{electro}.exam")

    assert refused.status_code == 422
    assert f"по плану отметка общая («Экзамен по электротехнике») ещё с {partner}" in text(refused)
    assert not Statement.objects.of(world.id).exists()
    assert sent_rows(world, f"{electro}.exam", apart="on").status_code == 302
    assert [(row.form, row.discipline_id) for row in Statement.objects.of(world.id)] == [("Э", electro)]
    assert sent_rows(world, f"{module}.exam").status_code == 302  # the other one has its statement: nothing to wait for
    assert StatementDiscipline.objects.of(world.id).count() == 0


def test_of_a_joint_statement_nothing_that_differs_is_dropped(world):
    electro, module = joined(world)
    rows = [f"{electro}.exam", f"{module}.exam"]

    refused = sent_rows(world, *rows, **{f"form-{module}.exam": "З"})

    assert refused.status_code == 422
    assert "Одна отметка — одна форма, а выбраны разные:" in text(refused)
    assert '<option value="З" selected>' in refused.content.decode()  # what was chosen is not lost
    levels = sent_rows(world, *rows, f"{electro}.project", joint="on")
    assert "Одной отметкой не оценивают промежуточная аттестация и курсовой проект" in text(levels)
    assert "Выберите одно" in text(sent_rows(world, *rows, joint="on", apart="on"))
    assert not Statement.objects.of(world.id).exists()
    assert sent_rows(world, *rows, **{f"form-{module}.exam": "КЭ"}).status_code == 302  # Э and КЭ are one
    assert Statement.objects.of(world.id).get().form == "КЭ"


def test_nothing_is_written_when_one_of_the_rows_is_refused(world):
    by_the_plan(world)
    head, electro = world.client("department_head"), world.courses["electro"].discipline_id
    english = world.courses["english1"].discipline_id  # no form in the plan: it has to be chosen

    sent = head.post(
        "/statements/new/",
        {
            "group": world.groups["Э-21"].pk, "term": world.term.pk, "dated": "2026-11-20", "open": "1",
            "row": [f"{electro}.exam", f"{english}.exam"],
        },
    )  # fmt: skip

    assert sent.status_code == 422
    assert "Выберите форму аттестации" in text(sent)
    assert not Statement.objects.of(world.id).exists()


def test_the_teacher_fills_the_page_in_and_what_is_refused_stays_typed(world):
    statement = opened(world)
    teacher = world.client("teacher")
    lines = {name: line_of(world, statement, name) for name in ("student", "classmate")}
    body = {}
    for name, mark in (("student", "5"), ("classmate", "пять с плюсом")):
        pk = lines[name].pk
        body |= {f"v-{pk}": mark, f"n-{pk}": "1", f"t-{pk}": "7", f"r-{pk}": ""}

    sent = teacher.post(f"/statements/{statement.pk}/fill/", body)

    assert sent.status_code == 422
    assert "пять с плюсом" in text(sent)
    assert "сюда не ставят" in text(sent)
    assert (fresh(world, lines["student"]).value, fresh(world, lines["classmate"]).value) == ("5", "")


def test_save_and_close_closes_when_everything_is_answered(world):
    statement = opened(world)
    filled(world, statement)
    teacher = world.client("teacher")

    sent = teacher.post(f"/statements/{statement.pk}/fill/", {"close": "1"})

    assert sent.status_code == 302
    assert fresh(world, statement).state == "closed"
    assert "Ведомость закрыта" in text(teacher.get(sent["Location"]))


def test_before_it_is_closed_a_family_sees_nothing_and_then_only_its_own(world):
    statement = opened(world)
    filled(world, statement, student="2", classmate="5")
    student = world.people["student"].pk
    for who in ("student", "parent"):
        assert "неудовлетворительно" not in text(world.client(who).get(f"/statements/own/{student}/"))

    world.client("teacher").post(f"/statements/{statement.pk}/fill/", {"close": "1"})

    for who in ("student", "parent"):
        page = text(world.client(who).get(f"/statements/own/{student}/"))
        assert "неудовлетворительно" in page
        assert "в зачётную книжку не вносится" in page
        assert "1 задолженность" in page
        assert "отлично" not in page
    assert world.client("classmate").get(f"/statements/own/{student}/").status_code == 404


def test_the_paper_has_words_totals_and_signatures(world):
    statement = closed(world, texts={"student": "5", "classmate": "2", "adult": "н", "newcomer": "ну"})
    RegisterValue.objects.create(
        college=world.college, person=world.people["student"], field="record_book", value="26-0417",
        changed_at=datetime(2026, 9, 1, tzinfo=UTC),
    )  # fmt: skip

    head = world.client("department_head")
    page = text(head.get(f"/statements/{statement.pk}/print/"))
    assert 'Калугин-А Степан Андреевич</td><td class="paper__number">26-0417</td>' in page
    assert "зачётка 26-0417" in text(head.get(f"/statements/{statement.pk}/"))

    for words in (
        "Зачётно-экзаменационная ведомость № 1", "Э-21", "Калугин-А Степан Андреевич", "Отлично", "Неудовлетворительно",
        "«отлично» 1, «хорошо» 6, «удовлетворительно» 0, «неудовлетворительно» 1", "не явились 1",
        "не явились по уважительной причине 1", "Экзаменатор", "О. С. Кравцова-А", "Заведующий отделением",
    ):  # fmt: skip
        assert words in page, words
    assert "Успеваемость 77,8 %, качество 77,8 %, средний балл 3,88" in page  # 7 of 9; (5 + 6·4 + 2) / 8 = 3.875


def test_debts_are_listed_planned_and_taken_out(world):
    closed(world, texts={"classmate": "2", "adult": "2"})
    head = world.client("department_head")
    debts = [debt_of(world, name) for name in ("classmate", "adult")]
    teacher = world.people["teacher"].pk
    body = {
        "debt": [row.pk for row in debts],
        "day": "2026-11-30",
        "place": "ауд. 304",
        "person0": teacher,
        "part0": "examiner",
    }

    late = head.post("/statements/debts/retake/", {**body, "day": "2028-01-10"})
    assert late.status_code == 422
    assert "10.11.2027" in text(late)
    assert 'value="ауд. 304"' in text(late)
    sent = head.post("/statements/debts/retake/", body)

    draft = Statement.objects.of(world.id).get(kind="retake")
    assert sent["Location"] == f"/statements/{draft.pk}/"
    assert StatementLine.objects.of(world.id).filter(statement=draft).count() == 2
    page = text(head.get("/statements/debts/"))
    assert "30.11.2026, ауд. 304" in page
    assert "пересдача назначена" in page
    file = head.post("/statements/debts/file/", {})
    rows = list(load_workbook(BytesIO(body_of(file))).active.values)
    assert ["Удальцов-А Семён Ильич" in [str(cell) for cell in row] for row in rows].count(True) == 1
    assert Change.objects.of(world.id).filter(action="statements.export", after={"rows": 2}).exists()


def test_the_second_person_finds_the_request_to_reopen_on_the_page(world):
    statement = closed(world)
    head, director = world.client("department_head"), world.client("director")
    assert head.post(f"/statements/{statement.pk}/reopen/", {"reason": ""}).status_code == 422
    head.post(f"/statements/{statement.pk}/reopen/", {"reason": "перепутаны строки"})
    assert "Согласен, вскрыть" not in text(head.get(f"/statements/{statement.pk}/"))
    assert "перепутаны строки" in text(director.get(f"/statements/{statement.pk}/"))

    director.post(f"/statements/{statement.pk}/agree/", {"answer": "agree"})

    assert fresh(world, statement).state == "open"


def test_the_office_admits_by_an_order_and_makes_a_sheet_for_the_ill(world):
    main = closed(world, texts={"newcomer": "ну"})
    head, line = world.client("department_head"), line_of(world, main, "newcomer")
    assert "Выписать экзаменационный лист" in text(head.get(f"/statements/lines/{line.pk}/"))

    sent = head.post(f"/statements/lines/{line.pk}/", {"sheet": "1", "dated": "2026-11-24"})

    sheet = Statement.objects.of(world.id).get(kind="individual")
    assert sent["Location"] == f"/statements/{sheet.pk}/"
    assert (sheet.previous_id, sheet.state) == (main.pk, "draft")


def test_admission_of_a_group_names_what_is_lacking(world):
    page = text(world.client("leader").get(f"/statements/admission/{world.groups['Э-21'].pk}/"))

    assert "ещё не собраны" in page
    assert "допущено 10 из 10" in page


def test_a_debts_page_shows_its_tries_and_prolongs_its_term(world):
    closed(world, texts={"classmate": "2"})
    debt = debt_of(world, "classmate")
    retake = planned(world, debt, day=TODAY - timedelta(days=7))
    filled(world, retake, classmate="ну")
    world.client("teacher").post(f"/statements/{retake.pk}/fill/", {"close": "1"})
    head = world.client("department_head")

    head.post(
        f"/statements/debts/{debt.pk}/pause/",
        {"why": "illness", "since": "2026-11-17", "until": "2026-11-20", "ground": "справка № 7"},
    )

    page = text(head.get(f"/statements/debts/{debt.pk}/"))
    assert "попытка не считается" in page
    assert "справка № 7" in page
    assert "14.11.2027" in page
    assert results(world, "classmate")["exam"][0] == "2"


LIST, PAGE, DEBTS = 12, 17, 11


@pytest.mark.parametrize("students", [1, 30])
def test_pages_cost_the_same_for_one_and_for_many(db, frozen_time, django_assert_max_num_queries, students):
    world = worlds.make_college("vek", "А", students)
    statement = opened(world)
    filled(world, statement, rest="2")
    head = world.client("department_head")
    with django_assert_max_num_queries(PAGE):
        head.get(f"/statements/{statement.pk}/")
    head.post(f"/statements/{statement.pk}/fill/", {"close": "1"})
    assert Debt.objects.of(world.id).count() == students + 4
    with django_assert_max_num_queries(LIST):
        head.get("/statements/")
    with django_assert_max_num_queries(DEBTS):
        head.get("/statements/debts/")


def test_a_statement_goes_out_as_a_file_and_it_is_written_down(world):
    statement = closed(world, texts={"student": "5"})
    for form, kind in (("pdf", "application/pdf"), ("xlsx", "spreadsheetml")):
        answer = world.client("deputy").post(f"/statements/{statement.pk}/file/", {"format": form})
        assert (answer.status_code, kind in answer.headers["Content-Type"]) == (200, True)
        assert body_of(answer)
    assert Change.objects.of(world.id).filter(action="statements.export", chain=statement.pk).count() == 2
    page = statement_page(world.actor("deputy"), statement.pk)
    table = statement_table(world.actor("deputy"), page)
    rows = list(table.rows)
    assert [row[1] for row in rows] == [line.name for line in page.lines]
    assert [row[4] for row in rows if row[1] == str(world.people["student"])] == ["5"]
    assert f"«отлично» {page.totals.fives}" in table.notes[0]
    refused = world.client("other_teacher").post(f"/statements/{statement.pk}/file/", {"format": "pdf"})
    assert refused.status_code == 404


def test_that_a_statement_was_taken_out_is_written_by_its_readers_alone(world):
    statement = closed(world)
    for name in ("other_teacher", "other_head", "student"):
        with pytest.raises(Refused):
            note_statement(world.actor(name), statement)
    taken = Change.objects.of(world.id).filter(action="statements.export")
    assert not taken.exists()
    note_statement(world.actor("teacher"), statement)
    assert [(row.chain, row.target) for row in taken] == [(statement.pk, f"statement:{statement.pk.hex}")]
