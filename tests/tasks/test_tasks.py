"""Tasks on the database: giving, reporting, accepting, who may, documents behind the door, the night (1.3)."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import worlds
from tests.access.conftest import body_of
from tests.worlds import TODAY
from zhurnal.demo.papers import drawn_paper
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.notifications.models import Notice
from zhurnal.people.models import Account
from zhurnal.tasks.actions.give import Draft, give_task
from zhurnal.tasks.actions.judge import Verdict, judge_report, postpone_task, withdraw_task
from zhurnal.tasks.actions.nightly import at_night
from zhurnal.tasks.actions.work import report_task, take_task
from zhurnal.tasks.models import Assignment, Task, TaskFile, TaskWord
from zhurnal.tasks.policy import GIVE, READ
from zhurnal.tasks.queries import lists
from zhurnal.tasks.queries.card import task_page
from zhurnal.tasks.queries.lists import given_tasks, my_tasks
from zhurnal.tasks.queries.overview import load_overview, overview_table, period_of
from zhurnal.tasks.rules.rhythm import Rhythm
from zhurnal.tasks.rules.states import Move, State

DUE = TODAY + timedelta(days=6)


@pytest.fixture
def world(db, frozen_time, django_capture_on_commit_callbacks):
    return worlds.make_college("vek", "А")


def give(world, giver="deputy", people=("teacher",), **more):
    names = tuple(world.people[name].pk for name in people)
    draft = Draft(more.pop("key", uuid4()), "Сдать отчёт о практике", more.pop("due", DUE), names, **more)
    return give_task(world.actor(giver), draft)


def state_of(world, task, who="teacher"):
    return Assignment.objects.of(world.id).get(task=task.pk, person=world.people[who].pk)


STAFF = {
    "administrator", "ivc_head", "director", "deputy", "deputy_practice", "dispatcher", "teacher", "other_teacher",
    "subgroup_teacher", "substitute", "ex_teacher", "leader", "other_leader", "department_head", "other_head",
}  # fmt: skip
TAUGHT = {
    "department_head": {"teacher", "subgroup_teacher", "other_teacher", "leader"},
    "other_head": {"other_teacher", "other_leader"},
}


@pytest.mark.parametrize("who", ["director", "deputy", "department_head", "other_head", "teacher", "leader", "student"])
def test_who_gives_to_whom(world, who):
    names = {person.pk: name for name, person in world.people.items()}
    reached = {names[pk] for pk in policy.visible(world.actor(who), GIVE).values_list("pk", flat=True)}
    deputys = STAFF - {"administrator", "ivc_head", "director", "deputy", "deputy_practice"}
    expected = {"director": STAFF - {"director"}, "deputy": deputys, **TAUGHT}.get(who, set())
    assert reached == expected


def test_a_task_goes_its_way_and_leaves_a_trace(world):
    task = give(world, people=("teacher", "other_teacher"))
    take_task(world.actor("teacher"), task)
    report_task(world.actor("teacher"), task, "Отчёт сдан в учебную часть")
    line = state_of(world, task)
    assert (line.state, line.reported_at.date()) == (State.REPORTED, TODAY)
    with pytest.raises(Refused, match="moved"):
        report_task(world.actor("teacher"), task, "Ещё раз")
    judge_report(world.actor("deputy"), task, Verdict(line.pk, Move.RETURN, "Нет подписи"))
    report_task(world.actor("teacher"), task, "Подписан")
    judge_report(world.actor("deputy"), task, Verdict(line.pk, Move.ACCEPT))
    assert (state_of(world, task).state, state_of(world, task, "other_teacher").state) == ("accepted", "given")
    moves = TaskWord.objects.of(world.id).filter(task=task.pk).order_by("at", "pk").values_list("move", flat=True)
    assert list(moves) == ["give", "take", "report", "return", "report", "accept"]
    assert list(audit.verify(world.id, [task.pk])) == []
    assert [one.words for one in given_tasks(world.actor("deputy"))] == ["принято 1 из 2"]
    assert [one.state for one in my_tasks(world.actor("teacher")).closed] == [State.ACCEPTED]


def test_a_form_sent_twice_gives_one_task(world):
    key = uuid4()
    assert give(world, key=key).pk == give(world, key=key).pk == key
    assert Task.objects.of(world.id).count() == 1


@pytest.mark.parametrize(
    ("giver", "people", "due", "words"),
    [
        ("deputy", ("director",), DUE, "больше не даёте"),
        ("department_head", ("other_leader",), DUE, "больше не даёте"),
        ("director", ("student",), DUE, "больше не даёте"),
        ("deputy", (), DUE, "Выберите"),
        ("deputy", ("teacher",), TODAY - timedelta(days=1), "уже прошёл"),
    ],
)
def test_what_cannot_be_given_is_told(world, giver, people, due, words):
    with pytest.raises(Refused) as told:
        give(world, giver, people, due=due)
    assert words in str(told.value.refusal)
    assert not Task.objects.of(world.id).exists()


def test_a_task_is_read_by_its_people_and_those_above(world):
    task = give(world, "director", ("teacher", "deputy_practice"))
    readers = {name for name in world.accounts if policy.can(world.actor(name), READ, task)}
    assert readers == {"director", "teacher", "deputy_practice", "deputy", "department_head"}
    private = give(world, "director", ("deputy_practice",))
    readers = {name for name in world.accounts if policy.can(world.actor(name), READ, private)}
    assert readers == {"director", "deputy_practice"}


def test_withdrawn_is_asked_of_nobody_and_accepted_stays(world):
    task = give(world, people=("teacher", "other_teacher"), rhythm=Rhythm.MONTHLY)
    report_task(world.actor("teacher"), task, "Готово")
    judge_report(world.actor("deputy"), task, Verdict(state_of(world, task).pk, Move.ACCEPT))
    withdraw_task(world.actor("deputy"), task, "Приказ отменён")
    assert {state_of(world, task, who).state for who in ("teacher", "other_teacher")} == {"accepted", "withdrawn"}
    assert not Task.objects.of(world.id).get(pk=task.pk).goes_on
    with pytest.raises(Refused, match="nothing_stands"):
        withdraw_task(world.actor("deputy"), task, "Ещё раз")


def test_the_overview_counts_by_assignee_within_reach(world, frozen_time):
    late = give(world, people=("teacher", "other_leader"), due=TODAY)
    done = give(world, "director", ("teacher", "administrator"))
    report_task(world.actor("teacher"), done, "Сделано")
    judge_report(world.actor("director"), done, Verdict(state_of(world, done).pk, Move.ACCEPT))
    frozen_time.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    page = load_overview(world.actor("director"), period_of(None, None, TODAY))
    counted = {one.name: (one.counted.given, one.counted.overdue, one.counted.share) for one in page.people}
    assert counted == {
        str(world.people["teacher"]): (2, 1, 50),
        str(world.people["other_leader"]): (1, 1, 0),
        str(world.people["administrator"]): (1, 0, None),
    }
    assert page.people[0].overdue[0][0] == late.pk
    heads = load_overview(world.actor("department_head"), period_of(None, None, TODAY))
    assert [one.name for one in heads.people] == [str(world.people["teacher"])]
    rows = list(overview_table(world.actor("director"), page).rows)
    assert rows[-1][:4] == ("Всего", 4, 3, 2)


@pytest.mark.parametrize("number", [1, 12])
def test_pages_cost_the_same(world, django_assert_num_queries, number):
    for _ in range(number):
        task = give(world, people=("teacher", "other_teacher", "leader"))
        report_task(world.actor("teacher"), task, "Сделано")
    director, deputy, teacher = world.actor("director"), world.actor("deputy"), world.actor("teacher")
    with django_assert_num_queries(6):
        load_overview(director, period_of(None, None, TODAY))
        given_tasks(deputy)
        my_tasks(teacher)


def test_documents_are_kept_and_go_through_the_door(world):
    paper = SimpleUploadedFile("Калугин, план.png", drawn_paper(), content_type="image/png")
    fields = {"key": uuid4(), "text": "Проверить план", "due": DUE, "rhythm": "once", "about": "",
              "person": str(world.people["teacher"].pk), "documents": paper}  # fmt: skip
    sent = world.client("deputy").post("/tasks/new/", fields)
    assert sent.status_code == 302
    found = TaskFile.objects.of(world.id).get()
    answer = world.client("teacher").get(f"/tasks/documents/{found.pk}/")
    assert body_of(answer) == drawn_paper()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert world.client("other_teacher").get(f"/tasks/documents/{found.pk}/").status_code == 404
    bad = world.client("deputy").post(
        "/tasks/new/", fields | {"key": uuid4(), "documents": SimpleUploadedFile("a.exe", b"MZ")}
    )
    assert bad.status_code == 422
    assert "Проверить план" in bad.content.decode()
    assert "Подойдут PDF" in bad.content.decode()


def test_the_next_one_is_made_once_and_only_for_those_who_may_still_be_given_it(world, frozen_time):
    task = give(world, "department_head", ("teacher", "leader"), due=TODAY, rhythm=Rhythm.MONTHLY)
    night = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    frozen_time.move_to(night)
    at_night(world.college, date(2026, 11, 25))
    at_night(world.college, date(2026, 11, 25))
    first, second = Task.objects.of(world.id).order_by("due")
    assert (second.due, second.series, second.goes_on) == (date(2026, 12, 24), task.pk, True)
    assert first.goes_on is False
    people = Assignment.objects.of(world.id).filter(task=second.pk).values_list("person_id", flat=True)
    assert set(people) == {world.people["teacher"].pk, world.people["leader"].pk}


@pytest.mark.parametrize("moved", [date(2026, 11, 20), date(2026, 12, 5), date(2026, 12, 24)])
def test_a_moved_deadline_moves_no_other_of_the_series(world, frozen_time, moved):
    frozen_time.move_to(datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
    task = give(world, due=TODAY, rhythm=Rhythm.MONTHLY)
    postpone_task(world.actor("deputy"), task, moved, "")
    day = moved + timedelta(days=1)
    frozen_time.move_to(datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC))
    at_night(world.college, day)
    due = Task.objects.of(world.id).exclude(pk=task.pk).values_list("due", flat=True).get()
    assert due == (date(2027, 1, 24) if moved == date(2026, 12, 24) else date(2026, 12, 24))
    later = Task.objects.of(world.id).get(due=due)
    postpone_task(world.actor("deputy"), later, moved + timedelta(days=2), "")
    postpone_task(
        world.actor("deputy"), task, moved + timedelta(days=2), ""
    )  # two of a series on one day are no trouble


def test_a_series_that_cannot_go_on_says_so(world, frozen_time):
    task = give(world, "department_head", ("leader",), due=TODAY, rhythm=Rhythm.MONTHLY)
    Account.objects.of(world.id).filter(person=world.people["department_head"].pk).update(is_active=False)
    frozen_time.move_to(datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    at_night(world.college, date(2026, 11, 25))
    assert Task.objects.of(world.id).count() == 1
    last = task_page(world.actor("leader"), task).said[-1]
    assert (last.by, last.words) == ("журнал", "повторение остановлено")
    assert list(audit.verify(world.id, [task.pk])) == []


def test_what_is_overdue_is_never_cut_off(world, monkeypatch):
    old = give(world, due=TODAY)
    for number in range(3):
        withdraw_task(world.actor("deputy"), give(world, due=DUE + timedelta(days=number)), "Не нужно")
    monkeypatch.setattr(lists, "SHOWN", 2)
    mine, given = my_tasks(world.actor("teacher")), given_tasks(world.actor("deputy"))
    assert [one.id for one in mine.open] == [old.pk]
    assert (len(mine.closed), len(given), given[0].id) == (2, 3, old.pk)


def test_a_reminder_comes_once_on_the_day_before(world, frozen_time, django_capture_on_commit_callbacks):
    task = give(world, due=TODAY + timedelta(days=1))
    assert at_night(world.college, TODAY - timedelta(days=1)).endswith(": 0")
    with django_capture_on_commit_callbacks(execute=True):
        assert at_night(world.college, TODAY).endswith(": 1")
        assert at_night(world.college, TODAY).endswith(": 0")
    notice = Notice.objects.of(world.id).get(person=world.people["teacher"].pk)
    assert (notice.title, notice.url) == ("Завтра срок поручения: 25 ноября", f"/tasks/{task.pk}/")
    postpone_task(world.actor("deputy"), task, TODAY + timedelta(days=2), "")
    assert at_night(world.college, TODAY + timedelta(days=1)).endswith(": 1")


def test_a_report_is_a_place_too(world):
    page = world.client("deputy").get("/tasks/new/?about=report.form2").content.decode()
    assert "По отчёту «" in page
    assert "По отчёту" not in world.client("deputy").get("/tasks/new/?about=report.nothing").content.decode()


def test_a_line_of_a_report_is_a_place_with_what_was_asked_and_no_name_in_the_address(world):
    """The link of a line leads to a task with its words; the task leads back to the same report and line."""
    page = world.client("deputy").get("/reports/disciplines/?day=2026-11-20").content.decode()
    links = re.findall(
        r'href="(/tasks/new/[?]about=report.disciplines[^"]*row%3D[^"]*)" title="[^"]*" aria-label="Дать поручение: ([^"]*)"',
        page,
    )
    address, words = next(link for link in links if "Электротехника" in link[1])
    assert words.startswith("Э-21, ОП.02 Электротехника")
    assert "Электро" not in unquote(address)
    new = world.client("deputy").get(address.replace("&amp;", "&")).content.decode()
    assert f"По отчёту «Вычитка часов по группам и дисциплинам», 1 семестр 2026/27: {words}. " in new
    about = re.search(r'name="about" value="([^"]*)"', new)[1].replace("&amp;", "&")
    sent = {
        "key": uuid4(),
        "text": "Записать занятия",
        "due": DUE.isoformat(),
        "rhythm": "once",
        "about": about,
        "person": world.people["teacher"].pk,
    }
    made = world.client("deputy").post("/tasks/new/", sent)
    task = Task.objects.of(world.id).get()
    assert (made.status_code, task.about, task.place) == (
        302, about, "Отчёт «Вычитка часов по группам и дисциплинам», 1 семестр 2026/27",
    )  # fmt: skip
    back = re.search(
        r'href="(/reports/disciplines/[^"]*)"', world.client("deputy").get(f"/tasks/{task.pk}/").content.decode()
    )[1]
    place, _sign, row = back.replace("&amp;", "&").partition("#")
    again = world.client("deputy").get(place)
    assert "day=2026-11-20" in place
    assert "row" not in place
    assert f'<tr id="{row}">' in again.content.decode()


def test_lines_have_no_such_link_for_who_gives_no_tasks(world):
    page = world.client("teacher").get("/reports/disciplines/").content.decode()
    assert "Электротехника" in page
    assert "/tasks/new/" not in page


@pytest.mark.parametrize("kind", ["journal", "finding", "lesson", "hours", "filling", "unknown"])
def test_a_place_is_named_for_who_may_see_it(world, kind):
    ids = {"lesson": world.lessons["old"].pk, "hours": world.groups["Э-21"].pk, "filling": world.people["teacher"].pk}
    about = f"{kind}.{ids.get(kind, world.courses['electro'].pk).hex}" + (".heap" if kind == "finding" else "")
    page = world.client("deputy").get(f"/tasks/new/?about={about}").content.decode()
    named = {"hours": "Э-21", "filling": "Кравцова-А Ольга"}.get(kind, "Э-21, Электротехника")
    assert (named in page) == (kind != "unknown")
    other = world.client("other_head").get(f"/tasks/new/?about={about}").content.decode()
    assert named not in other
