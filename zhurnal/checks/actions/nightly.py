"""Every night: the journals of the current term are checked (2.5, 2.6). Earlier terms are not computed again."""

from dataclasses import replace
from datetime import date

from zhurnal.checks.actions.keeping import check
from zhurnal.organisation.models import College
from zhurnal.oversight.queries.hours import term_on
from zhurnal.people.actor import PersonActor


def at_night(college: College, today: date) -> str:
    """Check the college; running it twice on a day changes nothing more."""
    term = term_on(college.pk, today)
    if term is None:
        return "проверка журналов: семестр ещё не начался"
    actor = replace(PersonActor.system(college, "ночная проверка журналов"), today=today)
    done = check(actor, term)
    new = done.opened + done.returned
    return f"проверка журналов: страниц {done.pages}, новых замечаний {new}, закрыто {done.closed}"
