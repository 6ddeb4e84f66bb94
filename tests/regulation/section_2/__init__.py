"""Section 2 of the regulation."""
