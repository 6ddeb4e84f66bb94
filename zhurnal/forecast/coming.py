"""Works that are still to come for one student, by discipline: what stands on lessons ahead, what the programme has left, lessons on which he may be asked.

As of the morning of a day. Eight statements whatever the number of journals.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, ProgrammeTopic, SubgroupMembership
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.forecast.rules.needed import Coming
from zhurnal.grading.models import KindWeight, WorkKind
from zhurnal.journal.models import LessonRecord, Work
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

MARKED = {
    TopicKind.PRACTICAL.value,
    TopicKind.LAB.value,
    TopicKind.CONTROL.value,
}  # codes of kinds of work are the same
UNMARKED = {TopicKind.CONSULTATION.value, TopicKind.CREDIT.value}
Found = Counter[tuple[str, int, bool]]  # (name, weight, planned) → how many


def coming_of(
    college_id: UUID, courses: Sequence[Course], student: UUID, day: dt.date, usual: str
) -> dict[UUID, tuple[Coming, ...]]:
    """Discipline → what is to come; ``courses``: of one group and term; ``usual``: the code of the kind of which nothing is planned."""
    if not courses:
        return {}
    term = courses[0].term
    pages = _pages(college_id, courses, student, day)
    lessons, works = _lessons(college_id, pages, term, day), _works(college_id, pages, day)
    topics = _topics(college_id, pages)
    weights = _weights(college_id, pages)
    found: dict[UUID, Found] = defaultdict(Counter)
    for page in pages:
        mine, left = found[page.discipline_id], iter(topics.get(page.pk, ()))
        kinds = weights[page.pk]
        for lesson in lessons.get(page.pk, ()):
            kind_of_topic = next(left, "")
            if lesson in works:
                mine.update((name, weight, True) for name, weight in works[lesson])
            elif kind_of_topic in MARKED and kind_of_topic in kinds:
                mine[*kinds[kind_of_topic], True] += 1
            elif kind_of_topic not in UNMARKED and usual in kinds:
                mine[*kinds[usual], False] += 1
    return {
        discipline: tuple(
            Coming(name, weight, count, planned)
            for (name, weight, planned), count in sorted(own.items(), key=lambda one: (not one[0][2], -one[0][1], one[0][0]))
        )
        for discipline, own in found.items()
    }  # fmt: skip


def _pages(college_id: UUID, courses: Sequence[Course], student: UUID, day: dt.date) -> list[Course]:
    """Pages of these disciplines on whose lists the student stands: of the whole group, and of his subgroups."""
    group, disciplines = courses[0].group_id, {course.discipline_id for course in courses}
    held = SubgroupMembership.objects.of(college_id).filter(student=student, since__lte=day)
    own = list(held.filter(Q(until=None) | Q(until__gt=day)).values_list("subgroup_id", flat=True))
    rows = Course.objects.of(college_id).filter(group=group, term=courses[0].term_id, discipline__in=disciplines)
    return list(rows.filter(Q(subgroup=None) | Q(subgroup__in=own)).order_by("pk"))


def _lessons(college_id: UUID, pages: Sequence[Course], term: Term, day: dt.date) -> dict[UUID, list[UUID]]:
    """Page → its lessons from the day to the end of the term, in order of time."""
    rows = Lesson.objects.of(college_id).filter(course__in=pages, date__gte=day, date__lte=term.ends)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for course, lesson in rows.exclude(state=State.CANCELLED).order_by("date", "pair").values_list("course_id", "pk"):
        found[course].append(lesson)
    return found


def _works(college_id: UUID, pages: Sequence[Course], day: dt.date) -> dict[UUID, list[tuple[str, int]]]:
    """Lesson → works that the teacher has put on it already."""
    rows = Work.objects.of(college_id).filter(course__in=pages, lesson__date__gte=day, removed=False)
    found: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for lesson, name, weight in rows.order_by("slot").values_list("lesson_id", "kind__name", "weight"):
        found[lesson].append((name, weight))
    return found


def _topics(college_id: UUID, pages: Sequence[Course]) -> dict[UUID, list[str]]:
    """Page → kinds of the topics of its programme that the same students have not had, in their order."""
    if not any(page.programme_id for page in pages):
        return {}
    recorded = LessonRecord.objects.of(college_id).filter(
        course__group__in={page.group_id for page in pages}, programme_topic__isnull=False,
        course__discipline__in={page.discipline_id for page in pages},
    )  # fmt: skip
    taken = set(recorded.values_list("course__discipline_id", "course__subgroup_id", "programme_topic_id"))
    rows = ProgrammeTopic.objects.of(college_id).filter(programme__in={page.programme_id for page in pages} - {None})
    of_programme: dict[UUID | None, list[tuple[UUID, str]]] = defaultdict(list)
    for programme, topic, kind in rows.order_by("number").values_list("programme_id", "pk", "kind"):
        of_programme[programme].append((topic, kind))
    return {
        page.pk: [
            kind
            for topic, kind in of_programme.get(page.programme_id, ())
            if (page.discipline_id, page.subgroup_id, topic) not in taken
        ]
        for page in pages
    }


def _weights(college_id: UUID, pages: Iterable[Course]) -> dict[UUID, dict[str, tuple[str, int]]]:
    """Page → code of a kind of work → (name, what it weighs there): the page's own weight, else the discipline's, else the college's (A2.11)."""
    kinds = list(WorkKind.objects.of(college_id).values_list("pk", "code", "name", "weight"))
    own = {
        (kind, course or discipline): weight
        for kind, course, discipline, weight in KindWeight.objects.of(college_id)
        .filter(Q(course__in=[page.pk for page in pages]) | Q(discipline__in=[page.discipline_id for page in pages]))
        .values_list("kind_id", "course_id", "discipline_id", "weight")
    }
    return {
        page.pk: {
            code: (name, own.get((kind, page.pk), own.get((kind, page.discipline_id), weight)))
            for kind, code, name, weight in kinds
        }
        for page in pages
    }
