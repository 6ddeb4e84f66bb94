"""Rules of academic year."""
