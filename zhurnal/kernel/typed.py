"""What somebody typed or pasted, made fit to be kept. Pure."""


def one_line(text: str) -> str:
    """On one line, single spaces, without signs that nobody sees (a database refuses some of them)."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def read_hundredths(text: str) -> int | None:
    """«1,5» → 150; None for what is no number with at most two digits after the comma."""
    whole, _comma, rest = text.strip().replace(".", ",").partition(",")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 3) or not (
        rest == "" or (rest.isascii() and rest.isdigit())
    ):
        return None
    return int(whole) * 100 + int(rest.ljust(2, "0")) if len(rest) <= 2 else None
