"""Tags of the interface: built in, so templates need no ``{% load %}``. Markup of each: ``docs/developer/components.md``."""

import json
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from pathlib import Path

from django import template
from django.apps import apps
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zhurnal.kernel import dates, static_files, wording

register = template.Library()


@register.simple_tag
def static(name: str) -> str:
    """Django's ``{% static %}``, its answer remembered: names of files do not change while the process lives."""
    return static_files.address(name)


@register.simple_tag
def icon(name: str, tone: str = "", label: str = "", size: int = 0) -> SafeString:
    """A line icon; with ``label`` it speaks, without it is decoration beside a word."""
    classes = "icon" + (f" icon--{tone}" if tone else "") + (f" icon--{size}" if size else "")
    speaks = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"/></svg>', classes, speaks, static_files.address("ui/icons.svg"), name
    )


# --- forms --------------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, hint: str = "", autocomplete: str = "", autofocus: bool = False) -> dict[str, object]:
    """A field with label, hint and error, tied together for assistive technology."""
    name = bound.auto_id or bound.html_name
    errors, hint = [str(error) for error in bound.errors], hint or str(bound.help_text)
    attrs: dict[str, str | bool] = {"class": "input"}
    described = [f"{name}-{part}" for part, there in (("error", errors), ("hint", hint)) if there]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if errors:
        attrs["aria-invalid"] = "true"
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    if autofocus:
        attrs["autofocus"] = True
    kind = getattr(bound.field.widget, "input_type", "")
    one_of = kind == "select" and not getattr(bound.field.widget, "allow_multiple_selected", False)
    control = bound.as_widget(attrs=attrs)
    return {"field": bound, "name": name, "control": control, "errors": errors, "hint": hint,
            "password": kind == "password", "one_of": one_of}  # fmt: skip


# --- charts -------------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/bar.html")
def bar(total: int, **parts: int | str | None) -> dict[str, object]:
    """``{% bar 30 done=27 begun=2 overdue=1 due=28 thin=1 label="…" %}``: solid, hatched, red box; blue tick = due today."""
    due, thin, label = parts.pop("due", None), parts.pop("thin", 0), parts.pop("label", "")
    pairs = [(int(number or 0), kind) for kind, number in parts.items()]
    tick = None if due is None else _percent(min(int(due), total), total)
    return {"parts": _side_by_side(pairs, total), "due": tick, "label": label, "thin": thin}


@register.inclusion_tag("ui/bar.html")
def share_bar(*parts: object, label: str = "") -> dict[str, object]:
    """Parts of one whole side by side: ``{% share_bar 8 "soft" 2 "bad" %}``; kinds: done, soft, begun, bad, overdue."""
    pairs = list(zip((int(str(number)) for number in parts[::2]), map(str, parts[1::2]), strict=True))
    total = sum(number for number, _kind in pairs)
    return {"parts": _side_by_side(pairs, total), "due": None, "label": label, "thin": 1}


def _percent(number: int, total: int) -> str:
    return f"{100 * number / max(total, 1):.3f}"


def _side_by_side(pairs: list[tuple[int, str]], total: int) -> list[dict[str, str]]:
    drawn, start = [], 0
    for number, kind in pairs:
        if number:
            drawn.append({"kind": kind, "start": _percent(start, total), "width": _percent(number, total)})
            start += number
    return drawn


@register.simple_tag
def trend(points: Iterable[float], label: str = "") -> SafeString:
    """A line 62×24 beside its figure: ±0,5 around its own middle, a dot at the end. Points are marks (3.43)."""
    points = list(points)
    if len(points) < 2:
        return SafeString("")
    middle = (max(points) + min(points)) / 2
    reach = max(0.5, (max(points) - min(points)) / 2)
    step = 56 / (len(points) - 1)
    places = [(2 + step * n, 12 - (point - middle) / reach * 9) for n, point in enumerate(points)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="trend" viewBox="0 0 62 24" {}><polyline points="{}"/><circle cx="{}" cy="{}" r="2.5"/></svg>',
        spoken, line, f"{places[-1][0]:.1f}", f"{places[-1][1]:.1f}",
    )  # fmt: skip


# --- words --------------------------------------------------------------------------------------------------------


def _forms(text: str) -> tuple[str, str, str]:
    one, few, many = text.split(",")
    return one.strip(), few.strip(), many.strip()


@register.filter
def plural(number: int, forms: str) -> str:
    """``{{ 4|plural:"занятие,занятия,занятий" }}`` → «4 занятия»."""
    return wording.plural(int(number), _forms(forms))


@register.filter
def plural_word(number: int, forms: str) -> str:
    """The word alone, where the number stands apart."""
    return wording.plural_word(int(number), _forms(forms))


@register.filter
def whole(number: int) -> str:
    """1 204 with a thin space; «−» for minus."""
    return wording.whole(int(number))


@register.filter
def signed(number: int) -> str:
    """«+2», «−14»."""
    return wording.signed(int(number))


@register.filter
def hundredths(number: int | None) -> str:
    """343 → «3,43», nothing → «–»."""
    return wording.hundredths(number)


@register.filter
def or_dash(value: object) -> object:
    """«–» instead of nothing or zero."""
    return value or wording.EMPTY


@register.filter
def day_month(day: date | None) -> str:
    """«24 ноября»."""
    return dates.day_month(day) if day else ""


@register.filter
def weekday_day(day: date | None) -> str:
    """«вторник, 24 ноября»."""
    return dates.weekday_day_month(day) if day else ""


@register.filter
def weekday_short(day: date | None) -> str:
    """«вт»."""
    return dates.WEEKDAYS_SHORT[day.weekday()] if day else ""


@register.filter
def short_day(day: date | None) -> str:
    """«24.11»."""
    return dates.short(day) if day else ""


@register.filter
def full_day(day: date | None) -> str:
    """«24.11.2025»."""
    return dates.full(day) if day else ""


@register.filter
def near_day(day: date | None, today: date) -> str:
    """«сегодня», «вчера», «завтра» within one day, else «вт, 24 ноября»."""
    if not day:
        return ""
    near = {0: "сегодня", -1: "вчера", 1: "завтра"}.get((day - today).days)
    return near or f"{dates.WEEKDAYS_SHORT[day.weekday()]}, {dates.day_month(day)}"


@register.filter
def clock(moment: time | None) -> str:
    """«08:30» of a time or a moment."""
    return moment.strftime("%H:%M") if moment else ""


@register.filter
def sentence(text: str) -> str:
    """The first letter made capital, the rest left alone."""
    return text[:1].upper() + text[1:]


# --- modules ------------------------------------------------------------------------------------------------------


@cache
def _modules() -> tuple[tuple[str, str], ...]:
    """Bare name and file of every ES module: «@journal/outbox.js» → «journal/js/outbox.js», «@ui/…» for kernel."""
    found = []
    for config in apps.get_app_configs():
        for folder in sorted((Path(config.path) / "static").glob("*/js")):
            place = folder.parent.name
            found += [
                (f"@{place}/{file.relative_to(folder).as_posix()}", f"{place}/js/{file.relative_to(folder).as_posix()}")
                for file in sorted(folder.rglob("*.js"))
            ]
    return tuple(found)


@register.simple_tag(takes_context=True)
def import_map(context: template.Context) -> SafeString:
    """The import map of all modules, under the nonce; must stand before the first module script."""
    nonce = getattr(context.get("request"), "csp_nonce", "")
    return format_html('<script type="importmap" nonce="{}">{}</script>', nonce, _import_map_body())


@cache
def _import_map_body() -> SafeString:
    """The map itself: the same for everyone while the process lives."""
    names = {name: static_files.address(file) for name, file in _modules()}
    body = json.dumps({"imports": names}, ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(body)  # noqa: S308


# --- styles -------------------------------------------------------------------------------------------------------


@register.simple_tag
@cache
def styles() -> SafeString:
    """Links to the shared styles: one file where they were collected, the single files of ``ui/styles.html`` otherwise."""
    files = [static_files.BUNDLE] if static_files.is_bundled() else static_files.style_names()
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static_files.address(file),) for file in files))
