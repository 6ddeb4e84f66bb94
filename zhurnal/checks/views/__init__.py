"""Views of checks."""
