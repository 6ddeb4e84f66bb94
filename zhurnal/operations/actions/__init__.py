"""Copying, restoring, proving, signing."""
