"""What a discipline is called where there is little room, when nobody has given it a short name."""

LONGEST = 80


def short_of(name: str) -> str:
    """The name; one that is too long ends after a whole word, with «…»."""
    name = " ".join(name.split())
    if len(name) <= LONGEST:
        return name
    words = name[:LONGEST].rpartition(" ")[0] or name[: LONGEST - 1]
    return words.rstrip(" ,;:–-(«") + "…"
