"""Every night: the journals of the year that are not closed are checked, and earlier ones while something stands open there (2.5, 2.6)."""

from dataclasses import replace
from datetime import date

from zhurnal.checks.actions.keeping import check, end_frozen
from zhurnal.checks.models import Finding
from zhurnal.checks.rules.states import State
from zhurnal.checks.terms import checked_terms
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor


def at_night(college: College, today: date) -> str:
    """Check the college; running it twice on a day changes nothing more."""
    standing = Finding.objects.of(college.pk).filter(state=State.OPEN.value, course__frozen_at__isnull=True)
    owing = set(standing.order_by().values_list("course__term_id", flat=True).distinct())
    terms = checked_terms(college.pk, today, owing)
    if not terms:
        return "проверка журналов: семестр ещё не начался"
    actor = replace(PersonActor.system(college, "ночная проверка журналов"), today=today)
    ended = end_frozen(actor)
    done = [check(actor, term) for term in terms]
    pages, new = sum(one.pages for one in done), sum(one.opened + one.returned for one in done)
    return (
        f"проверка журналов: страниц {pages}, новых замечаний {new}, закрыто {ended + sum(one.closed for one in done)}"
    )
