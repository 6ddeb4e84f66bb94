"""The one rounding of figures that are shown: half up (away from nothing below it), once, at the end (A8; A2.11).

Python's own ``round`` goes to the even neighbour (12,5 → 12), so the same share would read differently on two pages.
``tests/architecture/test_rounding.py`` keeps it out of where figures are told.
"""

from fractions import Fraction


def half_up(part: int, whole: int) -> int:
    """``part / whole`` to a whole number; ``whole`` above 0."""
    up = (2 * abs(part) + whole) // (2 * whole)
    return up if part >= 0 else -up


def nearest(value: Fraction | float) -> int:
    """A fraction, or an estimate, to a whole number."""
    exact = Fraction(value)
    return half_up(exact.numerator, exact.denominator)
