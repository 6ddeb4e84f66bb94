"""Writes of opening the year."""
