"""Conditional answers: a page that did not change costs next to nothing."""

from django.http import HttpRequest, HttpResponseNotModified


def unchanged(request: HttpRequest, tag: str) -> HttpResponseNotModified | None:
    """304 when the asker already holds the version ``tag`` (without quotes), else None.

    Compared weakly: compression on the way may have marked the tag as weak.
    """
    held = request.headers.get("If-None-Match", "")
    if tag and any(item.strip().removeprefix("W/") == f'"{tag}"' for item in held.split(",")):
        return HttpResponseNotModified(headers={"ETag": f'W/"{tag}"'})
    return None


def tagged(tag: str) -> str:
    """The header's value for a version."""
    return f'W/"{tag}"'
