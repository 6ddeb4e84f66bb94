"""Queries of oversight."""
