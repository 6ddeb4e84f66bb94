"""Bells: two shifts; on Monday «Разговоры о важном» takes the first half-hour (8:30–9:00) and shortens the first pairs."""

from datetime import time

from zhurnal.demo.rows import BellRow

# Pairs with their beginning and end.
DAY = {1: "0830-1005", 2: "1020-1155", 3: "1210-1345", 4: "1400-1535", 5: "1550-1725", 6: "1740-1915"}
MONDAY = {**DAY, 1: "0905-1030", 2: "1040-1205", 3: "1220-1345"}
SHIFTS = {1: (1, 2, 3, 4), 2: (3, 4, 5, 6)}

EARLY_DAY = {1: "0800-0930", 2: "0945-1115", 3: "1145-1315", 4: "1330-1500"}
EARLY_MONDAY = {**EARLY_DAY, 1: "0840-1000", 2: "1010-1130", 3: "1200-1320"}


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[2:]))


def bells(*, early: bool = False) -> tuple[BellRow, ...]:
    """All bells of a college; ``early`` is a small college with one shift."""
    day, monday = (EARLY_DAY, EARLY_MONDAY) if early else (DAY, MONDAY)
    shifts = {1: SHIFTS[1]} if early else SHIFTS
    return tuple(
        BellRow(weekday, shift, pair, *map(_time, (monday if weekday == 1 else day)[pair].split("-")))
        for weekday in range(1, 8)
        for shift, pairs in shifts.items()
        for pair in pairs
    )
