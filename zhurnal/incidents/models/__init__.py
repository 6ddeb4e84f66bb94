"""Incidents and anomalies."""

from .incident import Anomaly, Incident

__all__ = ["Anomaly", "Incident"]
