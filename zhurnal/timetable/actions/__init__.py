"""Changes of timetable."""
