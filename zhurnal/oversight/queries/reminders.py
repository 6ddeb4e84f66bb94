"""What the teachers of a college have not filled in the school year: for the evening's reminder (1.7, A10.5)."""

from datetime import date, timedelta
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.oversight.queries.practice_owed import Asked, owed_days
from zhurnal.oversight.queries.watched import Wanted, watched_lessons
from zhurnal.oversight.rules.reminders import Owed, summed
from zhurnal.people.actor import PersonActor

PORTION = timedelta(days=27)  # days read at once: a year of a college is never held whole


def owed_lessons(actor: PersonActor, until: date) -> list[Owed]:
    """Every teacher with something missing in lessons or days of practice of the year that are over, until a day; not of closed terms.

    Four statements a month, and five.
    """
    years = AcademicYear.objects.of(actor.college_id).filter(starts__lte=until, ends__gte=until)
    since = years.order_by("-starts").values_list("starts", flat=True).first()
    found: list[tuple[UUID, str, bool]] = []
    practice = owed_days(actor, Asked(since, until)) if since is not None else []
    while since is not None and since <= until:
        last = min(since + PORTION, until)
        lessons = watched_lessons(actor, Wanted(since, last))
        found += [(one.teacher, one.group, one.closed) for one in lessons if one.owed and not one.frozen]
        since = last + timedelta(days=1)
    return summed(found, ((one.teacher, one.group) for one in practice if one.teacher is not None))
