"""A term of a group of the demonstration college from proposals to «closed», a debt to its end, and the module's exam (A4, C5.9).

The demonstration's own makers write the college, with one of its groups and ten of its students: the whole one is not of a test's length.
Everybody here is a person of it, and everything of the term is done on the pages by those whose work it is.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import time_machine

from tests.browser.conftest import COMPACT, PHONE
from tests.browser.retakes import NUMBER, plan_retake
from tests.demo.colleges import NOW, TODAY
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, CourseTeacher, Discipline, Group, GroupLeader
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.progress import Progress
from zhurnal.organisation.models import College
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.statements.models import Debt, DebtTry, Examiner, Statement, StatementLine

pytestmark = [pytest.mark.browser, pytest.mark.once]

GROUP, SIZE = "Э-31", 10
EXAM = "МДК.01.01"
ADMITTED = 3
END = dt.datetime(2026, 12, 22, 14, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))  # the last week of the term
EXAM_DAY, DAY, PATIENCE = "2026-12-21", "2026-12-22", 20_000
REASON = "защитила все лабораторные на консультациях"


@pytest.fixture
def college(transactional_db: None, clock: time_machine.Traveller) -> College:
    """The demonstration college with one group, at the end of its term."""
    chosen = tuple(replace(group, size=SIZE) for group in specs.VEK_GROUPS if group.name == GROUP)
    made = load(build_college(replace(specs.VEK, groups=chosen, parents=SIZE), TODAY, NOW), Progress(0))
    clock.move_to(END)
    return made


class Office:
    """The people of the college at their pages."""

    def __init__(self, college: College, page_of: Callable[..., object]) -> None:
        self.id, self._page_of, self._pages = college.id, page_of, {}
        self.group = Group.objects.of(college.id).get(name=GROUP)

    def of(self, person: object, **options: object):
        """The page of a person, opened once."""
        if person not in self._pages:
            page = self._page_of(Account.objects.of(self.id).get(person=person), **(options or COMPACT))
            page.set_default_timeout(PATIENCE)
            self._pages[person] = page
        return self._pages[person]

    def role(self, role: Role):
        """The page of the one who has the role; of several heads, that of the group's department."""
        grants = RoleGrant.objects.of(self.id).filter(role=role).order_by("pk")
        own = grants.filter(department=self.group.department_id)
        return self.of((own.first() if role is Role.DEPARTMENT_HEAD else grants.first()).person_id)

    def teachers(self, course: Course) -> list[object]:
        """Who leads the course."""
        return list(CourseTeacher.objects.of(self.id).filter(course=course).values_list("teacher_id", flat=True))


def test_a_term_of_the_demonstration_college(college: College, page_of) -> None:
    office = Office(college, page_of)
    marks_are_set(office)
    statements_are_issued_and_filled(office)
    the_term_is_closed(office)
    a_debt_comes_to_its_end(office)
    the_exam_of_the_module_refuses(office)


def marks_are_set(office: Office) -> None:
    """Every teacher looks at the proposals of his page and takes them; one departs from a proposal and is asked why."""
    courses = Course.objects.of(office.id).filter(group=office.group, term__number=1).select_related("discipline")
    for course in courses.order_by("discipline__index", "subgroup__number"):
        page = office.of(office.teachers(course)[0])
        page.goto(f"/marks/courses/{course.pk}/")
        accept = page.get_by_role("button", name="Принять предложенные")
        if page.get_by_text("ставят на общей странице группы").count():
            continue  # a subgroup's page of a discipline that has one of the whole group
        if accept.is_visible():
            accept.click()
        for cell in page.locator("[data-result]").all():
            if not cell.input_value():
                cell.fill("4")
        if course.discipline.index == EXAM and course.subgroup_id is None:
            depart(page)
        page.get_by_role("button", name="Сохранить", exact=True).click()
        page.get_by_text("отметки стоят у всех").wait_for()
    assert Result.objects.of(office.id).filter(level=Level.TERM, reason=REASON).count() == 1


def depart(page) -> None:
    """A mark other than the proposed one is not taken without a reason; with it, it stands."""
    cell = next(one for one in page.locator("[data-result]").all() if one.get_attribute("data-proposed") in "345")
    other = {"3": "4", "4": "5", "5": "4"}[cell.get_attribute("data-proposed")]
    label = cell.get_attribute("aria-label")
    cell.fill(other)
    page.get_by_role("button", name="Сохранить", exact=True).click()
    page.get_by_text("Отметка расходится с предложенной").wait_for()
    assert page.get_by_label(label, exact=True).input_value() == other
    page.get_by_label(label.replace("итоговая отметка", "причина"), exact=True).fill(REASON)


def statements_are_issued_and_filled(office: Office) -> None:
    """Collected by the leader; the department issues all the plan wants, examiners fill them in; the plan wants nothing more."""
    leader = office.of(GroupLeader.objects.of(office.id).get(group=office.group).person_id)
    address = f"/marks/groups/{office.group.pk}/"
    leader.goto(address)
    leader.get_by_role("button", name="Отметки собраны").click()
    leader.get_by_text("отметки собраны", exact=False).first.wait_for()
    head = office.role(Role.DEPARTMENT_HEAD)
    head.goto(address)
    wanted = head.get_by_text("Ведомости, которых ждёт план:")
    assert wanted.inner_text().endswith(" 5")
    head.goto(f"/statements/new/?group={office.group.pk}")
    for row in head.locator("input[name=row]").all():
        row.check()
    head.get_by_label("День аттестации").fill(EXAM_DAY)
    head.get_by_role("button", name="Составить и открыть").click()
    head.get_by_role("heading", name="Ведомости", exact=True).wait_for()
    opened = Statement.objects.of(office.id).filter(group=office.group, term__year=office.group.year_id, kind="main")
    assert opened.filter(state="open").count() == 5
    for statement in opened.select_related("discipline").order_by("number"):
        if statement.discipline.index == EXAM:
            admit(head, statement)
        page = office.of(Examiner.objects.of(office.id).filter(statement=statement).order_by("pk").first().person_id)
        page.goto(f"/statements/{statement.pk}/")
        lines = page.locator("[data-fill]").count()
        good = "зач" if statement.form == "З" else "4"
        fill(page, ["2" if statement.discipline.index == EXAM and place == 0 else good for place in range(lines)])
    head.goto(address)
    head.get_by_role("button", name="Педсовет прошёл").wait_for()
    assert head.get_by_text("Ведомости, которых ждёт план:").count() == 0


def admit(page, statement: Statement) -> None:
    """Many are kept out of the examination by works that were not handed in; the department admits some, on a ground (A4.2)."""
    lines = StatementLine.objects.of(statement.college_id).filter(statement=statement).order_by("student__surname")
    kept = list(lines.exclude(barred=""))
    assert len(kept) > ADMITTED
    assert all("не сдано" in line.barred for line in kept)
    for line in kept[:ADMITTED]:
        page.goto(f"/statements/lines/{line.pk}/")
        page.get_by_label("Причина").fill("работы сданы на консультации 21.12")
        page.get_by_role("button", name="Допустить").click()
        page.get_by_role("heading", name=NUMBER).wait_for()


def fill(page, marks: list[str]) -> None:
    """Type down the column, close the statement."""
    page.wait_for_load_state()
    page.locator("[data-fill]").first.focus()
    for mark in marks:
        page.keyboard.type(mark)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Сохранить и закрыть ведомость").click()
    page.get_by_text("Ведомость закрыта", exact=True).wait_for()


def the_term_is_closed(office: Office) -> None:
    """Council by the head, closing by the deputy: pages are frozen, the family sees the marks."""
    address = f"/marks/groups/{office.group.pk}/"
    head, deputy = office.role(Role.DEPARTMENT_HEAD), office.role(Role.DEPUTY_ACADEMIC)
    head.get_by_label("Номер протокола").fill("7")
    head.get_by_label("Дата протокола").fill(DAY)
    head.get_by_role("button", name="Педсовет прошёл").click()
    head.get_by_text("протокол 7").wait_for()
    deputy.goto(address)
    deputy.get_by_role("button", name="Закрыть семестр").click()
    deputy.get_by_text("Попросить открыть семестр").wait_for()
    assert TermClosing.objects.of(office.id).get(group=office.group).state == "closed"
    assert not Course.objects.of(office.id).filter(group=office.group, frozen_at=None, term__number=1).exists()


def a_debt_comes_to_its_end(office: Office) -> None:
    """«2» at the examination: the student sees his debt, fails a retake, passes before a commission and owes nothing there."""
    debts = Debt.objects.of(office.id).filter(discipline__index=EXAM, term__year=office.group.year_id)
    out = StatementLine.objects.of(office.id).filter(statement=debts.first().source_id).exclude(barred="").count()
    assert sorted(debts.values_list("arisen", flat=True)) == ["not_admitted"] * out + ["unfit"]
    debt = debts.get(arisen="unfit")
    student = office.of(debt.student_id, **PHONE)
    student.goto("/statements/own/")
    owed = student.get_by_role("heading", name="Что нужно сдать").locator("../..")
    owed.get_by_text(EXAM).wait_for()
    assert student.evaluate("document.documentElement.scrollWidth <= innerWidth")

    teacher, other = (office_name(office, course) for course in (EXAM, "ОП.09"))
    chair = RoleGrant.objects.of(office.id).select_related("person").get(role=Role.DEPUTY_ACADEMIC).person
    sat = {"chair": f"{chair.surname} {chair.given} {chair.patronymic}", "teacher": teacher, "other": other}
    for seats, mark, kind in (
        ((("teacher", "экзаменатор"),), "2", "individual"),
        ((("chair", "председатель комиссии"), ("teacher", "член комиссии"), ("other", "член комиссии")), "3", "commission"),
    ):  # fmt: skip
        address = retake_of(office, debt, [(sat[who], part) for who, part in seats])
        examiner = office.of(office.teachers(_course(office, EXAM))[0])
        examiner.goto(address)
        fill(examiner, [mark])
        assert Statement.objects.of(office.id).filter(kind=kind, state="closed", previous=debt.source_id).count() == 1
    tries = DebtTry.objects.of(office.id).filter(debt=debt).order_by("number")
    assert list(tries.values_list("number", "outcome")) == [(1, "failed"), (2, "passed")]
    student.reload()
    student.get_by_role("heading", name="Закрытые задолженности").wait_for()
    assert student.get_by_role("heading", name="Что нужно сдать").locator("../..").get_by_text(EXAM).count() == 0
    result = Result.objects.of(office.id).get(
        student=debt.student_id, discipline=debt.discipline_id, term=debt.term_id, level=Level.EXAM
    )
    assert result.value == "3"


def retake_of(office: Office, debt: Debt, seats: list[tuple[str, str]]) -> str:
    """The head plans it, the draft is opened; its address."""
    page = office.role(Role.DEPARTMENT_HEAD)
    page.goto(f"/statements/debts/?group={office.group.pk}")
    return plan_retake(page, page.locator(f"input[name=debt][value='{debt.pk}']"), DAY, seats)


def _course(office: Office, index: str) -> Course:
    return Course.objects.of(office.id).get(group=office.group, discipline__index=index, subgroup=None, term__number=1)


def office_name(office: Office, index: str) -> str:
    """The teacher of a discipline as the office's lists name him."""
    person = CourseTeacher.objects.of(office.id).select_related("teacher").get(course=_course(office, index)).teacher
    return f"{person.surname} {person.given} {person.patronymic}"


def the_exam_of_the_module_refuses(office: Office) -> None:
    """C5.9: with a debt in the educational practice one is not admitted, in words, and the statement has no place for a mark."""
    unpractised = Debt.objects.of(office.id).select_related("student").get(discipline__index="УП.06.01").student
    item = Discipline.objects.of(office.id).select_related("plan_item").get(index="УП.06.01").plan_item.parent_id
    head = office.role(Role.DEPARTMENT_HEAD)
    head.goto(f"/modules/{office.group.pk}/exam/{item}/")
    row = head.get_by_role("row", name=unpractised.listed)
    assert "Не допущен: УП.06.01 (2)." in row.inner_text()
    head.get_by_label("День", exact=False).first.fill(DAY)
    head.get_by_role("button", name="Составить ведомость").click()
    head.get_by_role("link", name="Изменить").click()
    for place, index in enumerate((EXAM, "ОП.09", "ОГСЭ.04"), 1):
        head.get_by_label(f"Человек {place}").select_option(label=office_name(office, index))
    head.get_by_role("button", name="Сохранить").click()
    head.get_by_role("button", name="Открыть", exact=True).click()
    head.get_by_role("heading", name=NUMBER).wait_for()
    examiner = office.of(office.teachers(_course(office, EXAM))[0])
    examiner.goto(head.url)
    line = examiner.get_by_role("row", name=unpractised.listed)
    assert "не допущен: УП.06.01 (2)" in line.inner_text()
    assert line.locator("[data-fill]").count() == 0
    assert (
        examiner.locator(".statement-fill tbody tr, .table tbody tr").count() == 1
    )  # the others mastered it two terms ago
