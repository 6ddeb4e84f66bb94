"""Tags of the journal's own signs: squares, chips, marks; built in, so templates need no ``{% load %}``."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhurnal.journal.rules.sign_words import sign_of
from zhurnal.journal.rules.square_words import spell_lesson, spell_squares

register = template.Library()


# --- squares ------------------------------------------------------------------------------------------------------


@register.simple_tag
def squares(fills: Iterable[int], size: int = 10, label: str = "") -> SafeString:
    """The four squares of a lesson: тема · явка · отметки · задание."""
    fills = list(fills)
    cells = format_html_join("", '<span class="square" data-fill="{}"></span>', ((fill,) for fill in fills))
    spoken = label or spell_squares(fills)
    return format_html('<span class="squares squares--{}" role="img" aria-label="{}">{}</span>', size, spoken, cells)


@register.simple_tag
def square(fill: int) -> SafeString:
    """One square beside its own word, hence silent."""
    return format_html('<span class="square" data-fill="{}" aria-hidden="true"></span>', fill)


@register.simple_tag
def day_squares(lessons: Iterable[int | tuple[int, int]], size: int = 14) -> SafeString:
    """A square per lesson of a day: fills, or pairs (fill, days late)."""
    pairs = [(item, 0) if isinstance(item, int) else item for item in lessons]
    cells = format_html_join(
        "",
        '<span class="square{}" data-fill="{}">{}</span>',
        ((" square--late" if late else "", fill, late or ("!" if fill == 4 else "")) for fill, late in pairs),
    )
    spoken = ", ".join(spell_lesson(fill, late) for fill, late in pairs) or "занятий нет"
    return format_html('<span class="squares squares--{}" role="img" aria-label="{}">{}</span>', size, spoken, cells)


# --- marks and absence --------------------------------------------------------------------------------------------


@register.simple_tag
def mark_chip(value: str, state: str = "", touch: bool = False) -> SafeString:
    """A mark or a sign of absence as a chip. ``state``: proposed, confirmed, differs."""
    sign = sign_of(value)
    classes = f"mark mark--{sign.tone}"
    classes += f" mark--{state}" if state else ""
    classes += " mark--touch" if touch else ""
    classes += " mark--wide" if len(sign.shown) > 3 else ""
    return format_html('<span class="{}" title="{}">{}</span>', classes, sign.words, _shown(value))


@register.simple_tag
def sign(value: str) -> SafeString:
    """The bare sign: coloured digit or «н» with its reason, no chip."""
    found = sign_of(value)
    inner = _shown(value)
    return inner if found.absence else format_html('<span class="digit digit--{}">{}</span>', found.tone, inner)


@register.filter
def mark_words(value: str) -> str:
    """«3, удовлетворительно»; «не был, причина не указана»."""
    return sign_of(value).words


def _shown(value: str) -> SafeString:
    found = sign_of(value)
    if not found.absence:
        return format_html("<span>{}{}</span>", found.shown, _raised(found.raised))
    kind = f" absence--{found.absence}" if found.absence != "excused" else ""
    return format_html(
        '<span class="absence{}"><span aria-hidden="true">{}{}</span><span class="visually-hidden">{}</span></span>',
        kind, found.shown, _raised(found.raised), found.words,
    )  # fmt: skip


def _raised(text: str) -> SafeString:
    return format_html("<sup>{}</sup>", text) if text else SafeString("")
