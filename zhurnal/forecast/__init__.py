"""Forecast of term marks: how it is likely to end, how sure that is and why (regulation 1.11 f)."""
