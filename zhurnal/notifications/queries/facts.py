"""What is told, read anew after the commit."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.events import Corrected, Ordered
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson


def corrected_lessons(
    actor: PersonActor, course: Course, authors: Mapping[UUID, Collection[UUID]]
) -> dict[UUID, list[Corrected]]:
    """author → the lessons in which his entries were changed."""
    wanted = {lesson for lessons in authors.values() for lesson in lessons}
    rows = Lesson.objects.of(actor.college_id).filter(pk__in=wanted, course=course.pk)
    columns = ("pk", "date", "pair", "course__group__name", "course__discipline__name")
    found = {
        pk: Corrected(pk, day, pair, f"{group}, {discipline}")
        for pk, day, pair, group, discipline in rows.values_list(*columns)
    }
    return {author: [found[pk] for pk in lessons if pk in found] for author, lessons in authors.items()}


def told_already(college_id: UUID, abouts: Collection[str]) -> dict[tuple[UUID, str], datetime]:
    """(person, event) → of what moment the last notice about it tells, read or not."""
    rows = Notice.objects.of(college_id).filter(about__in=abouts).order_by("happened_at")
    return {(person, about): at for person, about, at in rows.values_list("person_id", "about", "happened_at")}


def orders(actor: PersonActor, wanted: Collection[UUID]) -> list[Ordered]:
    """What each order does with each group it touches."""
    rows = Movement.objects.of(actor.college_id).filter(order__in=list(wanted)).order_by("effective", "pk")
    columns = (
        "order_id", "order__batch", "order__number", "order__dated", "order__kind", "order__made_at", "effective", "undone_at",
        "group_from_id", "group_from__name", "group_to_id", "group_to__name",
    )  # fmt: skip
    standing: Counter[tuple[UUID, UUID]] = Counter()
    gone: Counter[tuple[UUID, UUID]] = Counter()
    first: dict[tuple[UUID, UUID], Ordered] = {}
    for order, batch, number, dated, kind, at, effective, undone, *groups in rows.values_list(*columns):
        for group, name in {(groups[0], groups[1]), (groups[2], groups[3])} - {(None, None)}:
            key = (order, group)
            known = first.get(key)
            over = undone is not None and (known is None or known.undone)
            (standing if undone is None else gone)[key] += 1
            first[key] = Ordered(
                order, batch or order, number, dated, Kind(kind), group, name, effective,
                gone[key] if over else standing[key], over, undone or at,
            )  # fmt: skip
    return list(first.values())
