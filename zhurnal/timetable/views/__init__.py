"""Views of timetable."""
