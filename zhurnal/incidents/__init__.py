"""Incidents: what was done under somebody's name, «это не я», anomalies, undo (2.9)."""
