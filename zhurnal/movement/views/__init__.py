"""Views of movement."""
