"""What was typed stands again where a page was refused."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django import template

register = template.Library()


@register.simple_tag
def again(posted: Mapping[str, str], name: str, student: UUID, standing: object) -> str:
    """The typed value of «name-student», else the standing one as an input shows it."""
    typed = posted.get(f"{name}-{student.hex}")
    if typed is not None:
        return typed
    if isinstance(standing, date):
        return standing.isoformat()
    return "" if standing is None else str(standing)
