"""Actions of movement."""
