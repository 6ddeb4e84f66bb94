"""Pages of the families' access."""
