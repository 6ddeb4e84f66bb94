"""What was said of the findings of some journals."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from zhurnal.objectivity.models import Explanation
from zhurnal.objectivity.queries.scope import Scope
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.objectivity.rules.said import Said
from zhurnal.people.rules.names import short_name


def said_of(scope: Scope, courses: Iterable[UUID]) -> dict[tuple[UUID, Kind], list[Said]]:
    """(course, kind) → words up to the day, in the order in which they were said. One statement."""
    rows = Explanation.objects.of(scope.college).filter(
        course__term=scope.term, course__in=list(courses), made_at__lt=scope.before
    )
    columns = (
        "course_id", "kind", "made_at", "text", "settles", "weight", "made_by__surname", "made_by__given", "made_by__patronymic",
    )  # fmt: skip
    found: dict[tuple[UUID, Kind], list[Said]] = defaultdict(list)
    for course, kind, at, text, settles, weight, *name in rows.order_by("made_at", "pk").values_list(*columns):
        moment = at.astimezone(scope.zone).replace(tzinfo=None)
        found[course, Kind(kind)].append(Said(short_name(*name), moment, text, settles, weight))
    return found
