"""Figures for СПО-Мониторинг that follow from the journal: whose lists stood on a day (A9)."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from zhurnal.curriculum.models import CourseTeacher, Group, Membership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import KIND_WORDS, Kind
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.age import adult_since, is_adult
from zhurnal.registers.queries.dated import values_on
from zhurnal.registers.rules.fields import FUNDING
from zhurnal.reports.rules.monitoring import SEXES, WORDS

Figures = list[tuple[str, str, int]]


def figures_on(actor: PersonActor, groups: QuerySet[Group], day: date) -> Figures:
    """(indicator, part, how many) of these groups, all of one year, on the day. Seven statements."""
    own = actor.college_id
    members: Any = Membership.objects.of(own).filter(on_list(day), group__in=groups.values("pk"))
    students = list(members.values_list(
        "student_id", "group__course_year", "group__curriculum__specialty_code", "group__curriculum__specialty_name",
        "student__sex", "student__birth_date",
    ))  # fmt: skip
    told, grown = values_on(own, ("funding",), day), adult_since(day)
    teachers = CourseTeacher.objects.of(own).filter(valid_on(day), course__group__in=groups.values("pk"))
    counted: Figures = [
        (WORDS["students"], "", len(students)),
        (WORDS["groups"], "", groups.count()),
        (WORDS["teachers"], "", teachers.values("teacher").distinct().count()),
    ]
    counted += _by("course", Counter(f"{course} курс" for _pk, course, *_rest in students))
    counted += _by("specialty", Counter(f"{row[2] or ''} {row[3] or 'без плана'}".strip() for row in students))
    counted += _by("funding", Counter(FUNDING.get(told.get((row[0], "funding"), ""), "не указано") for row in students))
    counted += _by("sex", Counter(SEXES.get(row[4], "не указан") for row in students))
    counted += _by("age", Counter(_age(row[5], grown) for row in students))
    return counted + _movements(actor, groups, day)


def _by(key: str, counts: Counter[str]) -> Figures:
    return [(WORDS[key], part, counts[part]) for part in sorted(counts)]


def _age(born: date | None, grown: date) -> str:
    if born is None:
        return "не указан"
    return "совершеннолетние" if is_adult(born, grown) else "несовершеннолетние"


def _movements(actor: PersonActor, groups: QuerySet[Group], day: date) -> Figures:
    """Orders carried out since the year began, by their kind."""
    first = groups.order_by("year__starts").values_list("year__starts", flat=True).first()
    if first is None:
        return []
    rows = Movement.objects.of(actor.college_id).filter(
        effective__gte=first, effective__lte=day, undone_at__isnull=True
    )
    own = rows.filter(Q(group_from__in=groups.values("pk")) | Q(group_to__in=groups.values("pk")))
    return _by("movement", Counter(KIND_WORDS[Kind(kind)] for kind in own.values_list("order__kind", flat=True)))
