"""Telling and reading."""
