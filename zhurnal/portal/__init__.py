"""Home pages and menu."""
