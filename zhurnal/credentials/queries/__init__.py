"""Reading who has a way in."""
