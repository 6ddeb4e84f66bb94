<<<<<<< HEAD
"""Views of timetable."""
=======
"""Pages of the timetable."""
>>>>>>> 840e6f1 (Substitute, join, cancel, move and take back; absences and requests of teachers)
