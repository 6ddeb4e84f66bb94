"""Asking for work, stopping it, doing it."""
