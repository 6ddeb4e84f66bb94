"""Work of the night."""
