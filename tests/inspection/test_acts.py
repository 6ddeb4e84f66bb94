"""Акт об исправлении: named cells, a decision for just those, the paper from the record of changes (A3.7)."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests import worlds
from zhurnal.inspection.actions.acts import make_act
from zhurnal.inspection.corrections import SPANS
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.queries.act_paper import act_page
from zhurnal.inspection.queries.acts import FIRST, LOOKED_AT, WAITING_SHOWN, acts_page
from zhurnal.journal.actions.record import record
from zhurnal.journal.actions.requests import ask_to_open
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.places import cell
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.oversight.actions.requests import Decision, decide_request
from zhurnal.people.models import RoleGrant

EVENING = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
DAY = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)  # the day after the closed lesson


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def write(world, student, value, version=0, reason=""):
    command = Command(
        uuid4(), "entry", world.lessons["closed"].pk, version, value, world.people[student].pk, 1, reason=reason
    )
    return record(world.actor("teacher"), world.courses["electro"], [command])[0][0]


@pytest.fixture
def corrected(world, frozen_time):
    """A mark written in its time, and corrected later in the one cell that was opened."""
    frozen_time.move_to(DAY)
    work = Command(uuid4(), "work", world.lessons["closed"].pk, 0, {"kind": "oral", "title": ""}, slot=0)
    record(world.actor("teacher"), world.courses["electro"], [work])
    for student in ("student", "classmate"):
        assert write(world, student, "3").state == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    wanted = [cell(world.people["student"].pk.hex, 1), "rubbish", cell(uuid4().hex, 1)]
    asked = ask_to_open(world.actor("teacher"), world.lessons["closed"], "Отметка за другую работу", wanted)
    assert asked.places == cell(world.people["student"].pk.hex, 1)
    decide_request(world.actor("deputy"), asked, Decision(approve=True, until=EVENING, answer="Исправьте"))
    frozen_time.shift(timedelta(minutes=5))
    assert write(world, "classmate", "4", 1, "Ошибка").code == "closed"
    assert write(world, "student", "4", 1, "Отметка за другую работу").state == "saved"
    return OpenRequest.objects.of(world.id).get(pk=asked.pk)


def test_only_the_named_cell_is_open_and_it_closes_by_itself(world, corrected, frozen_time):
    page = world.client("deputy").get("/requests/").content.decode()
    assert "УО: Калугин-А Степан" in page
    frozen_time.move_to(EVENING + timedelta(minutes=1))
    assert write(world, "student", "5", 2, "Ещё раз").code == "closed"


def test_the_act_says_what_the_record_says(world, corrected, frozen_time):
    deputy = world.actor("deputy")
    commission = [world.people[name].pk for name in ("deputy", "department_head", "director")]
    assert make_act(deputy, corrected, commission).code == "still_open"
    frozen_time.move_to(EVENING + timedelta(hours=1))
    deputy = world.actor("deputy")
    (waiting,) = acts_page(deputy).waiting
    assert (waiting.changes, waiting.replaced) == (1, 1)
    assert make_act(deputy, corrected, commission[:1]).code == "commission"
    assert make_act(deputy, corrected, [commission[0], world.people["student"].pk]).code == "commission"
    assert make_act(deputy, corrected, [commission[0], world.people["teacher"].pk]).code == "about_himself"
    RoleGrant.objects.of(world.id).filter(person=commission[2]).update(until=worlds.TODAY - timedelta(days=1))
    assert make_act(deputy, corrected, commission).code == "commission"  # who was director signs nothing more
    RoleGrant.objects.of(world.id).filter(person=commission[2]).update(until=None)
    act = make_act(deputy, corrected, commission)
    assert isinstance(act, CorrectionAct)
    assert make_act(deputy, corrected, commission).code == "twice"
    paper = act_page(deputy, act)
    assert [(row.place, row.before, row.after) for row in paper.rows] == [("УО: Калугин-А Степан", "3", "4")]
    assert (paper.number, paper.commission[0][0]) == (1, "заместитель директора по учебной работе")
    assert paper.ground == (
        "Основание: Отметка за другую работу. Разрешение: М.\u00a0В.\u00a0Терехова-А, 24.11.2026, 11:00; "
        "открыто: УО: Калугин-А Степан, до 25.11.2026, 18:00."
    )
    told = Change.objects.of(world.id).get(chain=corrected.course_id, seq=act.changes[0])
    assert paper.digest == bytes(told.hash).hex()[:16]
    assert acts_page(deputy).waiting == ()


def test_pages_of_acts(world, corrected, frozen_time):
    frozen_time.move_to(EVENING + timedelta(hours=1))
    deputy = world.client("deputy")
    assert f"/acts/new/{corrected.pk}/" in deputy.get("/acts/").content.decode()
    assert "Комиссия" in deputy.get(f"/acts/new/{corrected.pk}/").content.decode()
    refused = deputy.post(f"/acts/new/{corrected.pk}/", {"member": str(world.people["deputy"].pk)})
    assert (refused.status_code, "не меньше двух" in refused.content.decode()) == (422, True)
    seats = [str(world.people[name].pk) for name in ("deputy", "director")]
    place = deputy.post(f"/acts/new/{corrected.pk}/", {"member": seats}).headers["Location"]
    paper = deputy.get(place).content.decode()
    for words in ("Акт об исправлении записей в журнале № 1", "УО: Калугин-А Степан", "С актом ознакомлен(а)"):
        assert words in paper, words
    file = PdfReader(BytesIO(deputy.get(f"{place}file/").content)).pages[0].extract_text()
    assert "Акт об исправлении записей в журнале № 1" in file.replace("\u00a0", " ")
    assert world.client("teacher").get(place).status_code == 200
    assert world.client("other_teacher").get(place).status_code == 404


def test_the_act_tells_columns_and_tasks_of_single_students(world, frozen_time):
    electro, lesson, teacher = world.courses["electro"], world.lessons["closed"].pk, world.people["teacher"]

    def tell(do, value, version=0, **more):
        command = Command(uuid4(), do, lesson, version, value, **more)
        return record(world.actor("teacher"), electro, [command])[0][0]

    def task(text):
        return {"text": text, "due": None, "students": [world.people["student"].pk.hex]}

    frozen_time.move_to(DAY)
    made = tell("personal_homework", task("Повторить § 2"))
    tell("work", {"kind": "oral", "title": ""}, slot=0)
    frozen_time.move_to(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    asked = ask_to_open(world.actor("teacher"), world.lessons["closed"], "Не тот вид работы и не то задание")
    decide_request(world.actor("deputy"), asked, Decision(approve=True, until=EVENING))
    frozen_time.shift(timedelta(minutes=5))
    assert tell("personal_homework", task("Повторить § 3"), 1, id=UUID(made.id)).state == "saved"
    assert tell("work", {"kind": "control", "title": ""}, 1, slot=1).state == "saved"
    frozen_time.move_to(EVENING + timedelta(hours=1))
    opened = OpenRequest.objects.of(world.id).get(pk=asked.pk)
    act = make_act(world.actor("deputy"), opened, [world.people["deputy"].pk, world.people["director"].pk])
    rows = [(row.place, row.before, row.after) for row in act_page(world.actor("deputy"), act).rows]
    assert rows == [
        ("задание отдельным студентам", "Повторить § 2", "Повторить § 3"),
        ("КР", "устный опрос", "контрольная работа, вес 3"),
    ]
    RoleGrant.objects.create(college=world.college, person=teacher, role="deputy_academic", since=date(2026, 9, 1))
    with pytest.raises(Refused):
        make_act(world.actor("teacher"), opened, [world.people["deputy"].pk, world.people["director"].pk])


def permitted(world, many, since, until):
    """So many permissions more of the closed lesson, from a moment to a moment."""
    OpenRequest.objects.bulk_create(
        OpenRequest(
            college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"], open_until=until,
            teacher=world.people["teacher"], reason="Болел", asked_at=since, decided_at=since, state="approved",
        )
        for _each in range(many)
    )  # fmt: skip


def looked(world):
    """Openings that wait for an act, and the statements by which they are found."""
    with CaptureQueriesContext(connection) as asked:
        waiting = acts_page(world.actor("deputy")).waiting
    return [one.id for one in waiting], [one["sql"] for one in asked.captured_queries]


def test_an_act_is_waited_for_however_many_permissions_led_to_nothing(world, corrected, frozen_time):
    frozen_time.move_to(EVENING + timedelta(hours=1))
    permitted(world, FIRST - 1, EVENING, EVENING + timedelta(minutes=30))
    found, few = looked(world)
    assert found == [corrected.pk]
    permitted(world, LOOKED_AT - FIRST, EVENING, EVENING + timedelta(minutes=30))
    found, many = looked(world)
    assert found == [corrected.pk]
    assert max(sql.count(" OR ") for sql in many) <= SPANS + 3  # SQLite reads no condition deeper than a thousand
    assert len(many) - len(few) <= 6


def test_where_the_newest_permissions_wait_for_acts_the_others_are_not_looked_at(world, corrected, frozen_time):
    frozen_time.move_to(EVENING + timedelta(hours=1))
    permitted(world, LOOKED_AT - 1, corrected.decided_at, EVENING + timedelta(minutes=30))
    found, asked = looked(world)
    assert len(set(found)) == WAITING_SHOWN
    assert max(sql.count(" OR ") for sql in asked) <= FIRST + 3


def test_nothing_changed_needs_no_act(world, frozen_time):
    asked = ask_to_open(world.actor("teacher"), world.lessons["closed"], "Болел, записи на бумаге")
    decide_request(world.actor("deputy"), asked, Decision(approve=True, until=EVENING))
    frozen_time.move_to(EVENING + timedelta(hours=1))
    opened, people = OpenRequest.objects.of(world.id).get(pk=asked.pk), world.people
    assert make_act(world.actor("deputy"), opened, [people["deputy"].pk, people["director"].pk]).code == "nothing"
