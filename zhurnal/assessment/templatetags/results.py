"""Results as they are shown."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhurnal.assessment.rules import values

register = template.Library()

_TONES = {"5": "5", "4": "4", "3": "3", "2": "2", values.CREDITED: "4", values.ATTESTED: "4"}


@register.simple_tag
def result_chip(value: str, state: str = "") -> SafeString:
    """A result as a chip; ``state``: proposed (dashed). Nothing is a dash."""
    if not value:
        return SafeString('<span class="quiet">–</span>')
    tone = _TONES.get(value, "released" if value == values.RELEASED else "2")
    classes = f"mark mark--{tone}" + (f" mark--{state}" if state else "") + (" mark--wide" if len(value) > 1 else "")
    words = values.IN_WORDS.get(value, value)
    return format_html('<span class="{}" title="{}"><span>{}</span></span>', classes, words, values.printed(value))


@register.filter
def printed(value: str) -> str:
    """«н/а», «зач.»."""
    return values.printed(value)


@register.filter
def tenths(number: int | None) -> str:
    """333 → «33,3 %»; None → «–»."""
    return "–" if number is None else f"{number // 10},{number % 10}\u00a0%"
