"""Letters that nobody turns off, and an hour that goes on past what fails."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from tests import worlds
from zhurnal.notifications.actions.letters import by_mail, send_waiting
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.organisation.models import College

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
SAFE = ("login:device", "devices:2026-11-24", "incident:opened:", "digest:2026-11-24")


@pytest.fixture
def world(settings) -> worlds.World:
    settings.MAIL = "smtp://mail.example"
    found = worlds.make_college("vek", "А", students=1)
    worlds.Person.objects.of(found.id).filter(pk=found.people["teacher"].pk).update(email="teacher@college.example")
    return found


def wait(world: worlds.World, *abouts: str) -> None:
    """Notices of these events wait for the clock."""
    item, person = Item("a", "2026-11-24", "Новость", ""), world.people["teacher"].pk
    told = [Told(person, Kind.TASK if one == "task:1" else Kind.LOGIN, one, (item,), "/") for one in abouts]
    by_mail(world.id, tell(world.id, told, world.actor("teacher").now))


def turn_off(world: worlds.World) -> None:
    College.objects.filter(pk=world.id).update(parameters={"mail_notices": False})
    world.college.refresh_from_db()


def test_whoever_reads_the_notice_of_his_own_entry_away_does_not_stop_its_letter(world, mailoutbox):
    wait(world, "task:1", *SAFE)
    Notice.objects.of(world.id).update(read_at=world.actor("teacher").now)
    assert send_waiting(world.college) == len(mailoutbox) == len(SAFE)


@pytest.mark.parametrize("when", ["before", "while they wait"])
def test_the_switch_of_reminders_does_not_stop_letters_of_safety(world, mailoutbox, when):
    if when == "before":
        turn_off(world)
    wait(world, "task:1", *SAFE)
    turn_off(world)
    assert send_waiting(world.college) == len(SAFE)
    assert {letter.subject for letter in mailoutbox} == {"Электронный журнал: доступ и безопасность"}
    assert not Notice.objects.of(world.id).filter(mail_at__isnull=False).exists()


def test_a_reminder_keeps_its_subject(world, mailoutbox):
    wait(world, "task:1", "adult:1")
    assert send_waiting(world.college) == 2
    assert {letter.subject for letter in mailoutbox} == {"Электронный журнал: напоминание"}


def test_a_report_that_made_itself_has_a_subject_of_its_own(world, mailoutbox):
    wait(world, "report:1")
    assert send_waiting(world.college) == 1
    assert [letter.subject for letter in mailoutbox] == ["Электронный журнал: отчёт по расписанию"]


def test_the_page_of_the_switch_says_so(world):
    assert "уходят всегда" in world.client("deputy").get("/filling/evening/").content.decode()


def test_what_fails_in_one_college_stops_neither_its_other_steps_nor_other_colleges(world, mailoutbox, capsys, caplog):
    """The first of two colleges cannot be reminded: its letters go, the other is reminded, the clock hears of the failure."""
    other = College.objects.create(code="later", name="Я последний", short_name="Я")
    wait(world, *SAFE)
    broken = [world.college.name]

    def failing(execute, sql, params, many, context):
        if broken and sql.startswith("UPDATE") and "reminded_at" in sql:
            raise DatabaseError(broken.pop())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(failing), pytest.raises(CommandError, match="Выполнено не всё"):
        call_command("remind")
    first, second = capsys.readouterr().out.splitlines()
    assert "НЕ ВЫПОЛНЕНО zhurnal.notifications.actions.evening, ошибка номер" in first
    assert "сводка изменений" in first
    assert len(mailoutbox) == len(SAFE)
    assert second.startswith(other.name)
    assert "напомнено" in second
    assert world.college.name not in caplog.text
