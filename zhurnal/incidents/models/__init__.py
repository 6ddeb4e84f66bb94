"""Incidents, anomalies, files of breaches."""

from .breach import Breach
from .incident import Anomaly, Incident

__all__ = ["Anomaly", "Breach", "Incident"]
