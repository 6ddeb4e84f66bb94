"""Every screen, as the people who use it, under the rules of axe (WCAG 2.0–2.2 A and AA): nothing is found."""

import os
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Error

from tests import worlds
from tests.assessment.page import set_all
from tests.browser.conftest import COMPACT, PHONE
from tests.exchange.readers.books import WEDNESDAY, day_sheet
from tests.exchange.readers.test_curricula import TOPICS, document, workbook
from tests.movement.orders import draft, write
from tests.statements.papers import closed, opened
from zhurnal.archive.actions.personal import draw_up
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.actions.steps import agree, make_step
from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import Course
from zhurnal.exchange.actions.mending import mend_cells
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.readers.kinds import Kind as FileKind
from zhurnal.grading.models import WorkKind
from zhurnal.incidents.actions.breaching import Known, open_breach
from zhurnal.inspection.actions.remarks import Written, write_remark
from zhurnal.inspection.actions.rounds import Draft as RoundDraft
from zhurnal.inspection.actions.rounds import plan_round
from zhurnal.inspection.models import CorrectionAct
from zhurnal.journal.models import OpenRequest
from zhurnal.movement.rules.kinds import Kind
from zhurnal.opening.rules.steps import SLUGS
from zhurnal.people.models import Guardianship, RoleGrant
from zhurnal.tasks.actions.give import Draft, give_task
from zhurnal.tasks.actions.work import report_task
from zhurnal.timetable.models import Slot

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = (
    ("teacher", "/today/"),
    ("teacher", "/today/unfilled/"),
    ("teacher", "/lessons/{now}/"),
    ("teacher", "/lessons/{closed}/"),
    ("teacher", "/journals/"),
    ("teacher", "/journals/{electro}/"),
    ("teacher", "/journals/{electro}/?view=spread"),
    ("teacher", "/journals/{electro}/?view=topics"),
    ("teacher", "/marks/courses/{electro}/"),
    ("leader", "/marks/groups/{group}/"),
    ("deputy", "/marks/rules/"),
    ("deputy", "/marks/rules/kinds/"),
    ("deputy", "/marks/rules/kinds/{kind}/"),
    ("teacher", "/timetable/"),
    ("teacher", "/requests/"),
    ("student", "/diary/{student}/"),
    ("student", "/diary/{student}/week/"),
    ("student", "/diary/{student}/marks/"),
    ("parent", "/diary/{student}/"),
    ("parent", "/timetable/"),
    ("leader", "/excuses/"),
    ("deputy", "/registers/"),
    ("leader", "/registers/{group}/"),
    ("leader", "/registers/{group}/phone/"),
    ("leader", "/registers/students/{student}/"),
    ("parent", "/registers/own/{student}/"),
    ("leader", "/results/students/{student}/"),
    ("leader", "/results/students/{student}/characteristic/"),
    ("deputy", "/results/groups/{group}/"),
    ("deputy", "/print/groups/{group}/"),
    ("leader", "/journals/{electro}/"),
    ("deputy", "/archive/years/"),
    ("deputy", "/archive/retention/"),
    ("deputy", "/filling/"),
    ("deputy", "/indicators/"),
    ("teacher", "/my-filling/"),
    ("deputy", "/tasks/new/"),
    ("deputy", "/tasks/overview/"),
    ("deputy", "/tasks/{task}/"),
    ("teacher", "/programmes/"),
    ("deputy", "/plans/"),
    ("student", "/privacy/seen/"),
    ("student", "/privacy/"),
    ("student", "/privacy/policy/"),
    ("administrator", "/privacy/office/"),
    ("administrator", "/privacy/office/paper/"),
    ("administrator", "/archive/personal/"),
    ("director", "/archive/personal/{personal_act}/"),
    ("deputy", "/incidents/breaches/new/"),
    ("deputy", "/incidents/breaches/{breach}/"),
    ("deputy", "/incidents/"),
    ("administrator", "/privacy/log/?person={student}"),
    ("teacher", "/my-hours/"),
    ("deputy", "/hours/"),
    ("deputy", "/findings/"),
    ("teacher", "/checks/own/"),
    ("deputy", "/checks/rules/"),
    ("teacher", "/findings/{electro}/strictness/"),
    ("teacher", "/forecast/courses/{electro}/"),
    ("student", "/forecast/students/{student}/"),
    ("leader", "/forecast/groups/{group}/"),
    ("deputy", "/hours/{group}/"),
    ("deputy", "/hours/{group}/corrections/"),
    ("deputy", "/pattern/history/"),
    ("deputy", "/hours/norms/history/"),
    ("deputy", "/requests/"),
    ("deputy", "/journals/"),
    ("dispatcher", "/timetable/"),
    ("dispatcher", "/substitutions/"),
    ("dispatcher", "/substitutions/absences/"),
    ("dispatcher", "/substitutions/lessons/{future}/"),
    ("teacher", "/substitutions/"),
    ("teacher", "/notices/"),
    ("dispatcher", "/pattern/"),
    ("dispatcher", "/pattern/new/"),
    ("dispatcher", "/week/?by=room"),
    ("teacher", "/timetable/calendar/"),
    ("administrator", "/imports/"),
    ("administrator", "/year/new/"),
    *(("administrator", f"/year/{{year}}/{slug}/") for slug in SLUGS),
    ("administrator", "/imports/names/"),
    ("ivc_head", "/imports/{run}/"),
    ("ivc_head", "/imports/{run}/names/"),
    ("ivc_head", "/imports/{students}/"),
    ("ivc_head", "/imports/{programmes}/"),
    ("ivc_head", "/imports/{programmes}/names/"),
    ("dispatcher", "/pattern/{slot}/"),
    ("dispatcher", "/pattern/{slot}/history/"),
    ("administrator", "/lists/"),
    ("administrator", "/lists/rooms/"),
    ("administrator", "/lists/students/{student}/"),
    ("administrator", "/lists/students/new/"),
    ("administrator", "/access/"),
    ("department_head", "/credentials/issued/"),
    ("administrator", "/access/{teacher}/"),
    ("administrator", "/access/second-step/"),
    ("administrator", "/settings/"),
    ("administrator", "/settings/keeping/"),
    ("teacher", "/logins/"),
    ("teacher", "/protection/"),
    ("student", "/consent/"),
    ("deputy", "/movement/"),
    ("deputy", "/movement/new/?kind=leave&group={group}"),
    ("deputy", "/movement/orders/{order}/"),
    ("deputy", "/movement/students/{student}/"),
    ("deputy", "/movement/import/"),
    ("deputy", "/statements/"),
    ("deputy", "/statements/new/?group={group}"),
    ("teacher", "/statements/{statement}/"),
    ("deputy", "/statements/{statement}/print/"),
    ("deputy", "/statements/debts/"),
    ("deputy", "/statements/admission/{group}/"),
    ("student", "/statements/own/{student}/"),
    ("administrator", "/help/"),
    ("administrator", "/help/keys/"),
    ("deputy", "/inspection/"),
    ("deputy", "/inspection/new/"),
    ("deputy", "/inspection/rounds/{round}/"),
    ("deputy", "/inspection/rounds/{round}/change/"),
    ("deputy", "/inspection/rounds/{round}/reference/"),
    ("deputy", "/inspection/journals/{electro}/"),
    ("deputy", "/inspection/modules/{group}/"),
    ("deputy", "/inspection/journals/{electro}/new/"),
    ("teacher", "/inspection/remarks/{remark}/"),
    ("teacher", "/remarks/"),
    ("deputy", "/inspection/remarks/{remark}/"),
    ("deputy", "/acts/"),
    ("deputy", "/acts/term/{history}/"),
    ("deputy", "/acts/{act}/"),
    ("teacher", "/tasks/"),
    ("deputy", "/archive/"),
    ("deputy", "/archive/exports/"),
    ("leader", "/indicators/"),
    ("department_head", "/indicators/"),
    ("director", "/indicators/management/"),
    ("teacher", "/indicators/own/"),
    ("deputy", "/indicators/definitions/"),
    ("deputy", "/reports/"),
    ("leader", "/reports/leader/"),
    ("deputy", "/reports/deputy/"),
    ("deputy", "/reports/checked/"),
    ("deputy", "/reports/disciplines/"),
    ("deputy", "/reports/builder/?rows=group&columns=sex&m-students=1&m-missed=1"),
    ("leader", "/reports/notice/"),
)


def correct_reopened(world) -> None:
    """The term of the other group is closed, opened again, one mark changed, closed again: its journal waits for an act."""
    set_all(world, "ТЭ-11")
    group, term = world.groups["ТЭ-11"], world.term
    council = Step(State.COUNCIL, number="7", dated=worlds.TODAY)
    closing = (
        ("other_leader", Step(State.COLLECTED)),
        ("other_head", council),
        ("deputy", Step(State.CLOSED, "без ведомостей")),
    )
    for who, step in (*closing, ("deputy", Step(State.OPEN, "ошибка", order="12-у"))):
        assert make_step(world.actor(who), group, term, step) is None
    assert agree(world.actor("director"), group, term) is None
    page = Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses["history"].pk)
    change = ResultChange(world.people["sister"].pk, "5", 1, "ответ на пересдаче")
    assert set_results(world.actor("other_teacher"), page, [change])[0].status == "saved"
    for who, step in closing:
        assert make_step(world.actor(who), group, term, step) is None


@pytest.fixture
def places(world, tmp_path) -> dict[str, str]:
    """What stands in the addresses."""
    sheet = tmp_path / "день.xls"
    sheet.write_bytes(day_sheet(*WEDNESDAY))
    run = prepare(world.actor("ivc_head"), FileKind.TIMETABLE, [sheet])
    papers = {
        "ОП.02.docx": document(TOPICS),
        "Основы философии.docx": document(TOPICS),
        "Пусто.xlsx": workbook([("Слова",)]),
    }
    for name, data in papers.items():
        (tmp_path / name).write_bytes(data)
    programmes = prepare(world.actor("ivc_head"), FileKind.PROGRAMMES, [tmp_path / name for name in papers])
    faulty = tmp_path / "студенты.csv"
    faulty.write_text("Фамилия;Имя;Дата рождения;Группа\nЛи;Вера;31.02.2010;Э-2l\nКим;Лев;05.03.2010;Э-2l\n")
    students = prepare(world.actor("ivc_head"), FileKind.STUDENTS, [faulty])
    mend_cells(world.actor("ivc_head"), students, {3: {"group": "Э-21"}}, {})
    slot = Slot.objects.create(
        college=world.college, course=world.courses["electro"], teacher=world.people["teacher"], weekday=3, pair=1,
        since=world.term.starts, until=world.term.ends,
    )  # fmt: skip
    asked = OpenRequest.objects.create(
        college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"],
        teacher=world.people["teacher"], reason="был на курсах повышения", asked_at=worlds.RECORDED,
    )  # fmt: skip
    [movement] = write(world, draft(world, Kind.LEAVE, "classmate"))
    closed(world, who="subgroup_teacher", course="english1", form="ДЗ", texts={"student": "2"})  # a debt
    task = give_task(world.actor("deputy"), Draft(uuid4(), "Сдать отчёт", worlds.TODAY, (world.people["teacher"].pk,)))
    report_task(world.actor("teacher"), task, "Сдан")
    deputy = world.actor("deputy")
    known = Known(world.people["teacher"].pk, deputy.now - timedelta(hours=2), deputy.now, deputy.now, "Пароль увидели")
    started = plan_round(deputy, RoundDraft("Ноябрьская проверка", "Накопляемость", worlds.TODAY, worlds.TODAY))
    lesson, student = world.lessons["closed"].pk, world.people["student"].pk
    written = Written("Нет отметки за работу", worlds.TODAY, "Поставьте", lesson, "1", student, started.pk)
    remark = write_remark(deputy, world.courses["electro"], written)
    RoleGrant.objects.of(world.id).filter(person=world.people["ex_parent"].pk).update(until=date(2019, 6, 30))
    Guardianship.objects.of(world.id).filter(parent=world.people["ex_parent"].pk).update(until=date(2019, 6, 30))
    correct_reopened(world)
    paper = CorrectionAct.objects.create(
        college=world.college, year=world.year, number=1, dated=worlds.TODAY, request=asked, course=asked.course,
        made_by=world.people["deputy"], made_at=worlds.RECORDED,
    )  # fmt: skip
    act = draw_up(world.actor("administrator"), "Председатель", "Член комиссии", [world.people["ex_parent"].pk])
    return {
        "round": str(started.pk),
        "personal_act": str(act.pk),
        "remark": str(remark.pk),
        "breach": str(open_breach(deputy, known).pk),
        "task": str(task.pk),
        "run": str(run.pk),
        "students": str(students.pk),
        "programmes": str(programmes.pk),
        "slot": str(slot.pk),
        "statement": str(opened(world, form="ДЗ").pk),
        "order": str(movement.order_id),
        "now": str(world.lessons["now"].id),
        "future": str(world.lessons["future"].id),
        "closed": str(world.lessons["closed"].id),
        "kind": str(WorkKind.objects.of(world.id).get(code="oral").pk),
        "electro": str(world.courses["electro"].id),
        "history": str(world.courses["history"].id),
        "act": str(paper.pk),
        "student": str(world.people["student"].id),
        "teacher": str(world.people["teacher"].id),
        "group": str(world.groups["Э-21"].id),
        "year": str(world.year.id),
    }


ASK = """rules => Promise.race([
  axe.run(document, {runOnly: {type: "tag", values: rules}, rules: {"label-content-name-mismatch": {enabled: true}}}),
  new Promise((_, fail) => setTimeout(fail, 60000, new Error("axe has not answered for a minute"))),
])"""
FULL = "ZHURNAL_TEST_EVERYTHING" in os.environ
PARTS = 8 if FULL else 2  # of the screens, so that they are looked at side by side, each part well within ``LONGEST``


def found_on(page) -> list[str]:
    """What axe says of the page: rule, place, reason."""
    page.evaluate(AXE)
    result = page.evaluate(ASK, RULES)
    return [
        f"{item['id']}: {node['target']} {node['failureSummary'][:200]}"
        for item in result["violations"]
        for node in item["nodes"][:3]
    ]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    ("screen", "look", "first"), [(COMPACT, "light", 0), (PHONE, "dark", 1)], ids=["desk-light", "phone-dark"]
)
def test_axe_finds_nothing(page_as, places, screen, look, first, part):
    """By day a tenth of the screens on the desk and another on the phone; at night all of them on both."""
    wanted = SCREENS if FULL else SCREENS[first::10]
    pages, found = {}, []
    for who, address in wanted[part::PARTS]:
        if who not in pages:
            pages[who] = page_as(who, color_scheme=look, bypass_csp=True, **screen)
        page = pages[who]
        answer = page.goto(address.format(**places))
        page.wait_for_load_state()  # scripts have run; every page is drawn by the server
        found += [f"{who} {address}: {said}" for said in (*_elsewhere(answer), *_said(page, address))]
    assert found == []


def _elsewhere(answer):
    """A page of refusal, or another that one is led to, must not be judged in a screen's place."""
    if answer.status != 200:
        return [f"answered {answer.status}"]
    return [f"led to {answer.url}"] if answer.request.redirected_from else []


def _said(page, address):
    try:
        return found_on(page)
    except Error as error:
        return [f"{address}: {error.message}"]


def test_axe_finds_nothing_before_sign_in(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url, bypass_csp=True, **PHONE)
    page = context.new_page()
    for address, status in (
        ("/sign-in/vek/", 200), ("/sign-in/vek/first/", 200), ("/help/family/", 200), ("/no-such-page/", 404)
    ):  # fmt: skip
        answer = page.goto(address)
        assert (answer.status, answer.request.redirected_from) == (status, None)
        assert found_on(page) == []
    context.close()
