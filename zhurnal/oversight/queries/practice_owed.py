"""Days of practice that are over and not written (1.6, 1.7): whom to remind of them, and where they are written.

A day is written when anything stands in it of anybody. No day is owed beyond the hours of its page, on a day with a lesson of the
same practice, in a term that is closed, or where a checker has looked the practice through.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from zhurnal.academic_year.models import Holiday
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.rules.practice import Practice
from zhurnal.modules.models import PracticeDay, PracticePage, PracticePlace
from zhurnal.modules.rules.practice import days_of
from zhurnal.oversight.rules.practice import Days, due_days
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import full_name
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State as LessonState

NOBODY = "руководитель не назначен"


@dataclass(frozen=True, slots=True)
class OwedDay:
    """A day of a page of practice. ``teacher``: who leads it, None where nobody does."""

    page: UUID
    date: date
    group_id: UUID
    group: str
    discipline: str
    teacher: UUID | None
    teacher_name: str


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A page of practice with its days that are not written, in order of time."""

    page: UUID
    group: str
    discipline: str
    teacher_name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Days between two days, the actor's today left out: it may still be written. Of some groups only, of one teacher only."""

    since: date
    until: date
    groups: Collection[UUID] | None = None
    teacher: UUID | None = None


def owed_days(actor: PersonActor, asked: Asked) -> list[OwedDay]:
    """In order of time. One statement where no practice touches these days, five otherwise."""
    pages = list(_pages(actor, asked)) if asked.groups is None or asked.groups else []
    if not pages:
        return []
    until = min(asked.until, actor.today - timedelta(days=1))
    written, dated, free, leaders = _books(actor, pages)
    found = []
    for page in pages:
        days = days_of(Practice(page.starts, page.ends, weekdays=page.weekdays), free)
        book = Days(days, written[page.pk], page.hours_per_day)
        due = due_days(book, dated[page.group_id, page.discipline_id], page.hours_planned or None)
        viewed = page.group.modules_viewed_until or date.min
        mine = [day for day, _hours in due if asked.since <= day <= until and day > viewed]
        title = page.discipline.index or page.discipline.short_name or page.discipline.name
        for teacher, name in leaders[page.pk]:
            if asked.teacher in (None, teacher):
                place = (page.group_id, page.group.name, title, teacher, name)
                found += [OwedDay(page.pk, day, *place) for day in mine]
    return sorted(found, key=lambda one: (one.date, one.group, one.discipline, one.teacher_name))


def by_page(days: Iterable[OwedDay]) -> list[OwedPage]:
    """The same put together by page, where most is owed first."""
    found: dict[UUID, list[OwedDay]] = defaultdict(list)
    for one in days:
        found[one.page].append(one)
    pages = [
        OwedPage(
            page, own[0].group, own[0].discipline, ", ".join(dict.fromkeys(one.teacher_name for one in own)),
            tuple(dict.fromkeys(one.date for one in own)),
        )
        for page, own in found.items()
    ]  # fmt: skip
    return sorted(pages, key=lambda one: (-len(one.days), one.group, one.discipline))


def _pages(actor: PersonActor, asked: Asked) -> QuerySet[PracticePage]:
    own = actor.college_id
    closed = TermClosing.objects.of(own).filter(group=OuterRef("group"), term=OuterRef("term"), state=State.CLOSED)
    rows = PracticePage.objects.of(own).filter(~Exists(closed), starts__lte=asked.until, ends__gte=asked.since)
    if asked.groups is not None:
        rows = rows.filter(group__in=list(asked.groups))
    if asked.teacher is not None:
        places = PracticePlace.objects.of(own).filter(leader=asked.teacher).values("page_id")
        rows = rows.filter(Q(leader=asked.teacher) | Q(leader__isnull=True, pk__in=places))
    return rows.select_related("group", "discipline", "leader").order_by("starts", "pk")


_Written = dict[UUID, dict[date, int]]
_Dated = dict[tuple[UUID, UUID], set[date]]
_Leaders = dict[UUID, list[tuple[UUID | None, str]]]


def _books(actor: PersonActor, pages: list[PracticePage]) -> tuple[_Written, _Dated, set[date], _Leaders]:
    """Written days with their hours, days of lessons, days off, and who leads: of students' own leaders where the page has none."""
    own, ids = actor.college_id, [page.pk for page in pages]
    since, until = min(page.starts for page in pages), max(page.ends for page in pages)
    written: _Written = defaultdict(dict)
    days = PracticeDay.objects.of(own).filter(page__in=ids).order_by().values("page_id", "date")
    for page, day, hours in days.annotate(most=Max("hours")).values_list("page_id", "date", "most"):
        written[page][day] = hours
    dated: _Dated = defaultdict(set)
    lessons = Lesson.objects.of(own).filter(
        course__group__in={page.group_id for page in pages}, course__discipline__in={page.discipline_id for page in pages},
        date__gte=since, date__lte=until,
    )  # fmt: skip
    columns = ("course__group_id", "course__discipline_id", "date")
    for group, discipline, day in lessons.exclude(state=LessonState.CANCELLED).order_by().values_list(*columns):
        dated[group, discipline].add(day)
    free = Holiday.objects.of(own).filter(date__gte=since, date__lte=until).values_list("date", flat=True)
    leaders: _Leaders = {page.pk: [(page.leader_id, str(page.leader))] for page in pages if page.leader}
    alone: dict[UUID, set[tuple[UUID, str]]] = defaultdict(set)
    places = PracticePlace.objects.of(own).filter(page__in=ids, leader__isnull=False).order_by()
    for page, leader, *name in places.values_list(
        "page_id", "leader_id", "leader__surname", "leader__given", "leader__patronymic"
    ):
        alone[page].add((leader, full_name(*name)))
    for one in pages:
        leaders.setdefault(one.pk, [*sorted(alone[one.pk], key=lambda who: who[1])] or [(None, NOBODY)])
    return written, dated, set(free), leaders
