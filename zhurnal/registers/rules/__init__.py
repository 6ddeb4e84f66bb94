"""Rules of registers."""
