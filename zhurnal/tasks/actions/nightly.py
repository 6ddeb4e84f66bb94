"""The night of tasks: the next one of those that come again, and a reminder on the day before the deadline. Twice is once."""

from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.kernel import audit, policy
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.wording import plural
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account
from zhurnal.tasks.actions.give import Draft, give_task
from zhurnal.tasks.actions.trace import Trace, leave_trace
from zhurnal.tasks.models import Assignment, Task, TaskFile
from zhurnal.tasks.policy import GIVE
from zhurnal.tasks.rules.documents import Document
from zhurnal.tasks.rules.news import Event, TaskNews
from zhurnal.tasks.rules.rhythm import Rhythm, next_due, reminded_on
from zhurnal.tasks.rules.states import OPEN, Move, State
from zhurnal.tasks.signals import tasks_told

AHEAD = timedelta(days=2)
WHY, WHY_ENDS = "напоминание о сроке", "поручение больше не повторяется"
ENDS = "Тот, кто дал поручение, больше не может дать его никому из исполнителей."


def at_night(college: College, today: date) -> str:
    """Do both; tells how many of each."""
    made = sum(_come_again(college, task, today) for task in _over(college.pk, today))
    told = _remind(college, today)
    words = plural(made, ("поручение", "поручения", "поручений"))
    return f"повторено {words}, напомнено о сроке: {told}"


def _over(college_id: UUID, today: date) -> list[Task]:
    """Tasks that come again and whose deadline has passed."""
    return list(Task.objects.of(college_id).filter(goes_on=True, due__lt=today).order_by("due", "pk"))


def _come_again(college: College, task: Task, today: date) -> int:
    """Make the next one, by right of the giver as it is today; without that right, or people, the series ends, and its trace says so."""
    ends = Term.objects.of(college.pk).filter(ends__gte=today).values_list("ends", flat=True)
    due = next_due(Rhythm(task.rhythm), task.place_in_series, task.day, today, ends)
    if due is None:
        return 0
    with transaction.atomic():
        # Whoever takes the mark makes the next one; another night at the same time finds it gone.
        if not Task.objects.of(college.pk).filter(pk=task.pk, goes_on=True).update(goes_on=False):
            return 0
        giver = _giver(college.pk, task)
        people = _people(giver, task) if giver else ()
        if giver is None or not people:
            night = PersonActor.system(college, WHY_ENDS)
            leave_trace(audit.lock(college.pk, task.pk), night, task, Trace(Move.STOP, text=ENDS))
            return 0
        draft = Draft(
            uuid7(), task.text, due, people, Rhythm(task.rhythm), task.about, task.place, _documents(college.pk, task),
            task.series, task.day,
        )  # fmt: skip
        give_task(giver, draft)
    return 1


def _giver(college_id: UUID, task: Task) -> PersonActor | None:
    rows = Account.objects.of(college_id).filter(person=task.giver_id, is_active=True).select_related("college")
    account = rows.first()
    return actor_of(account, door="system") if account else None


def _people(giver: PersonActor, task: Task) -> tuple[UUID, ...]:
    """Those of the last time who can still be given it, but for those from whom it was withdrawn."""
    last = Assignment.objects.of(giver.college_id).filter(task=task.pk).exclude(state=State.WITHDRAWN)
    reached = policy.visible(giver, GIVE).filter(pk__in=last.values("person_id"))
    return tuple(reached.values_list("pk", flat=True))


def _documents(college_id: UUID, task: Task) -> list[Document]:
    rows = TaskFile.objects.of(college_id).filter(task=task.pk, word__move=Move.GIVE).order_by("pk")
    return [Document(one.name, one.ending, one.media, bytes(one.content)) for one in rows]


def _remind(college: College, today: date) -> int:
    """Tell those who have not reported, on the day before the deadline or as soon after it as a night comes."""
    rows = Assignment.objects.of(college.pk).filter(state__in=OPEN, task__due__gte=today, task__due__lte=today + AHEAD)
    columns = ("task_id", "task__due", "pk", "person_id", "reminded_for")
    found = [
        row
        for row in rows.order_by("task_id", "pk").values_list(*columns)
        if row[4] != row[1] and reminded_on(row[1]) <= today
    ]
    if not found:
        return 0
    news = []
    with transaction.atomic():
        for (task, due), lines in groupby(found, key=lambda row: (row[0], row[1])):
            people = list(lines)
            Assignment.objects.of(college.pk).filter(pk__in=[row[2] for row in people]).update(reminded_for=due)
            news.append(TaskNews(Event.DUE, task, due, "", frozenset(row[3] for row in people)))
        tasks_told.send(Task, actor=PersonActor.system(college, WHY), news=news)
    return len(found)
