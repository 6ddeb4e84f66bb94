"""Periods, pivots and due days of reports: pure."""
