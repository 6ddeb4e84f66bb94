"""Rules of paper. Pure."""
