"""Actions of checks."""
