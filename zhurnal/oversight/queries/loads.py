"""Each teacher's hours of the year against his norm, lowered by his absences (A5.10)."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from uuid import UUID

from zhurnal.academic_year.models import Holiday, Term
from zhurnal.oversight.models import LoadNorm, TeacherRate
from zhurnal.oversight.queries.teaching import Line, days_of_hours, form_lines, planned_lines
from zhurnal.oversight.rules.absence import months_away, year_of_load
from zhurnal.oversight.rules.norms import WHOLE_RATE, Load, Norm, norm_on
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import TeacherAbsence
from zhurnal.timetable.rules.ground import AbsenceState, Cause

LOWERS = (Cause.ILLNESS, Cause.TRIP, Cause.COURSES)


def loads(
    actor: PersonActor,
    term: Term,
    teacher: UUID | None = None,
    lines: list[Line] | None = None,
    until: date | None = None,
) -> list[tuple[UUID, Load, int]]:
    """(teacher, his load of the year against the norm of this day or the last of the year, working days away) within reach. A constant number of statements.

    ``teacher``: only he; ``lines``: hours given in the year, where they are known already; ``until``: as of this day instead of today.
    """
    year = (term.year.starts, term.year.ends)
    given = lines
    if given is None:
        given = form_lines(actor, days_of_hours(term.year), lambda day: day.year, teacher, monthly=True, until=until)
    lines = planned_lines(actor, year, given, teacher, until)
    day = min(until or actor.today, term.year.ends)  # a year that is over stays under its own norm and rates
    rows = LoadNorm.objects.of(actor.college_id).values_list("since", "year_hours", "limit_hours", "months")
    norm = norm_on([Norm(*row) for row in rows], day)
    rates: dict[UUID, int] = {}
    by_day = TeacherRate.objects.of(actor.college_id).filter(since__lte=day).order_by("since")
    rates.update(by_day.values_list("teacher_id", "rate"))  # in order of dates: the last one stays
    planned: dict[UUID, int] = defaultdict(int)
    total: dict[UUID, int] = defaultdict(int)
    for row in lines:
        planned[row.key.teacher] += row.plan
        total[row.key.teacher] += row.total
    away = _away(actor.college_id, year_of_load(term.year.starts, norm.months))
    found = []
    for who, hours in planned.items():
        days, months = away.get(who, (0, Fraction(0)))
        found.append((who, Load(hours, rates.get(who, WHOLE_RATE), norm, months, total[who]), days))
    return found


def _away(college_id: UUID, span: tuple[date, date]) -> dict[UUID, tuple[int, Fraction]]:
    """teacher → working days and months away. Whole days only: a pair missed is a lesson's affair."""
    rows = TeacherAbsence.objects.of(college_id).filter(
        state=AbsenceState.KNOWN, cause__in=LOWERS, pair=None, since__lte=span[1], until__gte=span[0]
    )
    absences: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for who, since, until in rows.values_list("teacher_id", "since", "until"):
        absences[who].append((since, until))
    off = Holiday.objects.of(college_id).filter(date__gte=span[0], date__lte=span[1])
    holidays = set(off.values_list("date", flat=True))
    return {who: months_away(days, span, holidays) for who, days in absences.items()}
