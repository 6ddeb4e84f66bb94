"""What of PDF/A-2b (ISO 19005-2) can be asked of a file without a validator: its structure, object by object. ``faults`` names what is wrong.

It does not look inside of font programs (glyph widths, missing glyphs) nor of colour profiles beyond their head.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

ACTIONS = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"}  # 6.5.1: no others
NOT_ANNOTATIONS = {"/3D", "/Sound", "/Screen", "/Movie"}  # 6.3.1
BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn", "/HardLight",
    "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
PRINT, UNSEEN = 4, 1 | 2 | 32  # flags of annotations: printed; invisible, hidden, not viewed
NAME, TEXT, NESTED = 127, 32767, 28  # limits of 6.1.13
PART = re.compile(rb"pdfaid:part[=>\s\"']*2")
CONFORMANCE = re.compile(rb"pdfaid:conformance[=>\s\"']*B")


def faults(body: bytes) -> list[str]:
    """Clauses that do not hold, in words; none for a file that is right as far as this looks."""
    reader = PdfReader(BytesIO(body))
    root = reader.trailer["/Root"]
    found = [*_file(body, reader), *_metadata(root)]
    profile, told = _intent(root)
    found += told
    fonts = set()
    for one in _objects(reader):
        found += _object(one)
        if isinstance(one, DictionaryObject) and one.get("/Type") == "/Font":
            fonts.add(str(one.get("/BaseFont", one.get("/Subtype"))))
            found += _font(one)
    if not fonts:
        found.append("no font at all: nothing was looked at")
    for number, page in enumerate(reader.pages, 1):
        found += (f"page {number}: {words}" for words in _content(reader, page, profile))
    return sorted(set(found))


def _file(body: bytes, reader: PdfReader) -> Iterator[str]:
    head = body.split(b"\n", 2)
    if not re.match(rb"%PDF-1\.[0-7]\s*$", head[0]):
        yield "6.1.2: header"
    if not (head[1][:1] == b"%" and len(head[1]) >= 5 and all(byte > 127 for byte in head[1][1:5])):
        yield "6.1.2: no comment of high bytes after the header"
    if body.rpartition(b"%%EOF")[2].strip():
        yield "6.1.3: data after the end"
    if "/ID" not in reader.trailer:
        yield "6.1.3: no ID"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3: encrypted"


def _metadata(root: DictionaryObject) -> Iterator[str]:
    stream = root.get("/Metadata")
    if stream is None:
        yield "6.6.2: no metadata"
        return
    said = stream.get_object().get_data()
    if not PART.search(said) or not CONFORMANCE.search(said):
        yield "6.6.4: metadata do not say PDF/A-2b"
    form = root.get("/AcroForm")
    if form is not None and ("/XFA" in form.get_object() or form.get_object().get("/NeedAppearances")):
        yield "6.4: XFA or appearances to be made"
    if "/AA" in root:
        yield "6.5.2: additional actions"
    if "/Requirements" in root:
        yield "6.10: requirements"


def _intent(root: DictionaryObject) -> tuple[int, list[str]]:
    """Components of the output profile; what is wrong with it."""
    own = [one.get_object() for one in root.get("/OutputIntents", ()) if one.get_object().get("/S") == "/GTS_PDFA1"]
    if len(own) != 1 or "/DestOutputProfile" not in own[0]:
        return 0, ["6.2.3: no output intent with a profile"]
    profile = own[0]["/DestOutputProfile"].get_object()
    data = profile.get_data()
    if data[36:40] != b"acsp" or data[16:20] != {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}.get(profile.get("/N")):
        return 0, ["6.2.3: its profile is none, or of another colour space"]
    return int(profile["/N"]), []


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object reached from the catalogue, once."""
    seen, waiting = set(), [reader.trailer["/Root"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        yield one
        if isinstance(one, DictionaryObject):
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(one)


def _object(one: Any) -> Iterator[str]:
    if isinstance(one, str) and len(one) > (NAME if one.startswith("/") else TEXT):
        yield "6.1.13: a name or a text too long"
    if isinstance(one, StreamObject):
        filters = one.get("/Filter", ())
        if {"/LZWDecode", "/Crypt"} & {str(name) for name in ([filters] if isinstance(filters, str) else filters)}:
            yield "6.1.7: LZW or Crypt"
        if {"/F", "/FFilter", "/FDecodeParms"} & set(one):
            yield "6.1.7: a stream in another file"
        if one.get("/Subtype") == "/PS" or {"/OPI", "/PS", "/Ref", "/Alternates"} & set(one):
            yield "6.2.9: PostScript, OPI, reference or alternates"
        if one.get("/Interpolate"):
            yield "6.2.8: interpolated"
    if not isinstance(one, DictionaryObject):
        return
    if (one.get("/Type") == "/Action" or "/JS" in one) and one.get("/S") not in ACTIONS:
        yield f"6.5.1: action {one.get('/S')}"
    if "/JS" in one or "/JavaScript" in one or "/AA" in one:
        yield "6.5: script"
    if one.get("/Type") == "/Annot":
        flags = int(one.get("/F", 0))
        if one.get("/Subtype") in NOT_ANNOTATIONS or flags & UNSEEN or not flags & PRINT:
            yield "6.3: an annotation that is not printed or not allowed"
    if one.get("/Type") == "/ExtGState" and (
        "/TR" in one
        or "/HTP" in one
        or one.get("/TR2", "/Default") != "/Default"
        or one.get("/BM", "/Normal") not in BLENDS
    ):
        yield "6.2.5: graphics state"


def _font(font: DictionaryObject) -> Iterator[str]:
    kind = font.get("/Subtype")
    if kind in ("/Type3", "/Type0"):
        own = font.get("/DescendantFonts", ())
        if kind == "/Type0" and len(own) != 1:
            yield "6.2.11: a composite font without its descendant"
        return
    described = font.get("/FontDescriptor")
    files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.get_object() if described else ())
    if len(files) != 1:
        yield f"6.2.11.4: {font.get('/BaseFont')} is not embedded"
    if kind == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        yield f"6.2.11.3: {font.get('/BaseFont')} has no map of its glyphs"


def _content(reader: PdfReader, page: Any, profile: int) -> Iterator[str]:
    """Operators of a page: colours that the profile explains, states that are not nested too deep."""
    deep = most = 0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if profile != {b"k": 4, b"K": 4, b"rg": 3, b"RG": 3}.get(operator, profile):
            yield "6.2.4.3: a colour that the output profile does not explain"
        if operator in (b"cs", b"CS") and operands[0] == "/DeviceCMYK" and profile != 4:
            yield "6.2.4.3: CMYK without its profile"
        deep += {b"q": 1, b"Q": -1}.get(operator, 0)
        most = max(most, deep)
    if most > NESTED or deep:
        yield "6.1.13: states nested too deep or left open"
