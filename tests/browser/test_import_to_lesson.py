"""From an empty college to a recorded lesson: files go in through the screen, a teacher of theirs opens his day."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_lesson_phone import cell_of, settled
from tests.exchange.college import timetable
from tests.worlds import sign_in
from zhurnal.curriculum.models import Group
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.organisation.models import College
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.timetable.models import Lesson

pytestmark = pytest.mark.browser

SINCE, UNTIL = "2026-09-01", "2026-12-29"
TODAY = "2026-11-24"
HEADS = {
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods",
    "users": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
}


@pytest.fixture
def college(transactional_db: None, clock: object) -> College:
    """Nothing but its name and the head of ИВЦ."""
    college = College.objects.create(code="new", name="Новый колледж", short_name="Новый")
    person = Person.objects.create(college=college, surname="Вычислин", given="Игорь", patronymic="Петрович")
    RoleGrant.objects.create(college=college, person=person, role="ivc_head", since="2026-09-01")
    Account.objects.create(college=college, person=person, login="ivc", password="!")
    return college


@pytest.fixture
def visitor(browser, live_server) -> Iterator[object]:
    """``visitor(**options)``: a new page of somebody who has not signed in."""
    contexts, troubles = [], []

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, locale="ru-RU", timezone_id="Europe/Moscow", **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def files_of(folder: Path, kind: str) -> Path:
    """The real timetable that lies beside the repository; by day, where there is none, the invented one."""
    shared = Path(__file__).resolve().parents[3] / "shared/data/timetables/asc"
    pattern = {"2008": "*2008.xml", "2012": "asctt2012*.xml"}.get(kind, "")
    found = sorted(shared.glob(pattern)) if pattern and shared.is_dir() else []
    if found:
        return found[0]
    if kind == "2008":
        pytest.skip("There is no ../shared beside this copy of the repository: its sample files are not part of it.")
    path = folder / "made.xml"
    path.write_text(timetable([(0, 1, 1), (1, 1, 2), (0, 3, 2)]), encoding="utf-8")
    return path


def roster_of(folder: Path, group: str) -> list[Path]:
    """Three students for the group, as OneRoster tells them."""
    names = (("Абрамов", "Кирилл"), ("Белова", "Инна"), ("Ёлкина", "Вера"))
    lines = {
        "orgs": ["org,active,,Колледж,school,,"],
        "classes": [f'g,active,,"{group}",,,,homeroom,,org,,,,'],
        "users": [
            f"s{n},active,,true,org,student,,,{given},{family},,,,,,,," for n, (family, given) in enumerate(names)
        ],
        "enrollments": [f"n{n},active,,g,org,s{n},student,,{SINCE}," for n in range(len(names))],
    }
    manifest = "propertyName,value\noneroster.version,1.1\n" + "".join(f"file.{name},bulk\n" for name in HEADS)
    texts = {"manifest": manifest, **{name: "\n".join([HEADS[name], *rows, ""]) for name, rows in lines.items()}}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [folder / f"{name}.csv" for name in texts]


def bring(page, kind: str, files: list[Path]) -> None:
    """Upload, look, load."""
    page.goto(reverse("exchange:imports"))
    page.get_by_label(re.compile(kind)).check()
    page.get_by_label("Файл или несколько").set_input_files([str(file) for file in files])
    page.get_by_label("С какого дня").fill(SINCE)
    page.get_by_label("По какой день").fill(UNTIL)
    page.get_by_role("button", name="Прочитать и показать").click()
    page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/$"))
    page.get_by_role("button", name=re.compile("^Загрузить")).click()
    page.get_by_text(re.compile("Загружено 24 ноября")).wait_for(timeout=60_000)


@pytest.mark.parametrize("kind", ["2012", *(pytest.param(of, marks=pytest.mark.night) for of in ("2008", "made"))])
def test_from_an_empty_college_to_a_recorded_lesson(visitor, college, live_server, tmp_path, kind):
    office = visitor(**DESKTOP)
    session = sign_in(_client(), Account.objects.of(college.id).get(login="ivc")).cookies["journal"].value
    office.context.add_cookies([{"name": "journal", "value": session, "url": live_server.url}])
    bring(office, "Расписание", [files_of(tmp_path, kind)])
    lesson = Lesson.objects.of(college.id).select_related("teacher", "course").filter(
        date=TODAY, course__subgroup=None
    ).order_by("pair", "pk").first()  # fmt: skip
    group = Group.objects.of(college.id).get(pk=lesson.course.group_id)
    bring(office, "Списки", roster_of(tmp_path, group.name))
    login, password = _account(college, lesson.teacher)

    page = visitor(**PHONE)
    page.goto(reverse("people:sign-in", args=[college.code]))
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль", exact=True).fill(password)
    page.get_by_role("button", name="Войти").tap()
    page.wait_for_url(re.compile("/today/"))
    address = reverse("journal:lesson", args=[lesson.pk])
    page.locator(f'a[href^="{address}"]').first.tap()
    page.wait_for_selector("[data-ready]")
    page.get_by_role("textbox", name="Тема").fill("Повторение")
    page.get_by_role("textbox", name="Тема").blur()
    page.get_by_role("button", name="Все присутствуют").tap()
    cell_of(page, "Белова", 0).tap()
    page.locator(".pad__key", has_text="н · нет").first.tap()
    cell_of(page, "Абрамов", 1).tap()
    page.locator(".pad__key", has_text="5").first.tap()
    settled(page)
    expect_recorded(college, lesson)


def expect_recorded(college, lesson) -> None:
    """Topic, roll call, one absent, one mark, and nothing in any other lesson."""
    record = LessonRecord.objects.of(college.id).get(lesson=lesson.pk)
    assert (record.topic, record.roll_called_at is not None) == ("Повторение", True)
    cells = Entry.objects.of(college.id).order_by("slot").values_list("lesson_id", "student__surname", "slot", "value")
    assert list(cells) == [(lesson.pk, "Белова", 0, "н"), (lesson.pk, "Абрамов", 1, "5")]


def _client():
    from django.test import Client

    return Client()


def _account(college, person) -> tuple[str, str]:
    """As the administrator issues it at the console."""
    said = StringIO()
    call_command("account", college=college.code, person=str(person.pk), stdout=said)
    found = re.search(r"логин\s+(\S+)\s+пароль\s+(\S+)", said.getvalue())
    assert found
    return found[1], found[2]


def test_whoever_waits_for_a_large_file_sees_how_far_it_is(visitor, college, live_server, tmp_path):
    path = tmp_path / "rooms.csv"
    path.write_text("\n".join(["Корпус,Кабинет", *(f"Корпус {n // 100},{n}" for n in range(6000))]), encoding="utf-8")
    page = visitor(**DESKTOP)
    session = sign_in(_client(), Account.objects.of(college.id).get(login="ivc")).cookies["journal"].value
    page.context.add_cookies([{"name": "journal", "value": session, "url": live_server.url}])
    seen = []
    page.expose_function("sawProgress", lambda words, count, value: seen.append((words, count, value)))
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const told = document.querySelector("[data-progress]");
          if (!told) return;
          const part = (name) => told.querySelector(name);
          const look = () => sawProgress(part("[data-progress-words]").textContent, part("[data-progress-count]").textContent, part("progress").value);
          new MutationObserver(look).observe(part("progress"), { attributes: true });
        });"""
    )
    page.goto(reverse("exchange:lists") + "?list=rooms")
    page.get_by_label("Файл: CSV или Excel").set_input_files([path])
    page.get_by_role("button", name="Прочитать и показать").click()
    page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/"))
    page.get_by_role("button", name=re.compile("Загрузить 6")).click()
    page.get_by_text("Отменить загрузку целиком").wait_for()
    assert [
        value for _words, _count, value in seen if value
    ]  # which stages are seen depends on how fast the machine is
