"""Rules of the archive."""
