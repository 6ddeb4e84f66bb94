"""Dated lessons, rooms, substitutions."""
