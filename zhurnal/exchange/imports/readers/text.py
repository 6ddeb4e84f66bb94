"""Bytes to text: byte order marks, UTF-8, UTF-16, and the one-byte Cyrillic code pages told apart by how Russian they read.

Frequencies of Russian letters are common knowledge (per mille, of running text); a code page is taken when its reading
has letters in these proportions, capitals at the beginnings of words and few drawing signs.
"""

import codecs
import math
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODE_PAGES = ("cp1251", "cp866", "koi8-r", "iso8859-5", "cp855", "mac-cyrillic")
RARE, RARENESS = ("iso8859-5", "cp855", "mac-cyrillic"), 0.1  # only a clearly better reading speaks for these
SAMPLE = 64 * 1024
PER_MILLE = "о110 е85 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 ч14 й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ё3 ф2 ъ1"
WEIGHT = {word[0]: math.log(int(word[1:]) / 30) for word in PER_MILLE.split()}
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,30})["']""")
DECLARED_TEXT = re.compile(r"""(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'<>]{0,40}["']""")


@dataclass(frozen=True)
class Decoded:
    """Text and how sure we are of it."""

    text: str
    encoding: str
    damaged: int = 0  # how many signs could not be read
    contradiction: str = ""  # the encoding that the file itself claims, when it is another one


def decode(data: bytes) -> Decoded:
    """The text of a file; damaged bytes become «�» and are counted."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    if wide := _wide(data):
        return _forgiving(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _forgiving(data, "utf-8")
    encoding = best_code_page(data)
    return _forgiving(data, encoding)


def decode_xml(data: bytes) -> Decoded:
    """As ``decode``, but the declaration of an XML file is believed where its bytes do not contradict it."""
    declared = DECLARED.match(data[:300])
    found = decode(data)
    if declared is None or found.encoding.startswith("utf-16"):
        return Decoded(DECLARED_TEXT.sub(r"\1", found.text, count=1), found.encoding, found.damaged)
    name = declared[1].decode("ascii")
    try:
        normal = codecs.lookup(name).name
        claimed = data.decode(normal) if normal not in {"idna", "punycode"} else None
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        normal, claimed = name.lower(), None
    if claimed is None or not isinstance(claimed, str) or _is_cyrillic_rival(normal, found.encoding, data):
        text, encoding, contradiction = found.text, found.encoding, name
    else:
        text, encoding, contradiction = claimed, normal, ""
    if found.damaged and encoding == normal == "utf-8":
        contradiction = ""
    return Decoded(DECLARED_TEXT.sub(r"\1", text, count=1), encoding, text.count("\ufffd"), contradiction)


def best_code_page(data: bytes) -> str:
    """Which one-byte code page reads most like Russian."""
    sample = data[:SAMPLE]
    return max(CODE_PAGES, key=lambda page: russian_score(sample.decode(page, "replace")) - (page in RARE) * RARENESS)


def russian_score(text: str) -> float:
    """How Russian a text reads, per sign outside of ASCII; a higher number is better."""
    total, count, before, earlier = 0.0, 0, " ", " "
    for sign in text:
        if sign < "\x80":
            before, earlier = sign, before
            continue
        count += 1
        weight = WEIGHT.get(sign)
        if weight is not None:
            total += 1 + weight - (5.0 if before.isupper() and earlier.isupper() else 0.0)
        elif (weight := WEIGHT.get(sign.lower())) is not None:
            total += 0.9 + weight - (5.0 if before.islower() else 0.0)
        else:
            total += 0.0 if sign in "«»—–№…\xa0" else -3.0
        before, earlier = sign, before
    return total / count if count else 0.0


def _is_cyrillic_rival(declared: str, found: str, data: bytes) -> bool:
    """Whether the file says one encoding and the bytes say another so loudly that the file must be wrong."""
    if declared in {found, "ascii"} or found == "utf-8":
        return declared != found and found == "utf-8" and any(byte > 127 for byte in data[:SAMPLE])
    if found not in CODE_PAGES or declared not in {codecs.lookup(page).name for page in CODE_PAGES}:
        return False
    sample = data[:SAMPLE]
    return russian_score(sample.decode(found, "replace")) > russian_score(sample.decode(declared, "replace")) + 0.5


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: one half of the bytes is nearly always 0 or 4 (Latin or Cyrillic)."""
    sample = data[: SAMPLE // 2 * 2]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[0::2], sample[1::2]
    high = [sum(byte in {0, 4} for byte in half) / len(half) for half in (even, odd)]
    if high[1] > 0.7 and high[1] > high[0] + 0.3:
        return "utf-16-le"
    return "utf-16-be" if high[0] > 0.7 and high[0] > high[1] + 0.3 else ""


def _mostly_utf8(data: bytes) -> bool:
    """A UTF-8 file with some spoilt bytes, not a file in another encoding."""
    text = data[:SAMPLE].decode("utf-8", "replace")
    wide = sum(sign > "\x7f" and sign != "\ufffd" for sign in text)
    return wide > 10 * text.count("\ufffd")


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))
