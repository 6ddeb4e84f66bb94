"""The journal as paper: the spread, and everything that stands before and behind it (3.3, 1.3)."""
