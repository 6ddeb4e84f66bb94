"""Those who finish lose their access with the year in which they studied, as at an expulsion (A11.4)."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from zhurnal.academic_year.models import AcademicYear
from zhurnal.opening.actions.deeds import Hand, changed_row
from zhurnal.opening.models import Deed
from zhurnal.organisation.models import College
from zhurnal.people.actions.access import close_access_of_all, former_ends, shut_ended
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Guardianship, RoleGrant

OPEN, SHUT = {"is_active": True}, {"is_active": False}


def part_with(hand: Hand, actor: PersonActor, year: AcademicYear, students: list[UUID]) -> None:
    """From the year's first day on they have no role and their parents no child here; kept for the step's undoing."""
    if not students:
        return
    touched = close_access_of_all(actor.college_id, sorted(students), year.starts, actor.today)
    ended, former = {"until": year.starts - timedelta(days=1)}, former_ends(touched)
    for model, name in ((RoleGrant, "grants"), (Guardianship, "bonds")):
        for pk in touched[name]:
            hand.changed(model, [pk], {"until": former.get(pk)}, ended)
    hand.changed(Account, touched["accounts"], OPEN, SHUT)


def shut_finished(college: College, today: date) -> date | None:
    """Close accounts on the first day of a year that was opened ahead; tells the next such day. Called by ``organisation.agenda``."""
    carried = Deed.objects.of(college.pk).filter(step="carry", undone_at__isnull=True, parted_at__isnull=True)
    names = set(carried.values_list("year_name", flat=True))
    years = dict(AcademicYear.objects.of(college.pk).filter(name__in=names).values_list("name", "starts"))
    due = [name for name, starts in years.items() if starts <= today]
    for deed in carried.filter(year_name__in=due):
        rows = list(deed.rows)
        # One that was carried out after the day closed them itself.
        done = any(row["model"] == Account._meta.label for row in rows)
        grants = [] if done else [row["pk"] for row in rows if row["model"] == RoleGrant._meta.label]
        shut = shut_ended(college.pk, {"grants": grants}, years[deed.year_name]) if grants else []
        rows += [changed_row(Account, pk, OPEN, SHUT) for pk in shut]
        Deed.objects.of(college.pk).filter(pk=deed.pk).update(rows=rows, parted_at=timezone.now())
    return min((starts for starts in years.values() if starts > today), default=None)
