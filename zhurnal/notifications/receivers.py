"""Who hears of what. Lower floors say what happened; the notices are written after the commit.

A failure here never undoes what happened: the commit is done, the failure is logged.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from zhurnal.assessment.rules.news import ReopeningAnswered
from zhurnal.curriculum.models import Course
from zhurnal.incidents.rules.news import SafetyNews
from zhurnal.inspection.rules.news import Moved
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import send_on
from zhurnal.notifications.queries import concerned, facts
from zhurnal.notifications.rules import events, lessons, logins, reading, registers, remarks, results, safety, tasks
from zhurnal.notifications.rules.items import Told
from zhurnal.oversight.rules.opening import Decided
from zhurnal.people.actor import PersonActor
from zhurnal.people.queries.family import parents_of
from zhurnal.people.rules.news import LoginNews
from zhurnal.registers.rules.news import Answered, Asked, Reminded
from zhurnal.tasks.rules.news import TaskNews
from zhurnal.timetable.rules.news import AbsenceAnswer, News, Rewritten, Settled


def hear_lessons(
    sender: object, actor: PersonActor, news: Sequence[News], settled: Settled | None = None, **_more: Any
) -> None:
    """Substituted, cancelled, moved: who gives it, who would have given it, the group with its parents and leader."""

    def made() -> list[Told]:
        audience = concerned.people_of_lessons(actor, news)
        return lessons.assemble(news, audience, actor.person_id, reverse("journal:timetable"), settled)

    _after(actor, made)


def hear_timetable(sender: object, actor: PersonActor, news: Rewritten, **_more: Any) -> None:
    """A generation or an import changed the timetable of these courses and teachers."""

    def made() -> list[Told]:
        groups = concerned.groups_of_courses(actor, news.courses)
        people = concerned.people_of_groups(actor, groups) | news.teachers
        return events.rewritten(news, people - {actor.person_id}, reverse("journal:timetable"))

    _after(actor, made)


def hear_absence(sender: object, actor: PersonActor, answer: AbsenceAnswer, **_more: Any) -> None:
    """The office answered a teacher's request to be substituted."""
    _after(actor, lambda: [events.absence_answered(answer, reverse("timetable:teacher-requests"))])


def hear_opening(sender: object, actor: PersonActor, decided: Decided, **_more: Any) -> None:
    """A deputy answered a request to open a lesson."""
    _after(actor, lambda: [events.opening_decided(decided, reverse("journal:lesson", args=[decided.lesson]))])


def hear_reopening(sender: object, actor: PersonActor, answered: ReopeningAnswered, **_more: Any) -> None:
    """A second person answered a request to open a closed term: whoever asked."""
    url = f"{reverse('assessment:group', args=[answered.group])}?term={answered.term}"
    _after(actor, lambda: [events.reopening_answered(answered, actor.today, url)])


def hear_corrections(
    sender: object, actor: PersonActor, course: Course, authors: Mapping[UUID, Collection[UUID]], **_more: Any
) -> None:
    """Somebody changed what others had written."""

    def made() -> list[Told]:
        told = facts.corrected_lessons(actor, course, authors)
        return events.corrected(course.pk, told, reverse("journal:page", args=[course.pk]))

    _after(actor, made)


def hear_wish(sender: object, actor: PersonActor, news: Asked, **_more: Any) -> None:
    """A family proposed a correction: the leaders of the student's group."""

    def made() -> list[Told]:
        leaders = concerned.leaders_of_student(actor, news.student)
        return registers.asked(news, leaders, actor.today, reverse("registers:proposals"))

    _after(actor, made)


def hear_wish_answered(sender: object, actor: PersonActor, news: Answered, **_more: Any) -> None:
    """The leader answered: whoever had proposed it."""
    url = reverse("registers:record", args=[news.student])
    _after(actor, lambda: [registers.answered(news, actor.today, url)])


def hear_reminder(sender: object, actor: PersonActor, news: Sequence[Reminded], **_more: Any) -> None:
    """A head asks to complete registers: the leaders of those groups."""

    def made() -> list[Told]:
        return [
            told
            for one in news
            for told in registers.reminded(one, actor.today, reverse("registers:group", args=[one.group]))
        ]

    _after(actor, made)


def hear_results(sender: object, actor: PersonActor, students: Collection[UUID], term: UUID, **_more: Any) -> None:
    """Results became visible: the students and their parents."""

    def made() -> list[Told]:
        urls = {student: reverse("assessment:own", args=[student]) for student in students}
        return results.published(students, parents_of(actor, students), term, actor.today, urls)

    _after(actor, made)


def hear_remarks(sender: object, actor: PersonActor, told: Sequence[Moved], **_more: Any) -> None:
    """A step of an inspector's remark: the teacher hears of the checker's, the checker of the teacher's."""
    _after(
        actor,
        lambda: [
            one
            for each in told
            for one in remarks.moved(each, actor.now, reverse("inspection:remark", args=[each.remark]))
        ],
    )


def hear_tasks(sender: object, actor: PersonActor, news: Sequence[TaskNews], **_more: Any) -> None:
    """Something happened with tasks: whoever it concerns."""
    urls: dict[object, str] = {one.task: reverse("tasks:task", args=[one.task]) for one in news}
    _after(actor, lambda: tasks.told(news, actor.now, urls))


def hear_safety(sender: object, actor: PersonActor, news: Sequence[SafetyNews], **_more: Any) -> None:
    """What was changed under somebody's name, what the rules found, a step of an incident; nothing is told twice."""

    def made() -> list[Told]:
        board = reverse("incidents:board")
        urls: dict[UUID | None, str] = {
            one.incident: reverse("incidents:incident", args=[one.incident]) for one in news if one.incident
        }
        urls |= {one.breach: reverse("incidents:breach", args=[one.breach]) for one in news if one.breach}
        told = safety.told(news, reverse("incidents:own"), board, urls)
        known = facts.told_already(actor.college_id, {one.about for one in told})
        return [one for one in told if one.at is None or known.get((one.person, one.about), LONG_AGO) < one.at]

    _after(actor, made)


LONG_AGO = datetime.min.replace(tzinfo=UTC)


def hear_login(sender: object, actor: PersonActor, news: LoginNews, **_more: Any) -> None:
    """Something happened with the data by which a person signs in: he, and of a new device of the staff the administrators."""
    _after(actor, lambda: logins.told(news, actor.now, reverse("people:logins"), concerned.administrators(actor)))


def hear_reading(sender: object, actor: PersonActor, people: Mapping[UUID, datetime], **_more: Any) -> None:
    """Somebody went over the limit of reading: the administrators and the head of ИВЦ."""

    def made() -> list[Told]:
        moments = {person: at.astimezone(actor.now.tzinfo) for person, at in people.items()}
        names = concerned.names_of(actor, people)
        return reading.told(moments, names, concerned.officers(actor), reverse("privacy:log"))

    _after(actor, made)


class _Orders(threading.local):
    """College → orders of this thread's transaction. One that was rolled back is not found afterwards: nobody hears of it."""

    def __init__(self) -> None:
        self.waiting: dict[UUID, set[UUID]] = {}


_orders = _Orders()


def hear_order(sender: object, actor: PersonActor, order: UUID, **_more: Any) -> None:
    """An order was carried out or undone; many of one transaction are told together."""
    _orders.waiting.setdefault(actor.college_id, set()).add(order)

    def made() -> list[Told]:
        waiting = _orders.waiting.pop(actor.college_id, set())
        if not waiting:
            return []
        found = facts.orders(actor, waiting)
        staff = concerned.staff_of_groups(actor, {one.group for one in found}, actor.today)
        others = {group: people - {actor.person_id} for group, people in staff.items()}
        return events.ordered(found, others, reverse("journal:journals"))

    _after(actor, made)


def _after(actor: PersonActor, made: Callable[[], list[Told]]) -> None:
    """Write and send on what was made, when all is committed."""

    def deliver() -> None:  # a function with a name: Django puts it into the log when it fails
        _deliver(actor, made)

    transaction.on_commit(deliver, robust=True)


def _deliver(actor: PersonActor, made: Callable[[], list[Told]]) -> None:
    told = made()
    if told:
        send_on(actor.college_id, tell(actor.college_id, told, actor.now.astimezone(UTC)))
