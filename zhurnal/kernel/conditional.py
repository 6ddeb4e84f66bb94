"""Conditional answers: a page that did not change costs next to nothing."""

from django.http import HttpRequest, HttpResponseNotModified


def unchanged(request: HttpRequest, tag: str) -> HttpResponseNotModified | None:
    """304 when the asker already holds the version ``tag`` (without quotes), else None.

    Compared weakly: compression on the way may have marked the tag as weak.
    """
    if tag and holds(request.headers.get("If-None-Match", ""), f'"{tag}"'):
        return HttpResponseNotModified(headers={"ETag": f'W/"{tag}"'})
    return None


def holds(held: str, tag: str) -> bool:
    """Whether the quoted tag is among those of an ``If-None-Match``; compared weakly."""
    wanted = tag.removeprefix("W/")
    return any(item.strip().removeprefix("W/") == wanted for item in held.split(","))


def tagged(tag: str) -> str:
    """The header's value for a version."""
    return f'W/"{tag}"'
