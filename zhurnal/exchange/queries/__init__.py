"""Queries of exchange."""
