"""Section 1 of the regulation."""
