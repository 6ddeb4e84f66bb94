"""Queries of tasks."""
