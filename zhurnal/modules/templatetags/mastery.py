"""Verdicts of competences in a table."""

from uuid import UUID

from django import template

from zhurnal.assessment.rules.values import IN_WORDS
from zhurnal.modules.queries.practice import Mastery

register = template.Library()


@register.simple_tag
def verdict(mastery: Mastery, competence: UUID, student: UUID) -> str:
    """«yes», «no», or nothing while nobody has judged."""
    judged = mastery.judged.get((competence, student))
    return "" if judged is None else "yes" if judged else "no"


@register.filter
def in_words(mark: str) -> str:
    """«4» → «хорошо»."""
    return IN_WORDS.get(mark, mark)
