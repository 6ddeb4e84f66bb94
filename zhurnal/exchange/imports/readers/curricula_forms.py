"""Forms of attestation as tables write them: «4», «3,5», «3-7», «46» under «Экзамены»; «-, ДЗ, Э» or «З3, ДЗ4» in one column."""

import re
from collections.abc import Sequence

FORM = re.compile(
    r"(диф\w*\.?\s*зач\w*|дзк?|зач\w*\s*с\s*оц\w*|экз\w*|э\w{0,2}|кп|кр|контр\w*\.?\s*(?:раб\w*)?|к|др\w*|зач\w*|з)\.?\s*\(?\s*(\d{1,2})?\s*\)?"
)
LETTERS = (("д", "ДЗ"), ("эк", "Э"), ("э", "Э"), ("кп", "КП"), ("кр", "КР"), ("к", "К"), ("з", "З"))
RANGE = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})")


def semesters_of(text: str, most: int) -> list[int] | None:
    """Numbers of semesters; None where the text says none. ``most``: how many semesters the plan has."""
    text = text.strip()
    found: list[int] = []
    for first, last in RANGE.findall(text):
        found += range(int(first), int(last) + 1)
    for number in re.findall(r"\d+", RANGE.sub(" ", text)):
        found += [int(number)] if int(number) <= max(most, 9) else [int(digit) for digit in number]
    return sorted(set(found)) if found else None


def forms_of(text: str, taught: Sequence[int]) -> dict[int, list[str]] | None:
    """semester → letters; a form without a number belongs to the semester in whose place it stands, a lone one to the last."""
    plain = text.casefold().replace("ё", "е").strip()
    parts = [part.strip() for part in re.split(r"[,;/\n]", plain) if part.strip()]
    found: dict[int, list[str]] = {}
    bare = [part for part in parts if not re.search(r"\d", part)]
    if len(bare) == len(parts) and len(parts) == len(taught) and len(parts) > 1:
        pairs = [(part, taught[place]) for place, part in enumerate(parts)]
    else:
        pairs = [(part, taught[-1] if taught else 0) for part in parts]
    for part, usual in pairs:
        if re.fullmatch(r"[-–—.]+", part):
            continue
        match = FORM.fullmatch(part)
        if match is None:
            return None
        semester = int(match[2]) if match[2] else usual
        if not semester:
            return None
        found.setdefault(semester, []).append(letters_of(match[1]))
    return found


def letters_of(word: str) -> str:
    """The letters of a form's name."""
    if word.startswith("др"):
        return "Др"
    if "оц" in word:
        return "ДЗ"
    return next(letters for stem, letters in LETTERS if word.startswith(stem))
