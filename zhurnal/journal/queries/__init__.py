"""Queries of journal."""
