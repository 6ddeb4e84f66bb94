"""Tests of the rules of lists."""
