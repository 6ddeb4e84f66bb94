"""Work programmes of the demonstration: the topics of every discipline, lesson by lesson."""

from .programme import Topic, programme

__all__ = ["Topic", "programme"]
