"""Statements that a term wants before it is closed: the floor above tells them here, since results know nothing of statements (A4.12)."""

from collections.abc import Callable

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.steps import Paper
from zhurnal.curriculum.models import Group
from zhurnal.people.actor import PersonActor

Outstanding = Callable[[PersonActor, Group, Term], list[Paper]]
_told: list[Outstanding] = []


def register_papers(outstanding: Outstanding) -> None:
    """Make a floor above known that keeps the documents of examinations."""
    if outstanding not in _told:
        _told.append(outstanding)


def outstanding_papers(actor: PersonActor, group: Group, term: Term) -> list[Paper]:
    """Documents by the plan that are missing or not closed yet, in the order of the plan."""
    return [paper for told in _told for paper in told(actor, group, term)]
