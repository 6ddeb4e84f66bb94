"""Rules of grading."""
