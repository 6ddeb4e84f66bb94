"""Giving slips and noting that they were handed over."""
