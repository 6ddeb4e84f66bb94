"""Rules of checks."""
