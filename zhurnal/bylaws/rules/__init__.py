"""Settings with their words and limits."""
