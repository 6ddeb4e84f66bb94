"""Counting what dashboards sum."""
