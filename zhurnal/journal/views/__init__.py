"""Views of journal."""
