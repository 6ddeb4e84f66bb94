"""Finding by words: every word of the query stands somewhere in the text. ``static/journal/js/search.js`` does the same."""


def plain(text: str) -> str:
    """Lower case, ё as е, spaces single: what both sides are compared in."""
    return " ".join(text.lower().replace("ё", "е").split())


def matches(text: str, query: str) -> bool:
    """Whether each word of the query is a part of the text; an empty query finds everything."""
    wanted = plain(text)
    return all(word in wanted for word in plain(query).split())
