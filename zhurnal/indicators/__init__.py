"""Dashboards and published indicators of quality, for each at the level of his work (regulation 1.10 a, d, e)."""
