"""3.2: the administrator opens the academic year, from an empty database, by the pages alone."""

import re
from datetime import UTC, date, datetime
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.movement.orders import draft, state
from zhurnal.academic_year.models import AcademicYear, Bell, Holiday
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Curriculum,
    Group,
    GroupLeader,
    Membership,
    PlanItem,
    PlanLoad,
    PracticePeriod,
    StreamCourse,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.journal.models import LessonRecord
from zhurnal.movement.actions.orders import carry_out, check_order
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement
from zhurnal.movement.queries.orders import choosable
from zhurnal.movement.rules.kinds import Kind
from zhurnal.opening.actions.parting import shut_finished
from zhurnal.opening.models import Deed, Opening
from zhurnal.organisation.agenda import turn_day
from zhurnal.organisation.models import College
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.timetable.models import MovedDay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
YEAR = {
    "starts": "2027-09-01", "ends": "2028-06-30", "first_starts": "2027-09-01", "first_ends": "2027-12-28",
    "second_starts": "2028-01-12", "second_ends": "2028-06-28",
}  # fmt: skip
FOUNDING = ["college", "--code", "ets", "--name", "Техникум", "--admin", "Гордеева Полина Егоровна"]


def begin(client, days=None):
    """A year is made; returns its row."""
    answer = client.post("/year/new/", days or YEAR)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return re.search(r"/year/([0-9a-f-]+)/", answer.url)[1]


def save(client, year, step, **fields):
    """A step is saved and leads on."""
    answer = client.post(f"/year/{year}/{step}/", fields)
    assert answer.status_code == 302, re.findall(r"(?s)role=\"alert\".*?</ul>", answer.content.decode())
    return answer.url


def plan_of(college):
    """A plan with a discipline and a course of a module in the first semester, a discipline in the second."""
    plan = Curriculum.objects.create(
        college=college, specialty_code="13.02.03", specialty_name="Станции", title="План ЭС"
    )
    rows = (
        ("ОУД.03", "История", ItemKind.DISCIPLINE, 1),
        ("МДК.01.01", "Обслуживание", ItemKind.MDK, 1),
        ("ОП.01", "Графика", ItemKind.DISCIPLINE, 2),
    )
    for place, (index, name, kind, semester) in enumerate(rows):
        item = PlanItem.objects.create(
            college=college, curriculum=plan, index=index, name=name, kind=kind, position=place
        )
        exam = 12 if index == "ОП.01" else 0  # hours of an exam are no hours of the timetable
        hours = {"hours_total": 60 + exam, "self_study": 10, "exam_hours": exam, "lectures": 46, "consultations": 4}
        PlanLoad.objects.create(college=college, item=item, semester=semester, **hours)
    return plan


def test_3_2_from_an_empty_database_the_office_opens_a_year():
    told = StringIO()
    call_command(*FOUNDING, stdout=told)
    login, password = re.search(r"логин\s+(\S+)\s+пароль\s+(\S+)", told.getvalue()).groups()
    college, client = College.objects.get(), Client()
    assert client.post("/sign-in/ets/", {"login": login, "password": password, "next": "/year/"}).url == "/year/"
    assert client.get("/year/").url == "/year/new/"
    days = {key: str(int(value[:4]) - 1) + value[4:] for key, value in YEAR.items()}
    year = begin(client, days)
    save(client, year, "bells", text="пн-сб; 1; ; 1; 8:30; 10:05\nпн-сб; 1; ; 2; 10:20; 11:55")
    page = client.get(f"/year/{year}/holidays/").content.decode()
    assert "04.11.2026; День народного единства" in page
    save(client, year, "holidays", text=re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", page)[1])
    save(client, year, "groups", text="Э-11\tЭнергетическое\t1\nЭ-12\tЭнергетическое\t1")
    plan, groups = plan_of(college), Group.objects.of(college.pk).order_by("name")
    save(client, year, "plans", **{f"plan:{group.pk}": str(plan.pk) for group in groups})
    for number, group in enumerate([groups[0]] * 4 + [groups[1]] * 2):
        student = Person.objects.create(college=college, surname=f"Студент{number}", given="Имя")
        Membership.objects.create(
            college=college, group=group, student=student, entered=date(2026, 9, 1), recorded_at="2026-09-01T05:00Z"
        )
    save(client, year, "leaders", text="Э-11; Осипова Марина Игоревна\nЭ-12; Осипова М. И.")
    save(client, year, "practice", text="Э-12; учебная; 07.12.2026; 20.12.2026")
    save(client, year, "subgroups", text="Э-11; 2")
    save(client, year, "journals")
    load = "Э-11;1;ОУД.03;;Лосев Олег Ильич\nЭ-12;1;История;;Лосев О. И.\nЭ-11;1;МДК.01.01;1;Жукова Анна Петровна\nЭ-11;1;МДК.01.01;2;Лосев О.И."
    save(client, year, "load", text=load)
    save(client, year, "streams", text="История вместе; 1; ОУД.03; Э-11, Э-12")
    check = client.get(f"/year/{year}/check/").content.decode()
    assert "Нет преподавателя: Э-11 Графика, Э-12 Графика, Э-12 Обслуживание." in check
    save(client, year, "check", decision="settle")
    own = college.pk
    assert (Bell.objects.of(own).count(), Holiday.objects.of(own).count()) == (12, 15)
    assert GroupLeader.objects.of(own).count() == 2
    assert PracticePeriod.objects.of(own).values_list("group__name", flat=True).get() == "Э-12"
    assert (Subgroup.objects.of(own).count(), SubgroupMembership.objects.of(own).count()) == (2, 4)
    found = Course.objects.of(own).values_list(
        "group__name", "term__number", "discipline__index", "kind", "subgroup__number"
    )
    assert sorted(map(str, found)) == sorted(
        map(
            str,
            [
                ("Э-11", 1, "ОУД.03", "theory", None), ("Э-11", 1, "МДК.01.01", "module", 1),
                ("Э-11", 1, "МДК.01.01", "module", 2), ("Э-11", 2, "ОП.01", "theory", None),
                ("Э-12", 1, "ОУД.03", "theory", None), ("Э-12", 1, "МДК.01.01", "module", None),
                ("Э-12", 2, "ОП.01", "theory", None),
            ],
        )
    )  # fmt: skip
    assert set(Course.objects.of(own).values_list("hours_planned", flat=True)) == {50}
    assert (CourseTeacher.objects.of(own).count(), StreamCourse.objects.of(own).count()) == (4, 2)
    assert Opening.objects.of(own).get().opened_at is not None


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def test_3_2_the_opening_is_left_and_resumed(world):
    client = world.client("administrator")
    year = begin(client)
    assert f"/year/{year}/bells/" in client.get("/year/").content.decode()
    save(client, year, "bells", text="пн-сб; 1; ; 1; 8:30; 10:05")
    assert f"/year/{year}/holidays/" in world.client("deputy").get("/year/").content.decode()


def test_3_2_nobody_is_lost_when_groups_are_carried_over(world):
    client = world.client("administrator")
    year = begin(client)
    before = set(Membership.objects.of(world.id).filter(left__isnull=True).values_list("student_id", flat=True))
    page = client.get(f"/year/{year}/carry/").content.decode()
    people = Person.objects.of(world.id).filter(pk__in=before)
    assert [person.listed for person in people if person.listed not in page] == []
    waiting = Membership.objects.of(world.id).get(student=world.people["classmate"].pk, left__isnull=True)
    e21, te11 = world.groups["Э-21"], world.groups["ТЭ-11"]
    fields = {
        f"goes:{e21.pk}": "on",
        f"name:{e21.pk}": "Э-31",
        f"goes:{te11.pk}": "graduate",
        f"fate:{waiting.pk}": "wait",
    }
    save(client, year, "carry", **fields)
    now = Membership.objects.of(world.id).filter(group__year=year)
    old = Membership.objects.of(world.id).filter(group__year=world.year.pk)
    assert {row.group.name for row in now.select_related("group")} == {"Э-31"}
    on, rest = (
        set(now.values_list("student_id", flat=True)),
        set(old.filter(left__isnull=True).values_list("student_id", flat=True)),
    )
    graduates = set(old.filter(group=te11.pk, left=date(2027, 9, 1)).values_list("student_id", flat=True))
    assert on | rest | graduates >= before
    assert rest == {world.people["classmate"].pk}
    assert (
        "Не перенесены в новый год: " + world.people["classmate"].listed
        in client.get(f"/year/{year}/check/").content.decode()
    )


def test_3_2_who_finishes_loses_access_with_the_year_and_waits_for_an_order(world):
    client, own, e21 = world.client("administrator"), world.id, world.groups["Э-21"]
    year, before, adult = begin(client), state(world, "adult"), world.people["adult"]
    save(client, year, "carry", **{f"goes:{e21.pk}": "graduate", f"goes:{world.groups['ТЭ-11'].pk}": "on"})
    ended = {
        RoleGrant.objects.of(own).filter(person=world.people[name], until=date(2027, 8, 31)).count()
        for name in ("adult", "adults_parent")
    }
    assert ended == {1}
    assert not RoleGrant.objects.of(own).filter(person=world.people["parent"], until__isnull=False).exists()
    assert f"Выпущены без приказа: {adult.listed}" in client.get(f"/year/{year}/check/").content.decode()

    def active(*names):
        people = [world.people[name] for name in names]
        return set(Account.objects.of(own).filter(person__in=people).values_list("is_active", flat=True))

    assert active("adult", "adults_parent", "parent") == {True}  # the year was opened ahead of its first day
    assert turn_day(own, date(2027, 9, 1))
    assert (active("adult", "adults_parent"), active("parent")) == ({False}, {True})
    carried = Deed.objects.of(own).get(step="carry")
    assert carried.parted_at is not None
    with CaptureQueriesContext(connection) as asked:  # on later days the deeds are not read again
        shut_finished(world.college, date(2027, 9, 2))
    assert [one["sql"] for one in asked if '"rows"' in one["sql"]] == []
    deputy = world.actor("deputy", datetime(2027, 9, 2, 9, 0, tzinfo=UTC))
    assert adult.pk in [pk for pk, _name in choosable(deputy, Kind.EXPULSION, e21.pk)]
    stay = Membership.objects.of(own).filter(student=adult.pk)
    for effective, left in ((date(2027, 6, 30), date(2027, 6, 30)), (date(2027, 9, 2), date(2027, 9, 1))):
        order = draft(world, Kind.EXPULSION, "adult", details="в связи с окончанием обучения", effective=effective)
        (movement,) = Movement.objects.of(own).filter(
            order=carry_out(deputy, order, check_order(deputy, order).seal), undone_at__isnull=True
        )
        assert stay.values_list("left", "order_out").get() == (left, "№ 131-с от 23.11.2026")
        assert adult.listed not in client.get(f"/year/{year}/check/").content.decode()
        undo_movement(deputy, movement)
    back = Membership.objects.create(
        college=world.college, group=Group.objects.of(own).get(year=year), student=adult, entered=date(2027, 9, 1),
        recorded_at=deputy.now,
    )  # fmt: skip
    assert adult.listed not in client.get(f"/year/{year}/check/").content.decode()
    assert adult.pk not in [pk for pk, _name in choosable(deputy, Kind.EXPULSION, e21.pk)]
    assert adult.pk in [pk for pk, _name in choosable(deputy, Kind.EXPULSION, back.group_id)]
    back.delete()
    client.post(f"/year/{year}/undo/", {"deed": str(Deed.objects.of(own).get(step="carry").pk)})
    assert state(world, "adult") == before


def test_3_2_subgroups_go_on_with_their_group(world):
    client, own = world.client("administrator"), world.id
    year, e21 = begin(client), world.groups["Э-21"]
    before = set(SubgroupMembership.objects.of(own).values_list("pk", "until"))
    stays = Membership.objects.of(own).get(student=world.people["classmate"].pk, left__isnull=True)
    others = {f"goes:{group.pk}": "graduate" for name, group in world.groups.items() if name != "Э-21"}
    save(
        client, year, "carry", **{f"goes:{e21.pk}": "on", f"name:{e21.pk}": "Э-31", f"fate:{stays.pk}": "wait"} | others
    )
    new = SubgroupMembership.objects.of(own).filter(subgroup__group__name="Э-31")
    old = SubgroupMembership.objects.of(own).filter(subgroup__group=e21.pk)
    parts = set(old.values_list("subgroup__name", "student_id")) - {
        ("1 подгруппа", stays.student_id),
        ("2 подгруппа", stays.student_id),
    }
    assert set(new.values_list("subgroup__name", "student_id")) == parts
    assert set(new.values_list("since", "until")) == {(date(2027, 9, 1), None)}
    assert set(old.values_list("until", flat=True)) == {date(2027, 8, 31)}
    assert "Ни в одной подгруппе" not in client.get(f"/year/{year}/check/").content.decode()
    client.post(f"/year/{year}/undo/", {"deed": str(Deed.objects.of(own).get(step="carry").pk)})
    assert set(SubgroupMembership.objects.of(own).values_list("pk", "until")) == before


def test_3_2_every_step_is_undone_until_the_first_lesson_is_recorded(world):
    client = world.client("administrator")
    year = begin(client)
    start = set(Membership.objects.of(world.id).values_list("pk", "left"))
    names = {f"name:{group.pk}": f"{name}-новая" for name, group in world.groups.items()}
    save(client, year, "carry", **names)
    assert set(Membership.objects.of(world.id).values_list("pk", "left")) != start
    first, carried = Deed.objects.of(world.id).order_by("made_at", "id")
    answer = client.post(f"/year/{year}/undo/", {"deed": str(first.pk)})
    assert answer.status_code == 409
    assert "сначала отмените более поздние шаги" in answer.content.decode()
    assert client.post(f"/year/{year}/undo/", {"deed": str(carried.pk)}).status_code == 302
    assert set(Membership.objects.of(world.id).values_list("pk", "left")) == start
    assert client.post(f"/year/{year}/undo/", {"deed": str(first.pk)}).status_code == 302
    assert not AcademicYear.objects.of(world.id).filter(pk=year).exists()


def test_3_2_after_the_first_record_a_sentence_says_why_not(world):
    client = world.client("administrator")
    LessonRecord.objects.create(
        college=world.college, lesson=world.lessons["now"], course=world.courses["electro"], topic="Ток"
    )
    year = str(world.year.pk)
    save(client, year, "practice", text="Э-21; учебная; 07.12.2026; 20.12.2026")
    deed = Deed.objects.of(world.id).get()
    answer = client.post(f"/year/{year}/undo/", {"deed": str(deed.pk)})
    assert (answer.status_code, PracticePeriod.objects.of(world.id).count()) == (409, 1)
    assert "уже записано в журнале, поэтому шаг открытия года не отменить" in answer.content.decode()


@pytest.mark.parametrize(
    ("step", "text", "said"),
    [
        ("bells", "когда-нибудь", "нужно число от 0 до 12"),
        ("holidays", "04.11.1999; Давно", "Даты «04.11.1999» нет"),
        ("groups", "Э-99", "не написано отделение"),
        ("leaders", "Э-77; Осипова", "Группы «Э-77» в этом году нет"),
        ("leaders", "Э-21; Никто", "среди сотрудников нет"),
        ("practice", "Э-21; прогулка; 07.12.2026; 20.12.2026", "Вида практики «прогулка» нет"),
        ("practice", "Э-21;УП;07.12.2026;20.12.2026\nЭ-21;ПП;20.12.2026;21.12.2026", "в эти дни уже есть практика"),
        ("subgroups", "Э-21; сто", "Сколько подгрупп: нужно число"),
        ("load", "Э-21; 1; Алхимия; ; Осипова", "нет дисциплины «Алхимия»"),
        ("streams", "Поток; 1; История; Э-21", "не меньше двух разных групп"),
    ],
)
def test_3_2_bad_input_is_refused_in_a_sentence_and_kept(world, step, text, said):
    answer = world.client("administrator").post(f"/year/{world.year.pk}/{step}/", {"text": text})
    page = answer.content.decode()
    assert (answer.status_code, said in page, text.split("\n")[0] in page) == (422, True, True)
    assert not Deed.objects.of(world.id).exists()


def test_3_2_practice_of_the_plans_graphics_is_offered_and_taken_by_the_person(world):
    weeks = "3 1-1 1234567 educational\n2 1-3 1234567 educational\n2 15-16 12 production\n2 17-17 1234567 session"
    plan = Curriculum.objects.create(
        college=world.college, specialty_code="1", specialty_name="С", title="П", graphic=weeks
    )
    Group.objects.of(world.id).filter(year=world.year.pk).update(curriculum=plan)
    client, address = world.client("administrator"), f"/year/{world.year.pk}/practice/"
    page = client.get(address).content.decode()
    assert "учебная практика 01.09–20.09; производственная практика 07.12–15.12" in page
    assert "сессия 21.12–27.12" in page
    answer = client.post(address, {"decision": "graphic", "text": "Э-21; учебная; 19.09.2026; 02.10.2026"})
    text = unescape(re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", answer.content.decode())[1])
    own = [line for line in text.splitlines() if line.startswith("Э-21")]
    assert own == [
        "Э-21; учебная; 19.09.2026; 02.10.2026",
        "Э-21; производственная практика; 07.12.2026; 15.12.2026; пн, вт",
    ]
    assert "на эти дни практика в таблице уже есть" in answer.content.decode()
    assert not PracticePeriod.objects.of(world.id).exists(), "an offer writes nothing"
    save(client, str(world.year.pk), "practice", text=text)
    assert PracticePeriod.objects.of(world.id).filter(group__name="Э-21", weekdays="12").count() == 1
    wrong = client.post(address, {"decision": "graphic", "text": "Э-21; прогулка"})
    assert (wrong.status_code, "Э-21; прогулка" in wrong.content.decode()) == (422, True)


def test_3_2_a_table_of_a_step_is_read_from_a_file_and_saved_by_the_person(world):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(
        "load.csv", "Преподаватели;Предмет;Дисциплина;Группа\nОсипова М. И.;;История;Э-21\n".encode()
    )
    client, address = world.client("deputy"), f"/year/{world.year.pk}/load/file/"
    page = client.post(address, {"text": "было", "upload": file})
    assert (page.status_code, "Э-21; ; История; ; Осипова М. И." in page.content.decode()) == (200, True)
    picture = SimpleUploadedFile("load.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    page = client.post(address, {"text": "набранное цело", "upload": picture})
    assert (page.status_code, "набранное цело" in page.content.decode()) == (422, True)
    assert client.post(f"/year/{world.year.pk}/check/file/", {}).status_code == 404
    assert not Deed.objects.of(world.id).exists()


def test_3_2_a_saturday_works_by_the_timetable_of_its_monday(world):
    client = world.client("administrator")
    save(client, str(world.year.pk), "holidays", text="22.02.2027; Перенос\n20.02.2027; Суббота; пн")
    assert list(MovedDay.objects.of(world.id).values_list("date", "weekday")) == [(date(2027, 2, 20), 1)]
    page = client.get(f"/year/{world.year.pk}/holidays/").content.decode()
    assert "20.02.2027; Рабочий день; пн\n22.02.2027; Перенос" in page
    save(client, str(world.year.pk), "holidays", text="22.02.2027; Перенос")
    assert not MovedDay.objects.of(world.id).exists()


def test_3_2_the_front_door_is_the_opening_until_the_first_year_is_open():
    call_command(*FOUNDING, stdout=StringIO())
    client = worlds.sign_in(Client(), Account.objects.of(College.objects.get().pk).get())
    assert client.get("/").url == "/year/"
    year = begin(client)
    assert client.get("/").url == f"/year/{year}/bells/"
    save(client, year, "check", decision="settle")
    assert client.get("/").url == "/filling/"


def test_3_2_a_leader_from_a_list_gets_his_role_with_the_step(world):
    person = world.people["other_teacher"]
    GroupLeader.objects.of(world.id).filter(group=world.groups["Э-21"].pk).delete()
    GroupLeader.objects.create(college=world.college, group=world.groups["Э-21"], person=person, since=date(2026, 9, 1))
    page = world.client("administrator").get(f"/year/{world.year.pk}/leaders/").content.decode()
    text = unescape(re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", page)[1])
    save(world.client("administrator"), str(world.year.pk), "leaders", text=text)
    assert RoleGrant.objects.of(world.id).filter(person=person.pk, role="group_leader").count() == 1


def test_3_2_days_of_a_file_are_shown_before_they_are_saved(world):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("calendar.csv", "date,name\n2027-02-22,Перенос\n2031-01-01,Далеко\n".encode())
    answer = world.client("ivc_head").post(
        f"/year/{world.year.pk}/holidays/", {"text": "04.11.2026; Единство", "calendar": file}
    )
    assert (answer.status_code, "Из файла взято дней: 1" in answer.content.decode()) == (200, True)
    assert "22.02.2027; Перенос" in answer.content.decode()
    assert not Holiday.objects.of(world.id).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (["--code", "Ё"], "Код"), (["--code", "ets", "--admin", "Одна"], "полностью"),
        (["--timezone", "Mars/Olympus"], "Часового пояса"), (["--name", " "], "Название"),
    ],
)  # fmt: skip
def test_3_2_the_first_command_says_what_it_wants(changed, said):
    with pytest.raises(CommandError, match=said):
        call_command(*FOUNDING, *changed)
    assert not College.objects.exists()
