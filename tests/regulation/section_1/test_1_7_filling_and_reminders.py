"""1.7: from the college to the lesson in one press; red and yellow days; an evening reminder until everything is filled."""

import re
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend

from tests import worlds
from tests.journal.written_day import write_day
from tests.messages import sent
from zhurnal.academic_year.models import Holiday
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.mail import Letter, send
from zhurnal.notifications.actions.evening import remind_college
from zhurnal.notifications.actions.letters import by_mail, send_waiting
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.oversight.queries.calendar import load_calendar
from zhurnal.oversight.rules.calendar import Colour, Counts
from zhurnal.people.models import Account, Person
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]
EVENING = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # 18:30 in Moscow
LATER = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def reminders(college, who):
    rows = Notice.objects.of(college.id).filter(person=college.people[who].pk, about="filling").order_by("happened_at")
    return [(plain(row.title), row.items[0][3].split(".")[0], row.read_at is None) for row in rows]


def plain(text):
    return text.replace("\xa0", " ")


def test_the_college_narrows_to_a_department_a_group_and_a_lesson(college, enter):
    write_day(college)
    deputy = enter("deputy")
    page = deputy.sees("/filling/")
    energy, group = college.departments["energy"].pk, college.groups["Э-21"].pk
    assert re.search(rf'href="\?day=2026-11-24&amp;department={energy}"[^>]*>Энергетическое<', page)
    assert f"department={energy}&amp;of=owed#lessons" in page  # several: the number leads to the list of them
    single = college.lessons["history"].pk
    department = deputy.sees(f"/filling/?department={energy}")
    assert ">Э-21</a>" in department
    assert ">ТЭ-11</a>" not in department
    assert "Общеобразовательное" not in department
    one = deputy.sees(f"/filling/?group={group}")
    lessons = set(re.findall(r'href="/lessons/([0-9a-f-]+)/"', one.split('id="lessons"')[1]))
    wanted = Lesson.objects.of(college.id).filter(date=worlds.TODAY, course__group=group)
    assert lessons == {str(pk) for pk in wanted.values_list("pk", flat=True)}
    assert str(single) not in one
    assert deputy.client.get("/filling/?group=x&of=nothing").status_code == 200
    assert enter("department_head").client.get(f"/filling/?group={college.groups['ТЭ-11'].pk}").status_code == 200
    assert ">ТЭ-11</a>" not in enter("department_head").sees(f"/filling/?group={college.groups['ТЭ-11'].pk}")


def test_a_teachers_month_has_red_and_yellow_days(college, enter, frozen_time):
    frozen_time.move_to(EVENING)
    write_day(college)
    LessonRecord.objects.of(college.id).filter(lesson=college.lessons["now"].pk).update(late_entries=1)
    own = load_calendar(college.actor("teacher"), college.people["teacher"], worlds.TODAY, own=True)
    colours = {day.date.day: day.colour for week in own.weeks for day in week if day and day.squares}
    assert colours == {4: Colour.RED, 17: Colour.YELLOW, 23: colours[23], 24: colours[24], 26: Colour.NONE}
    assert own.counted.over == own.counted.in_time + own.counted.late + own.counted.owed == 5
    page = enter("teacher").sees("/my-filling/")
    assert "month__day--red" in page
    assert f"/lessons/{college.lessons['old'].pk}/" in page
    watched = enter("department_head").sees(f"/filling/teachers/{college.people['teacher'].pk}/")
    assert "month__day--red" in watched
    assert enter("other_head").client.get(f"/filling/teachers/{college.people['teacher'].pk}/").status_code == 404
    other = load_calendar(college.actor("other_head"), college.people["other_teacher"], worlds.TODAY, own=False)
    assert other.groups == "ТЭ-11"
    empty = load_calendar(college.actor("teacher"), college.people["teacher"], worlds.TODAY.replace(month=9), own=True)
    assert empty.counted == Counts(0, 0, 0, 0)


def test_the_month_costs_the_same_for_many_lessons(college, enter, django_assert_num_queries):
    teacher = enter("teacher")
    for number in range(12):
        day = worlds.TODAY - timedelta(days=number + 1)
        worlds.add_lesson(college, f"more{number}", "electro", "teacher", day, 3)
    with django_assert_num_queries(sent(8, 7)):
        teacher.sees("/my-filling/")


def test_a_day_off_says_so_in_the_month(college, enter):
    """A10.5: an empty day of the calendar that the college has off is told from one without lessons."""
    for day in (10, worlds.TODAY.day):  # on the second there are lessons all the same
        Holiday.objects.create(college=college.college, date=worlds.TODAY.replace(day=day), name="День колледжа")
    page = enter("teacher").sees("/my-filling/")
    assert page.count(">10 ноября: День колледжа<") == page.count(">выходной<") == 1


def test_one_reminder_an_evening_until_all_is_filled(college, frozen_time):
    assert plain(remind_college(college.college)).endswith(": 1 преподаватель")  # for last evening, when nobody called
    Notice.objects.of(college.id).delete()
    frozen_time.move_to(EVENING)
    remind_college(college.college)
    title, line, unread = reminders(college, "teacher")[0]
    assert (title, line, unread) == ("Не заполнено 5 занятий в 1 группе", "Э-21", True)
    assert reminders(college, "other_teacher")[0][0] == "Не заполнено 3 занятия в 2 группах"
    frozen_time.move_to(LATER)
    assert remind_college(college.college) == "за последний вечер уже напомнено"
    assert Account.objects.of(college.id).get(person=college.people["teacher"].pk).unread == 1

    Lesson.objects.of(college.id).filter(teacher=college.people["other_teacher"].pk).update(state="cancelled")
    frozen_time.move_to(EVENING + timedelta(days=1))
    remind_college(college.college)
    assert reminders(college, "teacher") == [
        ("Не заполнено 5 занятий в 1 группе", "Э-21", True)
    ]  # the same notice, anew
    assert reminders(college, "other_teacher")[0][2] is False  # nothing is owed any more: the old one is put away
    remind_college(college.college)
    assert reminders(college, "leader") == []


def test_a_closed_lesson_is_told_as_such_and_one_of_a_closed_term_not_at_all(college, frozen_time):
    Lesson.objects.of(college.id).filter(date__lt=worlds.TODAY - timedelta(days=7)).update(state="cancelled")
    in_the_evening(frozen_time, college)
    rows = Notice.objects.of(college.id).filter(person=college.people["teacher"].pk, about="filling")
    assert "закрыто" not in rows.get().items[0][3]
    in_the_evening(frozen_time, college, 1)
    assert "Уже закрыто из них 1: откройте занятие" in rows.get().items[0][3]
    Course.objects.of(college.id).update(frozen_at=EVENING)
    in_the_evening(frozen_time, college, 2)
    assert rows.get().read_at is not None  # nothing of it is the teacher's to fill any more


def test_the_deputy_turns_it_off_and_nobody_is_reminded(college, enter, frozen_time):
    frozen_time.move_to(EVENING)
    deputy = enter("deputy")
    assert deputy.client.post("/filling/evening/", {"hour": "0"}).status_code == 302
    assert deputy.client.post("/filling/evening/", {"hour": "3"}).status_code == 422
    college.college.refresh_from_db()
    assert college.college.settings.mail_notices is False
    assert remind_college(college.college) == "вечерние напоминания выключены"
    assert not Notice.objects.of(college.id).filter(about="filling").exists()


def in_the_evening(frozen_time, college, days=0):
    frozen_time.move_to(EVENING + timedelta(days=days))
    remind_college(college.college)


def test_it_goes_by_mail_where_mail_is_set_up_and_names_nobody(college, frozen_time, settings):
    Person.objects.of(college.id).filter(pk=college.people["teacher"].pk).update(email="teacher@college.example")
    in_the_evening(frozen_time, college)
    assert send_waiting(college.college) == 0
    settings.MAIL, settings.SITE = "smtp://mail.example", "https://journal.example"
    in_the_evening(frozen_time, college, 1)
    assert outbox.outbox == []  # what tells of it does not wait for the server of mail
    assert [send_waiting(college.college) for _again in range(2)] == [1, 0]
    (letter,) = outbox.outbox
    assert letter.to == ["teacher@college.example"]
    assert "Не заполнено 5 занятий" in plain(letter.body)
    assert "https://journal.example/notices/" in letter.body
    assert "Кравцова" not in letter.body


class Dropping(EmailBackend):
    """A server that drops the connection at the first letter and does not answer when it is left."""

    drops = 1

    def send_messages(self, messages):
        if Dropping.drops:
            Dropping.drops -= 1
            raise SMTPServerDisconnected
        return super().send_messages(messages)

    def close(self):
        raise SMTPServerDisconnected


def test_a_letter_that_failed_waits_for_the_next_hour(college, frozen_time, settings):
    Person.objects.of(college.id).filter(pk=college.people["teacher"].pk).update(email="teacher@college.example")
    settings.MAIL = "smtp://mail.example"
    settings.EMAIL_BACKEND = f"{__name__}.Dropping"
    in_the_evening(frozen_time, college)
    Dropping.drops = 2
    assert [send_waiting(college.college) for _hour in range(3)] == [0, 1, 0]
    Dropping.drops = 1
    assert (
        send([Letter("a@college.example", "тема", "текст"), Letter("b@college.example", "тема", "текст")]) == [True] * 2
    )


def test_a_letter_about_a_report_does_not_say_its_name_and_what_was_read_needs_none(college, settings):
    settings.MAIL = "smtp://mail.example"
    person, now = college.people["teacher"], college.actor("teacher").now
    Person.objects.of(college.id).filter(pk=person.pk).update(email="teacher@college.example")
    item = Item("a", "2026-11-24", "Готов отчёт «Долги Калугина»", "")
    told = [Told(person.pk, Kind.REQUEST, about, (item,), "/") for about in ("report:1", "report:2")]
    by_mail(college.id, tell(college.id, told, now))
    Notice.objects.of(college.id).filter(about="report:2").update(read_at=now)
    assert send_waiting(college.college) == 1
    assert "Калугин" not in outbox.outbox[0].body


def test_mail_that_fails_is_logged_without_addresses(settings, caplog):
    settings.MAIL = "smtp://mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert send([Letter("somebody@college.example", "тема", "текст")]) == [False]
    assert "mail server not reached" in caplog.text
    assert "somebody" not in caplog.text
