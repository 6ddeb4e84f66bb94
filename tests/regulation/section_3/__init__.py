"""Section 3 of the regulation."""
