"""A report, with what was asked of it and perhaps one of its rows, as a place that a management task may be about."""

from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.kernel.errors import Refused
from zhurnal.people.actor import PersonActor
from zhurnal.reports.asking import AskForm, ask
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.catalogue.report import Report
from zhurnal.reports.policy import OPEN
from zhurnal.reports.rows import ROW, anchor, words_by_key
from zhurnal.tasks.places import Named, Place
from zhurnal.tasks.rules.about import About


def _report(actor: PersonActor, about: About) -> Report | None:
    report = REPORTS.get(about.tail)
    return report if report is not None and policy.may(actor, report.action) else None


def _asked(actor: PersonActor, report: Report, about: About) -> tuple[AskForm, str]:
    """What was asked of it, and the key of the row."""
    sent = dict(parse_qsl(about.query))
    return ask(actor, report, sent), sent.get(ROW, "")


def _words(report: Report, form: AskForm, about: About) -> str:
    return f"«{report.title}», {form.asked.period.words}" if about.query and form.asked else f"«{report.title}»"


def _named(actor: PersonActor, _nothing: object, about: About) -> Named | None:
    """The report and its period; whom a row names stays in the report, a task is read by others."""
    report = _report(actor, about)
    if report is None:
        return None
    words = _words(report, _asked(actor, report, about)[0], about)
    return Named(f"Отчёт {words}", f"По отчёту {words}: ")


def _said(actor: PersonActor, about: About) -> str:
    """The row in words is read here anew, for who may see the report; the giver leaves of it what he wants."""
    report = _report(actor, about)
    if report is None:
        return ""
    form, key = _asked(actor, report, about)
    row = ""
    if key and form.asked:
        try:
            row = words_by_key(report.slug, report.made(actor, form.asked), key)
        except Refused:  # asked too widely to be shown: the task is about the report then
            row = ""
    return f"По отчёту {_words(report, form, about)}: " + (f"{row}. " if row else "")


def _url(about: About) -> str:
    sent = dict(parse_qsl(about.query))
    key = sent.pop(ROW, "")
    page = reverse("reports:report", args=[about.tail])
    return page + (f"?{urlencode(sent)}" if sent else "") + (f"#{anchor(key)}" if key else "")


REPORT = Place(OPEN, _named, _url, whole=True, said=_said)
