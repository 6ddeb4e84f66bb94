"""Queries of movement."""
