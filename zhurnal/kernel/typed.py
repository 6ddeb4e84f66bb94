"""What somebody typed or pasted, made fit to be kept. Pure."""


def one_line(text: str) -> str:
    """On one line, single spaces, without signs that nobody sees (a database refuses some of them)."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
