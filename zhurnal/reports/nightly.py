"""Every night: the reports that people asked to be made after a week, a month or a term, each with its reader's own rights."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta

from zhurnal.kernel import policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Format, write
from zhurnal.kernel.faults import noted
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.reports.actions.built import Made, erase_old, keep_built
from zhurnal.reports.actions.visits import erase_visits
from zhurnal.reports.asking import ask
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.models import SavedReport
from zhurnal.reports.queries.groups import calendar_of
from zhurnal.reports.queries.saved import already_made, readers, scheduled
from zhurnal.reports.rules.due import LATE, Schedule, due_day, period_for
from zhurnal.reports.rules.periods import Calendar, Span

LOST = "У вас больше нет права на этот отчёт."
FAULT = "Отчёт не построен. Сообщите администратору номер {number}: по нему найдут причину."


def at_night(college: College, today: date, now: datetime | None = None) -> str:
    """Make what is due and not made yet; running it twice on a day does nothing more. ``now``: the clock, for tests."""
    calendar = calendar_of(college.pk)
    due = [
        (row, day)
        for row in scheduled(college.pk)
        if (day := due_day(Schedule(row.schedule), today, calendar)) is not None and day >= row.since
    ]
    made = already_made(college.pk, today - timedelta(days=LATE)) if due else set()
    moment = now or PersonActor.system(college, "ночная работа").now
    people = readers(college.pk, {row.person_id for row, _day in due}, moment) if due else {}
    count = 0
    for row, day in due:
        if (row.pk, day) not in made and row.person_id in people:
            count += _kept(people[row.person_id], row, day, calendar)
    erase_old(college.pk, today)
    erase_visits(college.pk, today)
    return f"отчётов построено: {count}"


def _kept(actor: PersonActor, saved: SavedReport, due: date, calendar: Calendar) -> bool:
    """One reader's report stops nobody else's: what it is refused or fails by is kept and told in its place."""
    report = REPORTS.get(saved.report)
    try:
        made = _made(actor, saved, due, calendar)
    except Refused as refused:
        made = Made(report.title if report else saved.name, trouble=str(refused.refusal))
    except Exception as error:  # noqa: BLE001  (whatever it fails by, the other reports are made)
        number = noted(f"report {saved.report}", error)
        made = Made(report.title if report else saved.name, trouble=FAULT.format(number=number))
    try:
        keep_built(actor, saved, due, made)
    except Exception as error:  # noqa: BLE001  (as above)
        noted(f"report {saved.report}", error)
        return False
    return True


def _made(actor: PersonActor, saved: SavedReport, due: date, calendar: Calendar) -> Made:
    report = REPORTS.get(saved.report)
    if report is None or not policy.may(actor, report.action):
        return Made(report.title if report else saved.name, trouble=LOST)
    sent = dict(saved.parameters)
    if not saved.pinned:
        span = sent.get("period", "").partition(":")[0]
        found = period_for(Span(span) if span in report.spans else report.spans[0], due, calendar, past=report.past)
        sent = {key: value for key, value in sent.items() if key not in {"period", "day"}}
        sent |= {"day": found.key} if found and found.span is Span.DAY else {"period": found.value} if found else {}
    form = ask(actor, report, sent)
    if form.asked is None:
        return Made(report.title, trouble=form.error)
    table, file = report.made(actor, form.asked), io.BytesIO()
    rows = list(table.rows)
    write(replace(table, rows=rows), Format.XLSX, file)
    # Never by the table's own title: of a paper that has a page for each student that is a student's name.
    return Made(f"{report.title}, {form.asked.period.words}", len(rows), file.getvalue())
