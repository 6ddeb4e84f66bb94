"""Closing the term of thirty groups, and the pages that lead to it."""

import time
from datetime import UTC, date, datetime

from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions.steps import close_terms
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.queries.groups import load_group
from zhurnal.assessment.queries.page import RELATED, load_marks
from zhurnal.assessment.rules.levels import Level, State
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.organisation.models import College
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role

GROUPS = 30
CHUNK = 2000
RUNS = 5


def run(college: College, today: date) -> None:
    """All marks are set, the council is over; then thirty groups are closed one after another, as the deputy's button does it."""
    term = Term.objects.of(college.id).filter(starts__lte=today).order_by("-starts").first()
    courses = list(Course.objects.of(college.id).filter(term=term).select_related(*RELATED).order_by("group", "pk"))
    wanted = list(dict.fromkeys(course.group_id for course in courses))[:GROUPS]
    groups = list(Group.objects.of(college.id).filter(pk__in=wanted).order_by("name"))
    marks = _set_all(college, term, [course for course in courses if course.group_id in set(wanted)], today)
    deputy = actor_of(_deputy(college, today))
    for words, read in (
        ("«Итоги» of a page", lambda: load_marks(deputy, courses[0], None)),
        ("summary of a group", lambda: load_group(deputy, groups[0], term)),
    ):
        read()
        began = time.perf_counter()
        for _run in range(RUNS):
            read()
        print(f"| {words} | {1000 * (time.perf_counter() - began) / RUNS:.0f} ms |")
    began, busy = time.perf_counter(), time.process_time()
    refused = close_terms(deputy, groups, term)
    spent, cpu = time.perf_counter() - began, time.process_time() - busy
    told = f"{spent:.1f} s, CPU of this process {cpu:.1f} s, refused {len(refused)}"
    print(f"| closing a term of {len(groups)} groups, {marks} marks | {told} |")


def _set_all(college: College, term: Term, courses: list[Course], today: date) -> int:
    now = datetime.now(UTC)
    rows, known = [], set()
    for course in courses:
        members = Membership.objects.of(college.id).filter(on_list(min(today, term.ends)), group=course.group_id)
        for student in members.values_list("student_id", flat=True):
            if (student, course.discipline_id) in known:
                continue
            known.add((student, course.discipline_id))
            rows.append(
                Result(
                    college=college, student_id=student, discipline_id=course.discipline_id, term=term, course=course,
                    group_id=course.group_id, level=Level.TERM, semester=1, value="4", set_at=now,
                )
            )  # fmt: skip
    Result.objects.of(college.id).filter(term=term, level=Level.TERM).delete()
    Result.objects.bulk_create(rows, batch_size=CHUNK)
    groups = {course.group_id for course in courses}
    TermClosing.objects.of(college.id).filter(term=term, group__in=groups).delete()
    TermClosing.objects.bulk_create(
        TermClosing(
            college=college, group_id=group, term=term, state=State.COUNCIL, council_number="1", council_date=today,
            changed_at=now,
        )
        for group in groups
    )  # fmt: skip
    return len(rows)


def _deputy(college: College, today: date) -> Account:
    person = Person.objects.create(college=college, surname="Закрываева", given="Анна")
    RoleGrant.objects.create(college=college, person=person, role=Role.DEPUTY_ACADEMIC, since=today)
    return Account.objects.create(college=college, person=person, login="results-office", password="")
