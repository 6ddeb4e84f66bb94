"""Colleges and departments."""
