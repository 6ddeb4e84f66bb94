"""The diary of one student: his day, his week, his marks (1.11 g, 2.7, 2.8).

Everything here reads rows of one student (and of his brothers and sisters only how many absences wait for a cause), so
nothing of anybody else can reach a template.
"""

from .day import diary_day
from .family import family_of, open_family, ward_of
from .marks import diary_marks
from .shapes import Family
from .week import diary_week

__all__ = ["Family", "diary_day", "diary_marks", "diary_week", "family_of", "open_family", "ward_of"]
