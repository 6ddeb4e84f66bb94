"""What of a cell stands on paper (A2.1, A2.2, A2.5): marks and «н», no reasons, no «+», no minutes. Pure."""

from zhurnal.journal.rules.signs import ABSENCES, ABSENT, CREDITS, MARKS, RELEASED

_WRITTEN = {"зач": "зач.", "незач": "незач.", RELEASED: "осв."}


def written(value: str) -> str:
    """A standing value as it is printed, "" for what paper does not know."""
    if value in MARKS or value in CREDITS or value == RELEASED:
        return _WRITTEN.get(value, value)
    return ABSENT if value in ABSENCES else ""


def lesson_cells(absence: str, marks: dict[int, str], slots: list[int]) -> list[list[str | int] | str]:
    """The cells of a student in one lesson, a column for each slot (one when there is none).

    An absence stands across the lesson; work made up later stands behind it: «н/4», in its own column where there are several.
    """
    gone = written(absence)
    made_up = {slot: written(marks.get(-slot, "")) for slot in slots}
    if gone == ABSENT and not any(made_up.values()):
        return [[ABSENT, len(slots)]] if len(slots) > 1 else [ABSENT]
    cells: list[list[str | int] | str] = []
    for slot in slots:
        own = written(marks.get(slot, ""))
        if gone == ABSENT:
            own = f"{ABSENT}/{made_up[slot]}" if made_up[slot] else ABSENT
        elif not own and gone:
            own = gone if slot == slots[0] else ""
        cells.append(own or made_up[slot])
    return cells or [gone]
