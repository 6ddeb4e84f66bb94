"""Views of opening the year."""
