"""The printed journals of a package: PDF/A of theory and of modules, as the room «printing» sets them (A12.6)."""

from collections.abc import Mapping
from typing import Any

from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import policy
from zhurnal.kernel.typeset import typeset
from zhurnal.people.actor import PersonActor
from zhurnal.printing.policy import WHOLE
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import JOURNAL_WORDS, Journal, Selection
from zhurnal.printing.work import OF_GROUP, TEMPLATE

SLOTS = tuple((f"print/{journal}.pdf", JOURNAL_WORDS[journal], journal) for journal in Journal)
"""Where they lie in the package. A slot that nobody fills (a group without modules, a job of the system) says so in the manifest."""


def documents(actor: PersonActor, group: Group) -> dict[str, dict[str, Any]]:
    """Path in the package → what is set there. The group comes with year, department and curriculum; a journal without pages is not set."""
    if not policy.can(actor, WHOLE, group):
        return {}
    kinds = set(group_kinds(actor, group))
    day = actor.today
    made = {"made_on": [day.year, day.month, day.day]}
    return {
        path: {**group_document(actor, group, Selection(journals=(journal,))), **made}
        for path, _title, journal in SLOTS
        if journal in kinds or journal is Journal.THEORY
    }


def printed(papers: Mapping[str, dict[str, Any]]) -> dict[str, bytes]:
    """Path in the package → PDF/A-2b."""
    return {path: typeset(TEMPLATE, paper, archive=True) for path, paper in papers.items()}


def group_kinds(actor: PersonActor, group: Group) -> list[str]:
    """Which journals the group has pages of. One statement."""
    rows = Course.objects.of(actor.college_id).filter(group=group.pk).order_by("kind")
    return list(rows.values_list("kind", flat=True).distinct())


__all__ = ["OF_GROUP", "SLOTS", "documents", "printed"]
