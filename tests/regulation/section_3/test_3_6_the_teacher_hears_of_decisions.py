"""3.6, A3.7, A5.6: who asked hears the answer; the absent teacher hears that his lessons are settled, once."""

import pytest

from tests import worlds
from zhurnal.journal.models import OpenRequest
from zhurnal.notifications.models import Notice
from zhurnal.timetable.models import TeacherAbsence


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    def _done(client, address, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, fields).status_code == 302

    return _done


def told(college, who: str) -> list[tuple[str, str]]:
    """(title, first line) of a person's notices."""
    rows = Notice.objects.of(college.id).filter(person=college.people[who].pk).order_by("happened_at", "pk")
    return [(row.title, row.items[0][3]) for row in rows]


def test_a_request_for_a_substitution_is_answered(college, enter, done):
    asked = {"since": "2026-12-07", "until": "2026-12-08", "cause": "trip", "note": "", "pair": ""}
    done(enter("teacher").client, "/substitutions/absences/mine/", **asked)
    row = TeacherAbsence.objects.of(college.id).get()
    done(
        enter("dispatcher").client, f"/substitutions/absences/{row.pk}/decide/",
        decision="refuse", answer="Некем заменить",
    )  # fmt: skip
    assert told(college, "teacher") == [("Ваша просьба о замене 7–8 декабря отклонена", "Некем заменить")]


def test_a_request_to_open_a_lesson_is_answered(college, enter, done):
    row = OpenRequest.objects.create(
        college=college.college, lesson=college.lessons["closed"], course=college.courses["electro"],
        teacher=college.people["teacher"], reason="был на курсах", asked_at=worlds.RECORDED,
    )  # fmt: skip
    until = "2026-11-25T18:00"
    done(enter("deputy").client, f"/requests/{row.pk}/decide/", decision="approve", open_until=until, answer="Успейте")
    [(title, line)] = told(college, "teacher")
    assert (title.endswith("открыто до 25 ноября, 18:00"), line) == (True, "Успейте")


def test_lessons_of_an_absence_are_told_once_to_each(college, enter, done):
    absence = TeacherAbsence.objects.create(
        college=college.college, teacher=college.people["teacher"], since=worlds.TODAY, until=worlds.TODAY.replace(day=30),
        cause="illness", reason="больничный", state="known", recorded_at=worlds.RECORDED,
    )  # fmt: skip
    worlds.add_lesson(college, "later", "electro", "teacher", worlds.TODAY.replace(day=27), 2)
    ways = {f"way-{college.lessons[name].pk.hex}": "cancel" for name in ("future", "later")}
    done(enter("dispatcher").client, f"/substitutions/absences/{absence.pk}/", **ways)
    assert [title for title, _line in told(college, "teacher")] == [
        "Занятия на время вашего отсутствия распределены: 2\u00a0занятия"
    ]
    assert [title for title, _line in told(college, "parent")] == ["Изменено 2\u00a0занятия 26–27 ноября"]
