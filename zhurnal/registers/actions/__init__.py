"""Actions of registers."""
