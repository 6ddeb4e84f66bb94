"""Texts as they came from a form, without what cannot be seen; and how numbered papers are called."""


def said(text: str) -> str:
    """One line of words: spaces folded."""
    return " ".join(text.split())


def act_words(number: int, year: str) -> str:
    """«№ 3 (2026/27)»."""
    return f"№\u00a0{number} ({year})"
