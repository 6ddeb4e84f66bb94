"""For which lesson a task is."""

from datetime import date

import pytest

from zhurnal.journal.rules.homework import Task, tasks_for

MON, TUE, WED, FRI = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("task", "lesson", "found"),
    [
        (Task(MON, "next"), TUE, True),
        (Task(MON, "next"), FRI, False),  # Tuesday's lesson came between
        (Task(TUE, "next"), FRI, True),
        (Task(TUE, "same day"), TUE, False),
        (Task(FRI, "later"), TUE, False),
        (Task(MON, "by Friday", FRI), TUE, False),
        (Task(MON, "by Friday", FRI), FRI, True),
        (Task(MON, "by a day without a lesson", WED), FRI, True),
        (Task(MON, "by a day without a lesson", WED), TUE, False),
        (Task(MON, "by Tuesday", TUE), FRI, False),
    ],
)
def test_task_falls_on_the_first_lesson_from_its_day(task, lesson, found):
    assert bool(tasks_for(lesson, {MON, TUE, FRI}, [task])) is found


def test_task_for_all_stands_before_the_personal_one():
    tasks = [Task(TUE, "own", personal=True), Task(TUE, "all")]
    assert [task.text for task in tasks_for(FRI, {TUE, FRI}, tasks)] == ["all", "own"]


def test_first_lesson_of_a_course_has_no_tasks():
    assert tasks_for(MON, {MON, TUE}, []) == []
    assert tasks_for(MON, set(), [Task(date(2026, 11, 20), "by a day", MON)])[0].text == "by a day"
