"""Composes the house; contains nothing of its own."""
