"""Rules of opening the year: pure."""
