"""How many lines a text takes in a column, before it is set: from the widths of letters of PT Serif. Pure."""

_NARROWEST = 600  # of a letter that is not listed, in thousandths of the size
_WIDTHS = {
    letter: width
    for width, letters in {
        250: "'|· \u00a0", 300: ",.j’", 350: "!()/:;J[]`fil{}", 400: '"I\\rt', 450: "-_sг°²³", 500: "*?^czзстэ«»•“”„",
        550: "#$+0123456789<=>FLSabegkqvxy~Габвеклухьяё§±×−", 600: "EPdhnopuБЕЗРЬдорчъЁ", 650: "BCKRTYZВКСТЧЭЯийнпц–",
        700: "AGUVXАДЛУХ", 750: "DHNOQwИЙНОПЦЪжмфы", 800: "Фю", 850: "%Ышщ", 900: "&MmМ—…", 950: "WЖШ", 1000: "ЩЮ",
        1100: "@", 1150: "№",
    }.items()
    for letter in letters
}  # fmt: skip


def width_of(text: str, size: float) -> float:
    """Width in points at a size in points; rounded up, so that what is set is never wider."""
    return sum(_WIDTHS.get(letter, _NARROWEST) for letter in text) * size / 1000


def lines_of(text: str, room: float, size: float) -> int:
    """How many lines the text takes where a line has ``room`` points; at least one."""
    lines, used, gap = 1, 0.0, width_of(" ", size)
    for word in text.split(" "):
        width = width_of(word, size)
        if used and used + gap + width > room:
            lines, used = lines + 1, width
        else:
            used += (gap if used else 0.0) + width
    return lines
