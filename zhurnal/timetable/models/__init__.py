"""Dated lessons."""

from .lesson import Lesson, Room, Substitution

__all__ = ["Lesson", "Room", "Substitution"]
