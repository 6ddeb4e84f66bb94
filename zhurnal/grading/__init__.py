"""Kinds of work and weights."""
