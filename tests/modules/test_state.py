"""The state final attestation: statements before a commission, marks in the record and in the diploma's supplement (A4.10, A4.14)."""

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_plan, give_result
from tests.statements.papers import filled, fresh
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.kernel.errors import Absent
from zhurnal.modules.actions.exams import draft_exam, draft_state
from zhurnal.results.queries.diploma import load_diplomas
from zhurnal.results.queries.record import load_record
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.opening import open_statement, set_staff
from zhurnal.statements.models import Debt, Statement, StatementLine
from zhurnal.statements.rules.kinds import Part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
ROWS = (
    ("ПМ.01", "Обслуживание", "module", "", ()),
    ("МДК.01.01", "Обслуживание", "mdk", "ПМ.01", ((3, 96, "ДЗ"),)),
    ("ПМ.01.ЭК", "Экзамен по модулю", "exam", "ПМ.01", ((3, 6, "Э"),)),
    ("ГИА", "Государственная итоговая аттестация", "gia", "", ((3, 216, ""),)),
)
DEMO, DEFENCE = "демонстрационный экзамен", "защита дипломного проекта"


@pytest.fixture
def world():
    """Student and adult have passed everything, the classmate failed the МДК, the others have nothing yet."""
    made = worlds.make_college("vek", "А", students=1)
    made.items = give_plan(made, ROWS)
    exam = Discipline.objects.create(
        college=made.college, index="ПМ.01.ЭК", name="Экзамен по модулю", short_name="ЭК", kind="module",
        plan_item=made.items["ПМ.01.ЭК"],
    )  # fmt: skip
    for name, value in (("student", "5"), ("adult", "4"), ("classmate", "2")):
        give_result(made, name, made.courses["module"].discipline, Level.EXAM, value)
        if value != "2":
            give_result(made, name, exam, Level.MODULE, value, mastery="освоен")
    return made


def group_of(world):
    return Group.objects.of(world.id).select_related("year", "department", "curriculum").get(name="Э-21")


def draft(world, form):
    sent = {"item": str(world.items["ГИА"].pk), "form": form, "dated": "2026-11-24"}
    answer = world.client("department_head").post(f"/modules/{world.groups['Э-21'].pk}/final/statement/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return Statement.objects.of(world.id).get(pk=answer["Location"].rstrip("/").rpartition("/")[2])


def hold(world, form, **marks):
    """The statement drafted on the page, a commission seated, opened, filled in, closed."""
    statement, head = draft(world, form), world.actor("department_head")
    assert open_statement(head, statement).code == "nobody"
    seats = {world.people["deputy"].id: Part.CHAIR, world.people["teacher"].id: Part.MEMBER}
    assert set_staff(head, statement, statement.dated, seats) is None
    assert open_statement(head, statement).code == "few"  # a commission is not of two
    assert set_staff(head, statement, statement.dated, {**seats, world.people["other_teacher"].id: Part.MEMBER}) is None
    assert open_statement(head, statement) is None
    statement = fresh(world, statement)
    assert all(one.refusal is None for one in filled(world, statement, **marks))
    assert close_statement(world.actor("teacher"), statement) is None
    return statement


def test_marks_stand_in_the_record_and_in_the_supplement_each_by_itself(world):
    demo = hold(world, "ДЭ", student="5", adult="2")
    defence = hold(world, "ДП", student="4", adult="3")
    barred = {
        row.student_id: row.barred
        for row in StatementLine.objects.of(world.id).filter(statement=demo).exclude(barred="")
    }
    assert barred[world.people["classmate"].id] == "МДК.01.01 (2); ПМ.01.ЭК (нет отметки)"
    assert not {world.people["student"].id, world.people["adult"].id} & set(barred)
    assert not Debt.objects.of(world.id).exists()  # what was not passed there is no debt with two tries
    rows = Result.objects.of(world.id).filter(student=world.people["student"].id, level__in=("state_exam", "thesis"))
    assert sorted(rows.values_list("level", "form", "value", "ground")) == [
        ("state_exam", "ДЭ", "5", f"ведомость № {demo.number} от 24.11.2026"),
        ("thesis", "ДП", "4", f"ведомость № {defence.number} от 24.11.2026"),
    ]
    record = load_record(world.actor("student"), world.people["student"], published=True)
    [row] = [row for part in record.sections for row in part.rows if row.index == "ГИА"]
    assert [(mark.text, mark.form) for mark in row.cells[2].marks] == [("5", "ДЭ"), ("4", "ДП")]
    assert row.diploma.text == "5, 4"
    page = load_diplomas(world.actor("deputy"), group_of(world))
    heads = [name for index, name in page.heads if index == "ГИА"]
    assert heads == [f"Государственная итоговая аттестация, {what}" for what in (DEMO, DEFENCE)]
    places = [place for place, (index, _name) in enumerate(page.heads) if index == "ГИА"]
    lines = {line.id: [line.cells[place].text for place in places] for line in page.lines}
    assert lines[world.people["student"].id] == ["5", "4"]
    assert lines[world.people["adult"].id] == ["долг", "3"]
    honours = {line.id: line.honours.spoiled for line in page.lines}
    assert honours[world.people["student"].id] == "на ГИА не «5»"


def test_the_page_lists_statements_and_refuses_in_words(world):
    address = f"/modules/{world.groups['Э-21'].pk}/final/"
    head = world.client("department_head")
    assert DEMO in head.get(address).content.decode()
    statement = draft(world, "ДЭ")
    assert f"/statements/{statement.pk}/" in head.get(address).content.decode()
    again = head.post(f"{address}statement/", {"item": str(world.items["ГИА"].pk), "form": "ДЭ", "dated": "2026-11-24"})
    assert (again.status_code, "ведомость группы за семестр уже есть" in again.content.decode()) == (422, True)
    wrong = head.post(
        f"{address}statement/", {"item": str(world.items["ПМ.01"].pk), "form": "Э", "dated": "2026-11-24"}
    )
    assert wrong.status_code == 422
    with pytest.raises(Absent):
        draft_state(world.actor("department_head"), group_of(world), world.items["ПМ.01"].pk, "ДЭ", statement.dated)
    paper = head.get(f"/statements/{statement.pk}/print/").content.decode()
    assert "Ведомость государственной итоговой аттестации" in paper


def test_who_mastered_a_module_in_an_earlier_term_does_not_sit_its_exam_again(world):
    before = type(world.term).objects.create(
        college=world.college, year=world.year, number=2, starts="2026-08-01", ends="2026-08-30"
    )
    Result.objects.of(world.id).filter(level=Level.MODULE).update(term=before)
    exam = draft_exam(world.actor("department_head"), group_of(world), world.items["ПМ.01"].pk, worlds.TODAY)
    set_staff(world.actor("department_head"), exam, exam.dated, {world.people["teacher"].id: Part.EXAMINER})
    assert open_statement(world.actor("department_head"), exam) is None
    listed = set(StatementLine.objects.of(world.id).filter(statement=exam).values_list("student_id", flat=True))
    assert world.people["classmate"].id in listed
    assert not {world.people["student"].id, world.people["adult"].id} & listed
