"""Rules of movement."""
