"""Reads of opening the year."""
