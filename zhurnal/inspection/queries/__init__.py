"""Reads of rounds, remarks and acts."""
