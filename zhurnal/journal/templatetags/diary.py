"""Small drawings of the diary, kept once made: a page has hundreds of the same few."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString

from zhurnal.journal.rules.sign_words import sign_of
from zhurnal.journal.templatetags.signs import mark_chip

register = template.Library()


@register.filter
@lru_cache(maxsize=256)
def chip(value: str) -> SafeString:
    """The chip of a mark or an absence, as big as a finger needs on a phone."""
    return mark_chip(value, touch=True)


@register.filter
@lru_cache(maxsize=256)
def absence_words(value: str, female: bool = False) -> str:
    """«Не был на занятии, причина не указана», «Не была…»; a late one as it is."""
    words = sign_of(value).words
    was = "Не была на занятии" if female else "Не был на занятии"
    return (words[:1].upper() + words[1:]).replace("Не был", was, 1)
