"""Rules of timetable."""
