"""Writing the record of readings, and deeds about personal data."""
