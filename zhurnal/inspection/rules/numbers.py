"""Texts as they came from a form, without what cannot be seen."""


def said(text: str) -> str:
    """One line of words: spaces folded."""
    return " ".join(text.split())
