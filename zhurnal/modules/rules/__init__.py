"""Rules of modules and practice."""
