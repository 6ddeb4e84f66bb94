"""Tags of the timetable."""
