"""Rules of curriculum."""
