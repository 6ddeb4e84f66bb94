"""A week before a personal term ends its teacher and the group's leader hear of it; when it is over, the head too (A4.6). Twice is once."""

from collections import defaultdict
from datetime import UTC, date, timedelta
from uuid import UUID

from django.urls import reverse

from zhurnal.assessment.queries.personal import EndingTerm, ending_terms
from zhurnal.assessment.rules.personal import NEAR
from zhurnal.curriculum.models import CourseTeacher, Group, GroupLeader
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel.wording import plural
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import send_on
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.personal import Ending, told
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role

LATE = 30  # days after its end a term is still told of: nobody hears of last year's
PEOPLE = ("человек", "человека", "человек")


def personal_at_night(college: College, today: date) -> str:
    """Tell of the terms that end within the week and of those that are over; what was done, in words."""
    actor = PersonActor.system(college, "напоминание о личных сроках")
    found = ending_terms(college.pk, today, today - timedelta(days=LATE), today + timedelta(days=NEAR))
    letters = told(_endings(college.pk, found, today))
    rows = Notice.objects.of(college.pk).filter(about__in={one.about for one in letters})
    heard = set(rows.values_list("about", "person_id"))
    fresh = [one for one in letters if (one.about, one.person) not in heard]
    send_on(college.pk, tell(college.pk, fresh, actor.now.astimezone(UTC)))
    return f"сказано о личных сроках: {plural(len({one.person for one in fresh}), PEOPLE)}"


def _endings(college_id: UUID, found: list[EndingTerm], today: date) -> list[Ending]:
    """One for each page, group and day, with whom it concerns."""
    if not found:
        return []
    teachers, leaders, heads = _people(college_id, found, today)
    bundles: dict[tuple[UUID, UUID, date], list[EndingTerm]] = defaultdict(list)
    for one in found:
        bundles[one.course, one.group, one.until].append(one)
    made = []
    for (course, group, until), rows in bundles.items():
        over = until < today
        summary = reverse("assessment:group", args=[group])
        urls = dict.fromkeys({*leaders[group], *(heads[group] if over else ())}, summary)
        urls |= dict.fromkeys(teachers[course], reverse("assessment:page", args=[course]))
        page = f"{rows[0].group_name}, {rows[0].discipline}"
        made.append(Ending(course, page, len({row.student for row in rows}), until, over, urls))
    return made


_Concerned = dict[UUID, set[UUID]]


def _people(college_id: UUID, found: list[EndingTerm], today: date) -> tuple[_Concerned, _Concerned, _Concerned]:
    """(course → who led it when its term ended, or leads it; group → its leaders; group → heads of its department). Four statements."""
    teachers: _Concerned = defaultdict(set)
    ends = {one.course: min(today, one.term_ends) for one in found}
    led = CourseTeacher.objects.of(college_id).filter(course__in=list(ends))
    for course, teacher, since, until in led.values_list("course_id", "teacher_id", "since", "until"):
        if since <= ends[course] and (until is None or ends[course] <= until):
            teachers[course].add(teacher)
    groups = {one.group for one in found}
    leaders: _Concerned = defaultdict(set)
    rows = GroupLeader.objects.of(college_id).filter(valid_on(today), group__in=groups)
    for group, person in rows.values_list("group_id", "person_id"):
        leaders[group].add(person)
    departments = dict(Group.objects.of(college_id).filter(pk__in=groups).values_list("pk", "department_id"))
    grants = RoleGrant.objects.of(college_id).filter(
        valid_on(today), role=Role.DEPARTMENT_HEAD, department__in=set(departments.values())
    )
    of_department: _Concerned = defaultdict(set)
    for department, person in grants.values_list("department_id", "person_id"):
        of_department[department].add(person)
    heads: _Concerned = defaultdict(set)
    heads.update({group: of_department[department] for group, department in departments.items()})
    return teachers, leaders, heads
