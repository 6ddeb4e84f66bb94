"""What a test asks a report for, in words of an address."""

from zhurnal.reports.asking import ask
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.queries.groups import calendar_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.reports.rules.periods import Span, holding


def asked(college_id, day, span=Span.MONTH, until=None, **more):
    """The period of this length that holds the day."""
    calendar = calendar_of(college_id)
    period = holding(span, day, calendar)
    return Asked(period, until or period.until, calendar=calendar, **more)


def built(actor, slug, **sent):
    """The report as the address would have it; a refusal of the form is a failure here."""
    form = ask(actor, REPORTS[slug], {key: str(value) for key, value in sent.items()})
    assert form.asked is not None, form.error
    return REPORTS[slug].build(actor, form.asked)


def lines(table):
    """Rows as dictionaries by the columns' keys, without totals."""
    from zhurnal.kernel.export import Total

    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows if not isinstance(row, Total)]
