"""Periods, sums and definitions of indicators: pure Python, no Django."""
