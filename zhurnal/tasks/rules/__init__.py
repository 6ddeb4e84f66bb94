"""Rules of tasks. Pure."""
