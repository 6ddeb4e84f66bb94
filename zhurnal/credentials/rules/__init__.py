"""Pure rules of the families' access."""
