"""What the pages of modules read."""
