"""A report as a place that a management task may be about."""

from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.policy import OPEN
from zhurnal.tasks.places import Named, Place
from zhurnal.tasks.rules.about import About


def _named(actor: PersonActor, _nothing: object, slug: str) -> Named | None:
    report = REPORTS.get(slug)
    if report is None or not policy.may(actor, report.action):
        return None
    return Named(f"Отчёт «{report.title}»", f"По отчёту «{report.title}»: ")


def _url(about: About) -> str:
    return reverse("reports:report", args=[about.tail])


REPORT = Place(OPEN, _named, _url, whole=True)
