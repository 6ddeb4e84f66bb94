"""Notices: who hears of what, and where he reads it."""
