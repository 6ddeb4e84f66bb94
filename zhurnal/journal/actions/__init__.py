"""Actions of journal."""
