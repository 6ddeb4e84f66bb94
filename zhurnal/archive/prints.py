"""The printed journals of a package: PDF/A of theory and of modules, as the room «printing» sets them (A12.6)."""

from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import policy
from zhurnal.kernel.typeset import typeset
from zhurnal.people.actor import PersonActor
from zhurnal.printing.policy import WHOLE
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import JOURNAL_WORDS, Journal, Selection
from zhurnal.printing.work import TEMPLATE

SLOTS = tuple((f"print/{journal}.pdf", JOURNAL_WORDS[journal], journal) for journal in Journal)
"""Where they lie in the package. A slot that nobody fills (a group without modules, a job of the system) says so in the manifest."""

OF_GROUP = ("year", "department", "curriculum")
"""What a group must come with."""


def printed(actor: PersonActor, group: Group) -> dict[str, bytes]:
    """Path in the package → PDF/A-2b. The group comes with year, department and curriculum; a journal without pages is not set."""
    if not policy.can(actor, WHOLE, group):
        return {}
    kinds = set(group_kinds(actor, group))
    day = actor.today
    made = {"made_on": [day.year, day.month, day.day]}
    return {
        path: typeset(TEMPLATE, {**group_document(actor, group, Selection(journals=(journal,))), **made}, archive=True)
        for path, _title, journal in SLOTS
        if journal in kinds or journal is Journal.THEORY
    }


def group_kinds(actor: PersonActor, group: Group) -> list[str]:
    """Which journals the group has pages of. One statement."""
    rows = Course.objects.of(actor.college_id).filter(group=group.pk).order_by("kind")
    return list(rows.values_list("kind", flat=True).distinct())
