"""Actions of oversight."""
