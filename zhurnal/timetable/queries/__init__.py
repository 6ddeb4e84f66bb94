"""Queries of timetable."""
