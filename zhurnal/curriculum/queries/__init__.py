"""Queries of curriculum."""
