"""Writes of the curriculum."""
