"""Tests of dictionaries."""
