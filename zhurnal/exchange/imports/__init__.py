"""Imports of files from outside."""
