"""Places of the journal that a task may be about, each behind its own door; rooms above register theirs.

An address carries a typed reference only (``rules.about``): what it names is read here, and only for who may see it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from zhurnal.checks.models import Finding
from zhurnal.checks.policy import READ as READ_CHECKED
from zhurnal.checks.rules.catalogue import RULES, Rule
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.relations import valid_on
from zhurnal.inspection.models import Remark
from zhurnal.inspection.policy import READ as READ_REMARK
from zhurnal.kernel import policy
from zhurnal.kernel.dates import day_month
from zhurnal.objectivity.policy import READ as READ_FINDING
from zhurnal.objectivity.rules.kinds import Kind as FindingKind
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.tasks.policy import GIVE
from zhurnal.tasks.rules.about import About, read
from zhurnal.timetable.models import Lesson


@dataclass(frozen=True, slots=True)
class Named:
    """A place in words, a first sentence for the task, and whom it concerns."""

    words: str
    text: str = ""
    people: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place. ``name``: words of the object, or None where the reference's tail means nothing; ``url``: its page.

    ``whole``: a page of the whole college, which has no object. ``said``: the first sentence, where it is dearer than the name.
    """

    action: str
    name: Callable[[PersonActor, Any, About], Named | None]
    url: Callable[[About], str]
    related: tuple[str, ...] = ()
    whole: bool = False
    said: Callable[[PersonActor, About], str] | None = None


_places: dict[str, Place] = {}


def register_place(kind: str, place: Place) -> None:
    """Let tasks be about such places."""
    _places[kind] = place


def place_of(actor: PersonActor, text: str) -> tuple[About, Named] | None:
    """The place that a reference names, for who may see it. Two statements at most."""
    about, kind = _known(text)
    if about is None or kind is None:
        return None
    found = _object(actor, about, kind)
    if found is None and not (kind.whole and policy.may(actor, kind.action)):
        return None
    named = kind.name(actor, found, about)
    return (about, named) if named else None


def sentence_of(actor: PersonActor, about: About, named: Named) -> str:
    """What a task about the place begins with."""
    said = _places[about.kind].said
    return said(actor, about) if said else named.text


def address_of(actor: PersonActor, text: str) -> str:
    """The address of the place, for who may see it; else nothing. One statement."""
    about, kind = _known(text)
    if about is None or kind is None:
        return ""
    if kind.whole:
        return kind.url(about) if policy.may(actor, kind.action) else ""
    return kind.url(about) if policy.visible(actor, kind.action).filter(pk=about.id).exists() else ""


def _known(text: str) -> tuple[About | None, Place | None]:
    """The reference and its kind of place, where both fit each other."""
    about = read(text)
    kind = _places.get(about.kind) if about else None
    fits = about is not None and kind is not None and (about.id is None) == kind.whole
    return (about, kind) if fits else (None, None)


def _object(actor: PersonActor, about: About, kind: Place) -> Model | None:
    if about.id is None:
        return None
    rows = policy.visible(actor, kind.action).filter(pk=about.id).select_related(*kind.related or (None,))
    return cast("Model | None", rows.first())


def _teachers(actor: PersonActor, course: Course) -> frozenset[UUID]:
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), course=course.pk)
    return frozenset(rows.values_list("teacher_id", flat=True))


def _course_words(course: Course) -> str:
    return f"{course.group.name}, {course.discipline.short_name or course.discipline.name}"


def _journal(actor: PersonActor, course: Course, _about: About) -> Named:
    return Named(f"Журнал: {_course_words(course)}", "", _teachers(actor, course))


def _lesson(actor: PersonActor, lesson: Lesson, _about: About) -> Named:
    when = f"{day_month(lesson.date)}, {_course_words(lesson.course)}"
    return Named(f"Занятие {when}", f"Заполнить занятие {when}.", frozenset({lesson.teacher_id}))


def _finding(actor: PersonActor, course: Course, about: About) -> Named | None:
    if about.tail not in set(FindingKind):
        return None
    words = f"Замечание об отметках: {_course_words(course)}"
    return Named(words, "Разобраться с замечанием и объяснить его причину.", _teachers(actor, course))


def _checked(actor: PersonActor, finding: Finding, _about: About) -> Named:
    named, teacher = RULES[Rule(finding.rule)], finding.teacher_id
    people = frozenset({teacher}) if teacher else _teachers(actor, finding.course)
    return Named(f"{named.title}: {_course_words(finding.course)}", named.remedy, people)


def _remark(_actor: PersonActor, remark: Remark, _about: About) -> Named:
    words = f"Замечание № {remark.number}: {_course_words(remark.course)}"
    return Named(words, f"Исправить по замечанию № {remark.number}.", frozenset({remark.teacher_id}))


def _hours(_actor: PersonActor, group: Group, _about: About) -> Named:
    return Named(f"Часы группы {group.name}", f"Принять меры, чтобы группа {group.name} выполнила программу.")


def _teacher(_actor: PersonActor, person: Person, _about: About) -> Named:
    words = f"Заполнение журналов: {person.listed}"
    return Named(words, "Заполнить пропущенные занятия в журналах.", frozenset({person.pk}))


_COURSE = ("group", "discipline")
register_place("journal", Place("journal.page.read", _journal, lambda a: reverse("journal:page", args=[a.id]), _COURSE))
register_place(
    "lesson",
    Place(
        "journal.lesson.view", _lesson, lambda a: reverse("journal:lesson", args=[a.id]),
        ("course__group", "course__discipline"),
    ),
)  # fmt: skip
register_place(
    "finding",
    Place(READ_FINDING, _finding, lambda a: reverse("objectivity:finding", args=[a.id, a.tail]), _COURSE),
)
register_place(
    "checked",
    Place(
        READ_CHECKED,
        _checked,
        lambda a: reverse("checks:finding", args=[a.id]),
        ("course__group", "course__discipline"),
    ),
)
register_place(
    "remark",
    Place(
        READ_REMARK,
        _remark,
        lambda a: reverse("inspection:remark", args=[a.id]),
        ("course__group", "course__discipline"),
    ),
)
register_place("hours", Place("oversight.hours.read", _hours, lambda a: reverse("oversight:group-hours", args=[a.id])))
register_place("filling", Place(GIVE, _teacher, lambda a: reverse("oversight:teacher-filling", args=[a.id])))
