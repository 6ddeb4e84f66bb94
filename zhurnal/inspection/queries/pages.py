"""«Замечания мне» of a teacher, the remarks page of a journal, and what a remark's form offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.academic_year.models import Holiday, Term
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.inspection.models import Checker, Remark, Round, RoundPart, Visa
from zhurnal.inspection.policy import CHECK, OWN
from zhurnal.inspection.queries.lines import Line, lines, totals_of
from zhurnal.inspection.rules.phrases import OF_PRACTICE, PHRASES
from zhurnal.inspection.rules.states import Totals
from zhurnal.inspection.staff import CHECKERS, grants_today, holders
from zhurnal.journal.models import LessonRecord, Work
from zhurnal.kernel import policy
from zhurnal.kernel.dates import short, weekday_day_month
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.modules.queries.practice import practice_of
from zhurnal.modules.rules.practice import days_of
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import alphabetical, full_name, list_name, short_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State as LessonState


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Remarks to a teacher: what is to be done, the nearest term first, and what is over, the newest first."""

    open: tuple[Line, ...]
    over: tuple[Line, ...]
    totals: Totals


def own_page(actor: PersonActor) -> OwnPage:
    """Remarks to this teacher. One statement, three when places are named."""
    found = lines(actor, policy.visible(actor, OWN).order_by("-issued_at", "-number"))
    open_ = sorted((one for one in found if not one.is_settled), key=lambda one: (one.due or date.max, one.number))
    return OwnPage(tuple(open_), tuple(one for one in found if one.is_settled), totals_of(actor, found))


@dataclass(frozen=True, slots=True)
class Viewed:
    """A visa in words."""

    until: date
    by: str
    at: datetime
    note: str
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class CoursePage:
    """The page «Замечания и предложения по ведению журнала», in order of date."""

    course: Course
    remarks: tuple[Line, ...]
    visas: tuple[Viewed, ...]
    totals: Totals
    checks: bool

    @property
    def name(self) -> str:
        """«Э-21 · ОП.02 Электротехника · 1 подгруппа»."""
        one = self.course
        name = f"{one.group.name} · {one.discipline.index} {one.discipline.name}"
        return f"{name} · {one.subgroup.name}" if one.subgroup else name


def course_page(actor: PersonActor, course: Course) -> CoursePage:
    """Remarks and visas of a journal that the actor may read; ``course`` comes with its group, discipline and subgroup."""
    rows = Remark.objects.of(actor.college_id).filter(course=course.pk).order_by("issued_at", "number")
    found = lines(actor, rows)
    checks = policy.may(actor, CHECK) and policy.can(actor, CHECK, course).allowed
    return CoursePage(course, tuple(found), tuple(visas_of(actor, course=course.pk)), totals_of(actor, found), checks)


def visas_of(actor: PersonActor, **what: UUID) -> list[Viewed]:
    """Visas of a ``course`` or a ``group``. One statement."""
    rows = Visa.objects.of(actor.college_id).filter(**what).order_by("made_at")
    columns = rows.values_list(
        "until", "made_at", "note", "lifted_at", "checker__surname", "checker__given", "checker__patronymic"
    )
    zone = actor.now.tzinfo
    return [
        Viewed(until, short_name(*name), at.astimezone(zone).replace(tzinfo=None), note, lifted is not None)
        for until, at, note, lifted, *name in columns
    ]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a remark's form offers: lessons (the latest first), parts of one of them, students, phrases; pages of practice with their days."""

    lessons: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    students: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
    practice: tuple[tuple[str, str], ...] = ()


WHOLE = (("", "всё занятие"), ("topic", "тема"), ("homework", "задание"), ("0", "посещаемость"))


def offer(actor: PersonActor, course: Course, lesson: UUID | None) -> Offer:
    """Choices about a journal; columns are those of the lesson that is named. Five statements, two more of a practice."""
    own = actor.college_id
    rows = Lesson.objects.of(own).filter(course=course.pk, date__lte=actor.today).exclude(state=LessonState.CANCELLED)
    topics = dict(LessonRecord.objects.of(own).filter(course=course.pk).values_list("lesson_id", "topic"))
    lessons = tuple(
        (str(pk), f"{weekday_day_month(day)}, {pair} пара: {topics.get(pk) or 'без темы'}")
        for pk, day, pair in rows.order_by("-date", "-pair").values_list("pk", "date", "pair")
    )
    works = Work.objects.of(own).filter(lesson=lesson, course=course.pk, removed=False).order_by("slot")
    columns = tuple((str(slot), name) for slot, name in works.values_list("slot", "kind__name"))
    practice = tuple(_practice(actor, course))
    phrases = OF_PRACTICE if practice else PHRASES
    return Offer(lessons, (*WHOLE, *columns), tuple(_students(own, course)), phrases, practice)


def _practice(actor: PersonActor, course: Course) -> list[tuple[str, str]]:
    """(«page:day», in words) of the pages of practice of this journal, whole and day by day, the latest first."""
    own = actor.college_id
    rows = PracticePage.objects.of(own).filter(
        group=course.group_id, discipline=course.discipline_id, term=course.term_id
    )
    pages = list(rows.order_by("-starts"))
    if not pages:
        return []
    since, until = min(page.starts for page in pages), max(page.ends for page in pages)
    free = set(Holiday.objects.of(own).filter(date__gte=since, date__lte=until).values_list("date", flat=True))
    days = PracticeDay.objects.of(own).filter(page__in=pages).order_by().values_list("page_id", "date").distinct()
    written = set(days)
    found = []
    for page in pages:
        whole = f"практика {short(page.starts)}–{short(page.ends)}: вся страница"
        found.append((f"{page.pk}:", whole))
        expected = {*days_of(practice_of(page), free), *(day for of, day in written if of == page.pk)}
        found += [
            (
                f"{page.pk}:{day}",
                f"{weekday_day_month(day)}: {'записан' if (page.pk, day) in written else 'записи нет'}",
            )
            for day in sorted(expected, reverse=True)
            if day <= actor.today
        ]
    return found


def _students(own: UUID, course: Course) -> list[tuple[str, str]]:
    rows = Membership.objects.of(own).filter(group=course.group_id, entered__lte=course.term.ends)
    people = set(rows.values_list("student_id", "student__surname", "student__given", "student__patronymic"))
    ordered = sorted(people, key=lambda row: (alphabetical(*row[1:]), row[0]))
    return [(str(pk), list_name(surname, given)) for pk, surname, given, _patronymic in ordered]


COMMISSION = (*CHECKERS, Role.DIRECTOR, Role.GROUP_LEADER)


def staff(actor: PersonActor, roles: tuple[Role, ...] = CHECKERS) -> list[tuple[UUID, str]]:
    """People who hold one of these roles today, by name."""
    people = Person.objects.of(actor.college_id).filter(pk__in=holders(actor, roles))
    ordered = sorted(people, key=lambda one: (alphabetical(one.surname, one.given, one.patronymic), one.pk))
    return [(one.pk, full_name(one.surname, one.given, one.patronymic)) for one in ordered]


def usual_commission(actor: PersonActor, course: UUID, people: list[tuple[UUID, str]]) -> list[UUID]:
    """The chair, the head of the group's department, another deputy: who usually signs; short of them, others of the staff."""
    own = actor.college_id
    department = Course.objects.of(own).filter(pk=course).values("group__department_id")
    grants = grants_today(actor)
    heads = list(
        grants.filter(role=Role.DEPARTMENT_HEAD, department__in=department).values_list("person_id", flat=True)
    )
    deputies = list(grants.filter(role__in=CHECKERS[:2]).values_list("person_id", flat=True))
    listed = [pk for pk, _name in people]
    wanted = [actor.person_id, *heads, *deputies, *listed]
    return list(dict.fromkeys(pk for pk in wanted if pk is not None and pk in listed))


def checked_groups(actor: PersonActor) -> list[tuple[UUID, str]]:
    """Groups whose journals the actor checks, of the year that goes on."""
    groups = policy.visible(actor, CHECK).filter(term__ends__gte=actor.today).values("group_id")
    rows: QuerySet[Group] = Group.objects.of(actor.college_id).filter(pk__in=groups)
    return list(rows.order_by("name").values_list("pk", "name"))


def named_courses(actor: PersonActor, wanted: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Those of these journals that the actor checks, by name."""
    rows = policy.visible(actor, CHECK).filter(pk__in=list(wanted)).order_by("group__name", "discipline__index")
    columns = ("pk", "group__name", "discipline__index", "discipline__name", "subgroup__name")
    return [
        (pk, " ".join(part for part in (f"{group} ·", index, name, subgroup and f"· {subgroup}") if part))
        for pk, group, index, name, subgroup in rows.values_list(*columns)
    ]


@dataclass(frozen=True, slots=True)
class Filled:
    """A round as its form shows it: groups, journals and checkers that are chosen."""

    groups: tuple[UUID, ...]
    courses: tuple[UUID, ...]
    checkers: tuple[UUID, ...]


def filled(actor: PersonActor, round_: Round) -> Filled:
    """What is chosen in a round. Two statements."""
    parts = list(RoundPart.objects.of(actor.college_id).filter(round=round_.pk).values_list("group_id", "course_id"))
    people = Checker.objects.of(actor.college_id).filter(round=round_.pk).values_list("person_id", flat=True)
    groups = tuple(group for group, _course in parts if group)
    return Filled(groups, tuple(course for _group, course in parts if course), tuple(people))


def terms_offered(actor: PersonActor, kept: UUID | None = None) -> list[tuple[str, str]]:
    """Semesters of the years that are not over, and the one that is ``kept``: (id, «1 семестр 2026/27»). One statement."""
    rows = Term.objects.of(actor.college_id).filter(Q(year__ends__gte=actor.today) | Q(pk=kept)).order_by("starts")
    columns = rows.values_list("pk", "number", "year__name")
    return [(str(pk), f"{number} семестр {year}") for pk, number, year in columns]


def term_of_journals(actor: PersonActor, courses: Iterable[UUID]) -> UUID | None:
    """The semester of these journals, where it is one. One statement."""
    rows = policy.visible(actor, CHECK).filter(pk__in=list(courses)).values_list("term_id", flat=True).distinct()
    found = list(rows.order_by())
    return found[0] if len(found) == 1 else None


def departments(actor: PersonActor) -> list[tuple[UUID, str]]:
    """Departments that the actor may check: his own, or all of them with «весь колледж» first."""
    rows = Department.objects.of(actor.college_id).order_by("name")
    if {Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE} & actor.roles:
        return list(rows.values_list("pk", "name"))
    return list(rows.filter(pk__in=actor.departments).values_list("pk", "name"))
