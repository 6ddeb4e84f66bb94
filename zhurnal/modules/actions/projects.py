"""Topics, supervisors and consultations of course and diploma projects (C5.12). The record's chain is the project's."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import Consultation, Project
from zhurnal.modules.policy import ARRANGE_GROUP, ASSIGN_COURSE, PROJECT_WRITE, closed_day, closed_term
from zhurnal.modules.rules.projects import ProjectKind, consultation_refusal
from zhurnal.modules.standing import course_students, listed_students, planned_projects, project_leaders
from zhurnal.people.actor import PersonActor

NO_TERM = Refusal("no_term", "Сегодня каникулы: темы закрепляют в семестре.")
STRUCK = Refusal("struck", "Эта консультация уже вычеркнута. Обновите страницу.")
NO_REASON = Refusal("no_reason", "Напишите, почему запись ошибочна: причина останется рядом с ней.", needs="reason")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and who supervises; for a course project None leaves whoever supervises, or the one who gives the topic."""

    topic: str
    supervisor: UUID | None


def assign_course_topics(actor: PersonActor, course: Course, topics: Mapping[UUID, Topic]) -> int:
    """Topics of course projects of the course's students; a leader is one who teaches the discipline to the group."""
    policy.require(actor, ASSIGN_COURSE, course)
    planned = planned_projects(actor.college_id, [course]).get(course.pk)
    fixed = {"kind": planned or ProjectKind.COURSE, "discipline_id": course.discipline_id, "term_id": course.term_id}
    listed = {one.pk for one in course_students(course, actor.today)}
    leaders = {one.person.pk for one in project_leaders(course, actor.today)} | {actor.person_id}
    wanted = {pk: one for pk, one in topics.items() if pk in listed}
    return _assign(actor, course.group, fixed, wanted, leaders, planned)


def assign_diploma_topics(actor: PersonActor, group: Group, topics: Mapping[UUID, Topic]) -> int:
    """Topics and supervisors of diploma projects."""
    policy.require(actor, ARRANGE_GROUP, group)
    term = Term.objects.of(actor.college_id).filter(starts__lte=actor.today, ends__gte=actor.today).first()
    if term is None:
        raise Refused(NO_TERM)
    if refusal := closed_term(actor.college_id, group.pk, term.pk):
        raise Refused(refusal)
    fixed = {"kind": ProjectKind.DIPLOMA, "discipline_id": None, "term_id": term.pk}
    listed = {one.pk for one in listed_students(group, actor.today)}
    return _assign(actor, group, fixed, {pk: one for pk, one in topics.items() if pk in listed})


def _assign(
    actor: PersonActor,
    group: Group,
    fixed: Mapping[str, Any],
    topics: Mapping[UUID, Topic],
    leaders: Set[UUID | None] = frozenset(),
    planned: ProjectKind | None = None,
) -> int:
    """Write the topics that differ. ``leaders``: of a course project, which keeps its supervisor unless one of them is named.

    A project comes along to the group of whoever moved, and is of the kind that the plan names (``planned``), whatever it was begun as.
    """
    own = fixed["kind"] == ProjectKind.DIPLOMA
    rows = Project.objects.of(actor.college_id).filter(student__in=list(topics))
    if own:
        rows = rows.filter(group=group.pk, kind=fixed["kind"])
    else:  # whoever came from another group during the term brings his project with him
        rows = rows.filter(discipline=fixed["discipline_id"], term=fixed["term_id"])
    changed = 0
    with transaction.atomic():
        audit.lock(actor.college_id, group.pk)  # two who give topics at once do not make a project twice
        known = {row.student_id: row for row in rows}
        for student, wanted in topics.items():
            row = known.get(student)
            before = Topic(row.topic, row.supervisor_id) if row else Topic("", None)
            named = wanted.supervisor if own or wanted.supervisor in leaders else None
            after = Topic(wanted.topic, named if own else named or before.supervisor or actor.person_id)
            stands = row is None or (row.group_id == group.pk and row.kind == (planned or row.kind))
            if (after == before and stands) or (row is None and not wanted.topic):
                continue
            was = _told(before, row)
            row = row or Project(college_id=actor.college_id, group_id=group.pk, student_id=student, **fixed)
            head = audit.lock(actor.college_id, row.pk)
            row.topic, row.supervisor_id = after.topic, after.supervisor
            row.group_id, row.kind = group.pk, planned or row.kind
            sql.insert(Project, [row], ("id",), ("topic", "supervisor_id", "group_id", "kind"))
            event = audit.Event("modules.project.assign", f"project:{row.pk.hex}", was, _told(after, row))
            audit.append(head, actor, [event])
            changed += 1
    return changed


def _told(topic: Topic, row: Project | None) -> list[str]:
    """Topic, supervisor; of a project that is there already also its group and kind."""
    own = [row.group_id.hex, str(row.kind)] if row else []
    return [topic.topic, topic.supervisor.hex if topic.supervisor else "", *own]


def consult(actor: PersonActor, project: Project, day: date, hours: int, work: str) -> Consultation:
    """Write a consultation down."""
    policy.require(actor, PROJECT_WRITE, project)
    first = Term.objects.of(actor.college_id).values_list("year__starts", flat=True).get(pk=project.term_id)
    refusal = consultation_refusal(day, first, actor.today, hours)
    if refusal := refusal or closed_day(actor.college_id, project.group_id, day):
        raise Refused(refusal)
    with transaction.atomic():
        head = audit.lock(actor.college_id, project.pk)
        row: Consultation = Consultation.objects.create(
            college_id=actor.college_id, project_id=project.pk, date=day, hours=hours, work=work,
            given_by_id=actor.person_id, made_at=actor.now,
        )  # fmt: skip
        after = [day.isoformat(), hours, work]
        audit.append(
            head, actor, [audit.Event("modules.consultation.write", f"consultation:{row.pk.hex}", None, after)]
        )
    return row


def strike(actor: PersonActor, project: Project, consultation: UUID, reason: str) -> None:
    """Strike a consultation out with a reason; it stays readable."""
    policy.require(actor, PROJECT_WRITE, project)
    if not reason.strip():
        raise Refused(NO_REASON)
    with transaction.atomic():
        head = audit.lock(actor.college_id, project.pk)
        row = Consultation.objects.of(actor.college_id).filter(pk=consultation, project=project.pk).first()
        if row is None:
            raise Absent
        if row.struck_at is not None:
            raise Refused(STRUCK)
        if refusal := closed_day(actor.college_id, project.group_id, row.date):
            raise Refused(refusal)
        Consultation.objects.of(actor.college_id).filter(pk=row.pk).update(
            struck_at=actor.now, struck_reason=reason.strip()
        )
        before = [row.date.isoformat(), row.hours, row.work]
        target = f"consultation:{row.pk.hex}"
        audit.append(head, actor, [audit.Event("modules.consultation.strike", target, before, None, reason.strip())])
